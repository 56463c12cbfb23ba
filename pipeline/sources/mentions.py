"""Keys of schemes and elements that files mention, held against those that the institution has."""

from collections.abc import Iterable, Iterator

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import nearest, schemes, trees
from pipeline.sources.models import Effective, Instansi
from pipeline.sources.yaml_text import Node


def shared_columns(instansi: Instansi, node: Node) -> Iterator[Problem]:
    """Return a problem for every column that two schemes share: answers could not tell them apart."""
    owner: dict[str, str] = {}
    for name, skema in instansi.skema.items():
        columns = [(key, column) for key, element in skema.unsur.items() for column in (key, *element.pernyataan)]
        for path, key in columns:
            if key in owner:
                place = trees.find(node, ("skema", name, "unsur", path))
                field = f"skema.{name}.unsur"
                yield problem(place.key or place.at, "I004", field=field, key=key, other=owner[key])
            owner.setdefault(key, name)


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
            choices = ", ".join(instansi.skema)
            yield problem(at, "I006", field="pakai_skema", found=name, choices=choices)
    unsur = schemes.main(instansi, effective).unsur
    for index, key in enumerate(effective.prioritas.unsur if effective.prioritas else ()):
        if key not in unsur:
            at = trees.find(tree, ("prioritas", "unsur", index)).at
            yield problem(at, "I007", field="prioritas.unsur", found=key, choices=", ".join(unsur))
