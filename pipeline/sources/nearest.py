"""A name that is not known: the nearest one that is."""

import difflib

from pipeline.problems.phrase import phrase


def guess(found: str, known: tuple[str, ...], otherwise: str = "") -> str:
    """Return the advice for a name that is not known: the nearest one that is, or where all of them are."""
    near = difflib.get_close_matches(found, known, n=1)
    if near:
        return phrase("maksudnya `{near}`?", near=near[0])
    return otherwise or phrase("pilih di antara: {choices}", choices=", ".join(known))
