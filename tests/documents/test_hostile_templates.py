"""Hostile and broken files are told after a bounded number of steps and within 300 MB, whatever is wrong with them."""

import json
import os
import subprocess
import sys

import pytest

from support.office_files import MAIN, Rel, link, made, p, picture, run, table, wrapped, zipped
from support.paths import ROOT

CALLS, MEGABYTES = 3_000_000, 300
"""Calls of functions: about two seconds of an idle processor, and the same on a busy one."""
SECONDS = 60
"""What no busy processor reaches, and an expression that goes astray does: calls do not count its steps."""
PROGRAM = """
import json, re, sys, time
from pathlib import Path
from pipeline.documents import contract, template
from pipeline.words.say import described

said = described(("surat", "unit", "periode", "hasil"))
template.compile_template(Path(sys.argv[1]).read_bytes(), "t.docx", [])


def count(frame, event, function):
    global calls
    calls += event != "return"


for path in sys.argv[1:]:
    raw, problems, calls = Path(path).read_bytes(), [], 0
    began = time.process_time()
    sys.setprofile(count)
    found = template.compile_template(raw, "t.docx", problems)
    if found is not None:
        problems += contract.check("t.docx", found.tags, said)
    sys.setprofile(None)
    told = sorted({problem.code for problem in problems if not problem.is_warning})
    most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps([Path(path).stem, calls, time.process_time() - began, most, told]))
"""


def body(inside: str) -> bytes:
    return made(f"<w:p>{inside}</w:p>")


def lying(size: int) -> bytes:
    """A file whose list says that a member is so large."""
    raw = bytearray(made("a"))
    at = raw.index(b"PK\1\2", raw.index(b"PK\1\2") + 1)
    raw[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(raw)


def method(number: int) -> bytes:
    """A file whose first member is said to be packed in such a way."""
    raw = bytearray(made("a"))
    at = raw.index(b"PK\1\2")
    raw[at + 10 : at + 12] = number.to_bytes(2, "little")
    return bytes(raw)


REFUSED = {
    "brackets inside each other": lambda: made("{{ " + "(" * 3000 + "nomor" + ")" * 3000 + " }}"),
    "brackets of lists": lambda: made("{% if nomor in " + "[" * 3000 + "1" + "]" * 3000 + " %}{% endif %}"),
    "not": lambda: made("{% if " + "not " * 5000 + "nomor %}a{% endif %}"),
    "minus": lambda: made("{{ " + "-" * 20_000 + "1 }}"),
    "or": lambda: made("{% if " + " or ".join(["nomor"] * 20_000) + " %}a{% endif %}"),
    "filters": lambda: made("{{ nomor" + "|upper" * 5000 + " }}"),
    "dots": lambda: made("{{ a" + ".b" * 20_000 + " }}"),
    "plus": lambda: made("{{ " + "+".join(["1"] * 20_000) + " }}"),
    "opening braces": lambda: made("{" * 20_000),
    "opening braces apart": lambda: made("{{ " * 20_000),
    "opening statements": lambda: made("{% " * 20_000),
    "remarks that stay open": lambda: made("{# " * 20_000),
    "loops inside each other": lambda: made("{% for x in tembusan %}" * 900 + "{% endfor %}" * 900),
    "conditions inside each other": lambda: made("{% if nomor %}" * 900 + "a" + "{% endif %}" * 900),
    "too many tags": lambda: made(*["{{ nomor }}"] * 30_000),
    "one tag a letter": lambda: body("".join(run(letter) for letter in "{{ nomor }}" * 3000)),
    "a body of sixty megabytes": lambda: made("a" * 60_000_000),
    "a part that says it is large": lambda: lying(300_000_000),
    "elements inside each other": lambda: body("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
    "a doctype": lambda: zipped(
        {"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "_rels/.rels": "<a/>"}
    ),
    "entities": lambda: made("<w:p><w:r><w:t>&amp;</w:t></w:r></w:p>").replace(b"PK\5\6", b"PK\5\7"),
    "half a zip": lambda: made("a")[:300],
    "no zip": lambda: b"PK\3\4" + b"\0" * 5000,
    "members without end": lambda: zipped({f"word/media/{number}.png": b"" for number in range(3000)}),
    "a packing that nobody knows": lambda: method(97),
    "names that leave": lambda: zipped({"../../../etc/cron.d/x": "a"}),
    "broken xml": lambda: zipped({"[Content_Types].xml": "<a", "_rels/.rels": "<a/>", "word/document.xml": "<a/>"}),
    "styles that stand upon each other": lambda: made(
        '<w:p><w:pPr><w:pStyle w:val="g0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
        rels=[Rel("rIdG", "styles", "styles.xml")],
        parts={
            "word/styles.xml": (
                wrapped(
                    "styles",
                    "".join(
                        f'<w:style w:styleId="g{number}"><w:basedOn w:val="g{number + 1}"/></w:style>'
                        for number in range(4000)
                    ),
                ),
                f"{MAIN}.styles+xml",
            )
        },
    ),
    "links outside without end": lambda: made(
        *[link(f"rId{number}", "a") for number in range(3000)],
        rels=[Rel(f"rId{number}", "hyperlink", f"file:///C:/{number}.docx", outside=True) for number in range(3000)],
    ),
    "a drawing that fetches after many blanks": lambda: made(
        picture("a"),
        rels=[Rel("rIdP", "image", "media/a.svg")],
        parts={
            "word/media/a.svg": (
                f'<svg xmlns="http://www.w3.org/2000/svg" style="url({" " * 1_000_000}#a) url(b)"/>',
                "image/svg+xml",
            )
        },
    ),
}
"""What is refused, made by whoever looks at it."""
BORNE = {
    "a long table": lambda: made(table(*[["a", "b", "c", "d"]] * 1000)),
    "tables inside each other": lambda: made(
        "".join("<w:tbl><w:tr><w:tc>" for _ in range(60)) + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * 60
    ),
    "a thousand paragraphs with tags": lambda: made(*["{{ nomor }} {{ hal }}"] * 900),
    "charts that are not there": lambda: made(
        "a", rels=[Rel(f"rId{number}", "chart", f"charts/{number}.xml") for number in range(20_000)]
    ),
    "many links": lambda: made(*[p(run("a"))] * 5000),
}
"""What is large and in order."""


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> dict[str, tuple[int, float, float, list[str]]]:
    """Of each file: calls, seconds of the processor, the most memory until then, the codes of what is wrong."""
    root = tmp_path_factory.mktemp("berkas")
    paths = []
    for name, make in {"pertama": lambda: made("{{ nomor }}"), **REFUSED, **BORNE}.items():
        paths.append(root / f"{name}.docx")
        paths[-1].write_bytes(make())
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *map(str, paths)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return {name: tuple(found) for name, *found in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", [*REFUSED, *BORNE])
def test_it_is_told_in_time(measured, name):
    calls, seconds, most, told = measured[name]
    assert bool(told) == (name in REFUSED)
    assert calls < CALLS
    assert seconds < SECONDS
    assert most < MEGABYTES
