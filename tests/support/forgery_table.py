"""Every kind of forgery of a .docx: what it is tried on, the copies that it makes, and its row in docs/bukti.md."""

from collections import Counter
from collections.abc import Callable, Mapping

from pipeline.issuing import verify
from support import forged_looks, forgeries, fresh_forgeries, rare_forgeries
from support.forgeries import WAYS, Parts, Way
from support.paths import ROOT

PAGE = ROOT / "docs/bukti.md"
BEGIN, END = "<!-- tabel -->\n", "<!-- /tabel -->"
HEAD = "| pemalsuan | dicoba | berubah | tidak dapat dinilai | keliru |\n|---|---|---|---|---|\n"
TOLD = (verify.BERUBAH, verify.TAK_TERNILAI)
Forge = Callable[[bytes, Way], bytes]


def _of_parts(make: Callable[[Parts, Way], Parts]) -> Forge:
    return lambda raw, way: forgeries.packed(make(forgeries.parts_of(raw), way))


def _of_packing(make: Callable[[Parts, Way], bytes]) -> Forge:
    return lambda raw, way: make(forgeries.parts_of(raw), way)


def _all() -> dict[str, tuple[str, Forge]]:
    plain = (forgeries.TEXT, forgeries.HIDING, forgeries.STRUCTURE, rare_forgeries.RARE, forged_looks.LOOKS)
    groups: list[tuple[str, Mapping[str, Forge]]] = [
        *(("plain", {name: _of_parts(make) for name, make in group.items()}) for group in plain),
        ("plain", {name: _of_packing(make) for name, make in forgeries.WHOLE.items()}),
        ("plain", rare_forgeries.WHOLE),
        ("rich", {name: _of_parts(make) for name, make in rare_forgeries.RICH.items()}),
        ("pictured", {name: _of_parts(make) for name, make in forged_looks.PICTURES.items()}),
        ("plain", {name: _of_parts(make) for name, make in fresh_forgeries.FRESH.items()}),
        ("rich", {name: _of_parts(make) for name, make in fresh_forgeries.PICTURED.items()}),
    ]
    found: dict[str, tuple[str, Forge]] = {}
    for letter, group in groups:
        twice = found.keys() & group.keys()
        assert not twice, f"two kinds of one name, of which one alone would be tried: {twice}"
        found |= {name: (letter, forge) for name, forge in group.items()}
    return found


KINDS = _all()
"""By name: the letter that the kind is tried on, and how a copy of it is forged."""


def copies(kind: str, raw: bytes) -> list[bytes]:
    """Every copy of a letter that a kind makes, none twice: what changes the whole file is the same at each place."""
    return list(dict.fromkeys(KINDS[kind][1](raw, way) for way in WAYS))


def row(kind: str, results: "Counter[str]") -> str:
    found = [results[result] for result in TOLD]
    return f"| {kind} | {results.total()} | {found[0]} | {found[1]} | {results.total() - sum(found)} |"


def rows_of_docs() -> dict[str, str]:
    """The rows of the table, by their kind; the sum is the last."""
    text = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].removeprefix(HEAD)
    return {line.split("|")[1].strip(): line for line in text.splitlines()}


def sum_of(results: "Mapping[str, Counter[str]]") -> str:
    return row(f"**{len(results)} cara**", sum(results.values(), Counter()))


def written(rows: list[str]) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text("".join((before, BEGIN, HEAD, "".join(f"{line}\n" for line in rows), END, after)), encoding="utf-8")
