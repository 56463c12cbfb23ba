"""A letter cited by its kind: what the register says of it, laid where its number would have been typed."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import number_rule, register_reader, trees
from pipeline.sources.models import Instansi, Nomor
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.sources.yaml_text import Node

CitedKind = tuple[str, str]
"""A kind of document and a period."""


class CitedLetters(NamedTuple):
    """The letters of a kind and period that the register knows, by unit: those in force, and void entries."""

    standing: Mapping[str, tuple[EntryFile, SentLetter]]
    void: Mapping[str, EntryFile]


def cited_kind(tree: Node, period: str) -> CitedKind | None:
    """Return which letter a tree cites by its kind; `None` when it cites none, or one whose number is typed."""
    found = trees.fields(trees.fields(tree).get("rujukan"))
    jenis, periode = (found[name].value if name in found else None for name in ("jenis", "periode"))
    return (jenis, periode if isinstance(periode, str) else period) if isinstance(jenis, str) else None


def look_up(root: Path, instansi: str, cited: CitedKind, problems: list[Problem]) -> CitedLetters:
    """Return what the register of an institution says of the letters of a kind and period."""
    jenis, period = cited
    entry_files = register_reader.entries(root, instansi, problems, mention=jenis)
    mine = [
        entry_file
        for entry_file in entry_files
        if (entry_file.entri.jenis, entry_file.entri.periode) == (jenis, period)
    ]
    given = register_reader.issued_among(mine, period, jenis, problems)
    void = {
        letter.unit: entry_file for entry_file in mine if entry_file.entri.batal for letter in entry_file.entri.surat
    }
    return CitedLetters({unit: entry_file for (_, unit), entry_file in given.items()}, void)


def filled_in(
    tree: Node, cited: CitedKind, unit: str, letters: CitedLetters, instansi: Instansi
) -> tuple[Node, tuple[Problem, ...]]:
    """Return a tree with the citation as if it were typed, or as it is and why that cannot be."""
    jenis, period = cited
    asked = tree.value["rujukan"] if isinstance(tree.value, dict) else tree
    place = trees.find(asked, ("jenis",)).at
    if unit not in letters.standing:
        if unit in letters.void:
            entri = letters.void[unit].entri
            return tree, (problem(place, "A031", nomor=entri.nomor, jenis=jenis, masa=period, alasan=entri.batal),)
        return tree, (problem(place, "A032", jenis=jenis, masa=period),)
    entry_file, letter = letters.standing[unit]
    said = trees.fields(entry_file.tree)
    at = Place(entry_file.file)
    own = trees.fields(trees.find(register_reader.layer_of(entry_file, letter), ("dokumen", jenis)))
    dari = trees.fields(asked).get("dari") or said.get("dari") or _signer(tree, jenis)
    sent = entry_file.entri.surat.index(letter)
    hal = said.get("hal") or trees.find(tree, ("dokumen", jenis, "hal"))
    hal = trees.find(entry_file.tree, ("surat", sent, "hal")) if letter.hal else hal
    found = {
        "dari": dari,
        "nomor": own["nomor"],
        "tanggal": own.get("tanggal"),
        "hal": _subject(hal, jenis, letter, instansi),
    }
    whole = Node({name: node for name, node in found.items() if node is not None}, at, at)
    assert isinstance(tree.value, dict)
    return Node({**tree.value, "rujukan": whole}, tree.at, tree.key), ()


def revised_subject(instansi: Instansi, jenis: str, hal: str, ke: int) -> str:
    """Return the line Hal of a revised letter, as the institution writes it."""
    nomor = number_rule.rule_of(instansi, jenis)
    pola = nomor.perubahan if nomor else str(Nomor.model_fields["perubahan"].default)
    return pola.format_map({"hal": hal, "ke": str(ke)})


def _subject(node: Node, jenis: str, letter: SentLetter, instansi: Instansi) -> Node | None:
    """Return the line Hal of a letter as it stands on paper; `None` when nothing says it."""
    if not isinstance(node.value, str):
        return None
    if not letter.revisi:
        return node
    return Node(revised_subject(instansi, jenis, node.value, letter.revisi), node.at, node.key)


def _signer(tree: Node, jenis: str) -> Node | None:
    """Return the office that signs a kind of document."""
    for path in (("dokumen", jenis, "penandatangan", "jabatan"), ("penandatangan", "jabatan")):
        found = trees.find(tree, path)
        if isinstance(found.value, str):
            return found
    return None
