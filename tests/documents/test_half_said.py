"""Nothing is half said: a label, a bracket or a sentence around a word that is empty. All data are made up."""

import re
import shutil

import pytest

from pipeline.documents import half_said, reading, template
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.making import document
from pipeline.making.document import Job
from pipeline.making.office import Offices
from pipeline.sources import workspace as workspaces
from pipeline.words import indonesian
from pipeline.words.chapter import Picture
from pipeline.words.say import described
from support import how_many
from support.paths import ROOT
from support.small import docx, p

TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").glob("*/*.docx"))
HALF = {
    "a dash for what is not there": r"(?<!- )\w -(?=[ ,.;/)]|$)",
    "brackets around nothing": r"\(\s*-?\s*\)",
    "a comma or a stop without what stands before it": r"(?<![\w)\]…%\"}.])\s*[,;](?=\s)|:\s*[.;,]|\byaitu\s*[.]",
    "a count of nothing": r"(sebanyak|ada|diikuti)\s+(orang|responden)",
    "a label with nothing after it": (
        r"(Telepon|Telp[./\w]*(?=\s)|Laman:?|Pos-el:?|Kode Pos ?:?|NIP\.?|Sifat)\s*(/|\||$)(?! :)"
    ),
    "two blanks in a sentence": r"\w  +\w",
    "an instruction of a form": r"Mohon Dijabarkan",
}
OF_A_DOCUMENT = ("lumajang", "jakarta-timur")
"""Templates that say to the word what a real document says."""
GO_WITH = {"daftar": {"unsur": []}, "rincian": {"unsur": []}, "terbilang": {"jumlah": ""}}
"""What is empty beside a word that is."""
WITH_OTHERS = re.compile(r"rekap\.(?!responden)|realisasi\.\w+\.persen|media\.jenis\.\w+")
"""What is empty only where there is nothing at all to speak of."""


def ready(workspace, kind: str, name: str):
    """Return a document of a kind, all of whose words say something, and its chapters' words with what they mean."""
    for folder in ("units", "periods", "register"):
        shutil.rmtree(workspace / folder)
    how_many.write_office(workspace, name, (2,))
    file = workspace / f"units/{name}/instansi.yaml"
    file.write_text(file.read_text().replace('"logo": "logo.png"', f'"logo": "logo.png", {FULL_HEAD}') + FULL)
    jenis = workspaces.jenis(workspace, kind)
    offices = Offices(workspace, workspaces.period(workspace, how_many.PERIOD))
    work = Job(kind, jenis, offices)
    unit = "" if jenis.cakupan == "periode" else "u2"
    return document.prepare(work, offices[name].dossier(unit)), described(jenis.kosakata)


FULL_HEAD = ", ".join(
    f'"{key}": "{said}"'
    for key, said in {
        "alamat": "Jalan Rekaan 1",
        "telepon": "(000) 000",
        "laman": "contoh.example",
        "pos_el": "a@contoh.example",
        "kode_pos": "00000",
    }.items()
)
FULL = 'sifat: Penting\nlampiran: "1"\nwilayah: Kota Rekaan\n'


def emptied(words, path: str, value: str):
    """Return words in which one says nothing; of a list of texts, there are none."""
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not isinstance(words, dict) or name not in words:
        return words
    inner = words[name]
    if step != name and isinstance(inner, list | tuple) and not isinstance(inner, Picture):
        changed = [emptied(item, rest, value) for item in inner] if rest else []
    else:
        changed = emptied(inner, rest, value) if rest else value
    return {**words, name: changed, **({} if rest else GO_WITH.get(name, {}))}


def halves(found, words) -> set[str]:
    """Return what a document says by halves."""
    text = reading.markdown(template.render(found, words, Properties("", "", None, True)))
    return {
        f"{what}: {at[0]}"
        for what, pattern in HALF.items()
        for at in re.finditer(f".{{0,40}}(?:{pattern}).{{0,20}}", text, re.MULTILINE)
    }


@pytest.mark.parametrize("file", TEMPLATES, ids=str)
def test_our_own_templates_say_nothing_by_halves_whatever_is_empty(workspace, file):
    kind, name = file.parent.name, file.stem
    found, words = ready(workspace, kind, name)
    used = {tag.word for tag in found.template.tags}
    optional = {
        path: "-" if "`-`" in meaning else ""
        for path, meaning in words.items()
        if path in used and not WITH_OTHERS.match(path) and re.search("kosong|`-`", meaning)
    }
    assert optional
    usual = halves(found.template, found.words)
    assert name in OF_A_DOCUMENT or not any("a form" in what for what in usual)
    wrong = {}
    groups = {}
    for path, value in optional.items():
        told = half_said.check(str(file), Rendering(found.template.parts, emptied(found.words, path, value)))
        wrong |= {f"{path}: {problem}": "" for problem in told}
        for group in (path.partition(".")[0], "all"):
            groups[group] = emptied(groups.get(group, found.words), path, value)
    for group, words in groups.items():
        wrong |= {f"{group}: {said}": "" for said in halves(found.template, words) - usual}
    assert wrong == {}


@pytest.mark.parametrize(
    ("sentences", "words", "told"),
    [
        (["Kode Pos {{ a }}"], {"a": ""}, ["a"]),
        (["Kode Pos {{ a }}"], {"a": "-"}, ["a"]),
        (["Kode Pos {{ a }}"], {"a": "1"}, []),
        (["{% if a %}Kode Pos {{ a }}{% endif %}"], {"a": ""}, []),
        (["{{ a }}"], {"a": ""}, []),
        (["{{ b }} {{ a }}"], {"a": "", "b": "x"}, []),
        (["sebanyak {{ b }} ({{ a }}) orang"], {"a": "-", "b": "-"}, ["b", "a"]),
        (["{%p for x in c %}", "Alasan {{ x.a }}", "{%p endfor %}"], {"c": [{"a": "1"}, {"a": ""}]}, ["x.a"]),
        (["{%p for x in c %}", "Alasan {{ x }}", "{%p endfor %}"], {"c": []}, []),
        (["Dasar {% for x in c %}{{ x }}; {% endfor %}."], {"c": []}, ["c"]),
        (["Dasar {% for x in c %}{{ x }}; {% else %}nihil{% endfor %}."], {"c": []}, []),
        (["{% if c %}Dasar {% for x in c %}{{ x }}; {% endfor %}.{% endif %}"], {"c": []}, []),
        (["{% for x in c %}{{ x }}; {% endfor %}"], {"c": []}, []),
        (["{% for x in c %}{{ x }}{% endfor %} hadir"], {"c": []}, ["c"]),
        (["Hari {{ a.hari }}"], {"a": indonesian.undated("")}, ["a.hari"]),
        (["Hari {{ a.hari }}"], {"a": indonesian.undated()}, []),
        (["Foto {{ a.keterangan }}"], {"a": Picture(b"", "png", 1, 1, "x")}, ["a.keterangan"]),
        (["Foto {{ a.keterangan }}"], {"a": Picture(b"", "png", 1, 1, "x", "x")}, []),
        (["Lampiran {{ lampiran }}, {{ draf }}."], {"lampiran": "-", "draf": ""}, []),
    ],
)  # fmt: skip
def test_a_word_that_says_nothing_beside_text_that_speaks_of_it_is_told(sentences, words, told):
    compiled = compiled_of(sentences)
    assert [
        re.findall("kata `(.*?)`", str(problem))[0]
        for problem in half_said.check("a.docx", Rendering(compiled.parts, words))
    ] == told


def compiled_of(sentences):
    """Return a template of these paragraphs."""
    compiled = template.compile_template(docx("".join(p(text) for text in sentences)), "a.docx", [])
    assert compiled
    return compiled


def test_in_which_items_of_a_list_a_word_is_empty_is_told():
    compiled = compiled_of(["{%p for x in c %}", "Tiba {{ x.a }} di {{ x.b.c }}.", "{%p endfor %}"])
    rows = [{"a": "x", "b": {"c": "y"}}, {"a": "", "b": {"c": "y"}}, {"a": "", "b": {"c": "-"}}]
    told = [str(fault) for fault in half_said.check("a.docx", Rendering(compiled.parts, {"c": rows}))]
    assert [re.findall("kosong( pada .*?`c`)", line) for line in told] == [
        [" pada butir 2, 3 dari `c`"],
        [" pada butir 3 dari `c`"],
    ]
