"""Keys of schemes and elements that files mention, held against those that the institution has."""

from collections.abc import Iterable, Iterator

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import nearest, schemes, trees
from pipeline.sources.models import Effective, Instansi
from pipeline.sources.survey_model import NO_ELEMENT, Unsur
from pipeline.sources.yaml_text import Node


def shared_columns(instansi: Instansi, node: Node) -> Iterator[Problem]:
    """Return a problem for every column that answers could not tell apart: it stands for two elements.

    An element may be in several schemes: two rules over the same answers; then it has the same columns and labels.
    """
    owner: dict[str, tuple[str, str]] = {}
    for name, skema in instansi.skema.items():
        columns = [(path, key) for path, element in skema.unsur.items() for key in (path, *element.pernyataan)]
        for path, key in columns:
            scheme, other = owner.get(key, (name, ""))
            alike = (
                scheme != name and other == path and _reads_alike(instansi.skema[scheme].unsur[path], skema.unsur[path])
            )
            if key in owner and not alike:
                place = trees.find(node, ("skema", name, "unsur", path))
                field = f"skema.{name}.unsur"
                yield problem(place.key or place.at, "I004", field=field, key=key, other=scheme)
            owner.setdefault(key, (name, path))


def _reads_alike(element: Unsur, other: Unsur) -> bool:
    return element.pernyataan == other.pernyataan and element.label == other.label


def unknown_units(not_surveyed: Iterable[str], periode: Node, units: tuple[str, ...]) -> Iterator[Problem]:
    """Return a problem for every unit that is said not to be surveyed, and that there is not."""
    said = list(trees.fields(trees.fields(periode).get("tidak_disurvei")).values())
    for unit, why in zip(not_surveyed, said, strict=False):
        if unit not in units:
            hint = nearest.guess(unit, units, phrase("lihat nama berkas di units/"))
            yield problem(why.key or why.at, "C012", unit=unit, why=phrase("tetapi unit itu tidak ada"), hint=hint)


def unknown_mentions(instansi: Instansi, effective: Effective, tree: Node) -> Iterator[Problem]:
    """Return a problem for every scheme and element that is mentioned and not there."""
    for index, name in enumerate(effective.pakai_skema):
        if name not in instansi.skema:
            at = trees.find(tree, ("pakai_skema", index)).at
            hint = nearest.guess(name, tuple(instansi.skema))
            yield problem(at, "I006", field="pakai_skema", found=name, hint=hint)
    unsur = schemes.main_elements(instansi, effective)
    for index, key in enumerate(effective.prioritas.unsur if effective.prioritas else ()):
        if key not in unsur:
            at = trees.find(tree, ("prioritas", "unsur", index)).at
            yield problem(at, "I007", field="prioritas.unsur", found=key, hint=nearest.guess(key, tuple(unsur)))
    for key in effective.saran_unsur:
        if key not in (*unsur, NO_ELEMENT):
            place = trees.find(tree, ("saran_unsur", key))
            hint = nearest.guess(key, (*unsur, NO_ELEMENT))
            yield problem(place.key or place.at, "I007", field="saran_unsur", found=key, hint=hint)
