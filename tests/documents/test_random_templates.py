"""Templates of random ingredients: valid on empty, usual and fullest data, saying all that is said, nothing foreign."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents import allowed, fields, filled, template
from pipeline.documents import settings as page_settings
from pipeline.documents.package import Properties
from support import audited, needs, tried
from support.office_files import MAIN, Rel, box, cell, field, link, made, p, run, table, wrapped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Words = dict[str, object]
EMPTY: Words = {
    "nomor": "",
    "sifat": "",
    "jumlah": "0",
    "kosong": [],
    "xs": [],
    "u": [],
    "t": {"a": "https://a.example"},
}
USUAL: Words = {
    "nomor": "7/X & <3>",
    "sifat": "Biasa",
    "jumlah": "9",
    "kosong": [],
    "xs": ["satu", "dua"],
    "u": [{"k": "U1", "v": "3,00"}],
    "t": {"a": "https://a.example/?x=1&y=2"},
}
FULLEST: Words = {
    **USUAL,
    "nomor": "panjang " * 40,
    "jumlah": "1.000",
    "xs": [f"butir {number}" for number in range(40)],
    "u": [{"k": f"U{number}", "v": "4,00"} for number in range(30)],
}


class Ingredient(NamedTuple):
    """Something that offices put into a template, and the paragraphs that it comes to with some words."""

    xml: str
    says: Callable[[Words], list[str]]


INGREDIENTS = (
    Ingredient(p("Nomor {{ nomor }}."), lambda w: [f"Nomor {w['nomor']}."]),
    Ingredient(p(run("No. {"), run("{ no"), run("mor }"), run("}")), lambda w: [f"No. {w['nomor']}"]),
    Ingredient(
        p("{% if sifat %}Sifat ", run("{{ sifat }}{% else %}tanpa"), "{% endif %} sifat"),
        lambda w: [f"{'Sifat ' + str(w['sifat']) if w['sifat'] else 'tanpa'} sifat"],
    ),
    Ingredient(
        p("{% if jumlah > 5 and sifat != 'x' %}banyak{% else %}sedikit{% endif %}"),
        lambda w: ["sedikit" if w["jumlah"] in ("0", "1.000") else "banyak"],
    ),
    Ingredient(
        p("{%p for x in xs %}") + p("- {{ x }}") + p("{%p endfor %}"), lambda w: [f"- {one}" for one in w["xs"]]
    ),
    Ingredient(
        table(["{%tr for x in u %}", ""], ["{{ x.k }}", "{{ x.v }}"], ["{%tr endfor %}", ""]),
        lambda w: [text for one in w["u"] for text in (one["k"], one["v"])],
    ),
    Ingredient(
        table([cell("{%p for x in xs %}", "{{ x }}", "{%p endfor %}"), "tetap"]),
        lambda w: [*(w["xs"] or [""]), "tetap"],
    ),
    Ingredient(
        table([cell("a", table(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]), "b")]),
        lambda w: ["a", *w["xs"], "b"],
    ),
    Ingredient(
        table([cell("{%p if sifat %}", table(["{{ sifat }}"]), "{%p endif %}")]),
        lambda w: [w["sifat"], ""] if w["sifat"] else [""],
    ),
    Ingredient(
        box("{%p for x in kosong %}", "{{ x }}", "{%p endfor %}"),
        lambda w: ["", "", ""],
    ),
    Ingredient(p("hlm. ", field("PAGE", "1")), lambda w: ["hlm. 1"]),
    Ingredient(link("rIdL", "{{ sifat }}"), lambda w: [w["sifat"]]),
    Ingredient(
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('{{ sifat }}')}</w:sdtContent></w:sdt>",
        lambda w: [w["sifat"]],
    ),
)
LEFTOVERS = (
    "",
    '<w:rsids><w:rsid w:val="00AA"/></w:rsids>',
    '<w:mailMerge><w:query w:val="SELECT"/></w:mailMerge><w:documentProtection w:edit="readOnly"/>',
)


def letters(chosen: list[Ingredient], leftover: str) -> list[tuple[Words, bytes]]:
    header = wrapped("hdr", p("{%p for x in kosong %}") + p("{{ x }}") + p("{%p endfor %}"))
    raw = made(
        *(one.xml for one in chosen),
        p("akhir"),
        parts={
            "word/header1.xml": (header, f"{MAIN}.header+xml"),
            "customXml/item1.xml": ("<a/>", ""),
            "word/comments.xml": (
                wrapped("comments", f'<w:comment w:id="1" w:author="a">{p("x")}</w:comment>'),
                f"{MAIN}.comments+xml",
            ),
        },
        rels=[
            Rel("rIdH", "header", "header1.xml"),
            Rel("rIdL", "hyperlink", "{{ t.a }}", outside=True),
            Rel("rIdX", "customXml", "../customXml/item1.xml"),
            Rel("rIdC", "comments", "comments.xml"),
        ],
        section='<w:headerReference w:type="default" r:id="rIdH"/>',
        settings=leftover,
    )
    problems: list = []
    found = template.compile_template(raw, "t.docx", problems)
    assert found is not None, problems
    sifat = Properties("Judul", "Penulis", None, is_draft=True)
    return [(words, template.render(found, words, sifat)) for words in (EMPTY, USUAL, FULLEST)]


@settings(max_examples=tried.share(0.25))
@given(st.lists(st.sampled_from(INGREDIENTS), min_size=1, max_size=8), st.sampled_from(LEFTOVERS))
def test_a_random_template_says_all_that_is_said_and_holds_nothing_foreign(chosen, leftover):
    for words, raw in letters(chosen, leftover):
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            files = {name: source.read(name) for name in source.namelist()}
        roots = {name: etree.fromstring(content) for name, content in files.items() if name.endswith((".xml", ".rels"))}
        body = roots["word/document.xml"]
        said = [
            "".join(
                (leaf.text or "").replace("\u00a0", " ")  # a blank that does not break shows as one that does
                for leaf in one.iter(f"{W}t")
                if next(leaf.iterancestors(f"{W}p")) is one
            )
            for one in body.iter(f"{W}p")
        ]
        assert said == [*(text for one in chosen for text in one.says(words)), "akhir"]
        assert not [hole for root in roots.values() for hole in filled.holes(root)]
        assert_nothing_foreign(files, roots)


def assert_nothing_foreign(files, roots):
    types = {
        rel.get("Type").rpartition("/")[2] for name, root in roots.items() if name.endswith(".rels") for rel in root
    }
    assert types <= allowed.KEPT | {"core-properties"}
    assert {name.rpartition(".")[2].lower() for name in files} <= allowed.EXTENSIONS
    assert all(allowed.TYPES.fullmatch(one.get("ContentType")) for one in roots["[Content_Types].xml"])
    asked = [text.split()[0] for root in roots.values() for _, text in fields.found(root)]
    assert set(asked) <= fields.ALLOWED
    if "word/settings.xml" in roots:
        assert {etree.QName(one).localname for one in roots["word/settings.xml"]} <= page_settings.KEPT


@pytest.mark.parametrize("number", range(3))
def test_word_would_open_a_letter_of_all_ingredients_without_repair(number, tmp_path):
    _, raw = letters(list(INGREDIENTS), LEFTOVERS[-1])[number]
    path = tmp_path / "a.docx"
    path.write_bytes(raw)
    found = [str(one) for one in audited.errors(path)]
    assert [one for one in found if "A required relationship type" not in one] == []  # no styles: the input is small


@needs.soffice
def test_libreoffice_opens_a_letter_of_all_ingredients(tmp_path):
    for number, (_, raw) in enumerate(letters(list(INGREDIENTS), LEFTOVERS[-1])):
        (tmp_path / f"{number}.docx").write_bytes(raw)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", "."]
    subprocess.run([*command, "0.docx", "1.docx", "2.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert all("akhir" in (tmp_path / f"{number}.txt").read_text(encoding="utf-8-sig") for number in range(3))
