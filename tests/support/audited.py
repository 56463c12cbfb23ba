"""Would Word open a file without repair? Asked of one validator, whose schemas are read once."""

from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationError


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def errors(path: Path) -> list[ValidationError]:
    """Return what is against the schema of Word's files."""
    return list(_validator().validate(str(path)).errors)
