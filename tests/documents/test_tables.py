"""Columns out of words, merged cells, and photos of any size."""

import io
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from pipeline.documents import from_word, images, tables, tags
from pipeline.documents.tag import Source
from pipeline.problems.problem import Place, Refusal
from support import needs

ROOT = Path(__file__).parents[2]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AT = Place("unit.yaml", 3, 9)


def cell(text: str, width: int = 100, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in text.split("|"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr><w:p>{runs}</w:p></w:tc>'


def table(*rows: str, columns: int) -> etree._Element:
    grid = '<w:gridCol w:w="100"/>' * columns
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return etree.fromstring(f'<w:body xmlns:w="{W}"><w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl></w:body>')


def rendered(root: etree._Element, **words: object) -> etree._Element:
    tables.fit(root)
    xml = etree.tostring(root, encoding="unicode")
    problems = []
    part = from_word.compile_part(Source("word/document.xml", xml, "", "", ()), "t.docx", problems)
    assert not problems, [str(one) for one in problems]
    return etree.fromstring(tags.render_part(part, words, 10**6, 0)[0])


def shape(root: etree._Element) -> list[list[tuple[str, int]]]:
    found = []
    for row in root.iter(f"{{{W}}}tr"):
        spans = [one.find(f"{{{W}}}tcPr/{{{W}}}gridSpan") for one in row]
        found.append(
            [
                ("".join(one.itertext()), 1 if span is None else int(span.get(f"{{{W}}}val")))
                for one, span in zip(row, spans, strict=True)
            ]
        )
    return found


@pytest.mark.parametrize("many", [1, 2, 7])
def test_a_column_is_repeated_and_the_grid_and_the_cells_above_it_grow_with_it(many):
    root = table(
        cell("Nama") + cell("Semua", 300, span=3) + cell("Akhir"),
        cell("") + cell("{%tc for k in kolom %}") + cell("{{ k }}") + cell("{%tc endfor %}") + cell(""),
        columns=5,
    )
    kolom = [f"K{number}" for number in range(many)]
    made = rendered(root, kolom=kolom)
    assert shape(made) == [
        [("Nama", 1), ("Semua", many), ("Akhir", 1)],
        [("", 1), *((name, 1) for name in kolom), ("", 1)],
    ]
    grid = [int(one.get(f"{{{W}}}w")) for one in made.iter(f"{{{W}}}gridCol")]
    assert grid == [100, *([300 // many] * many), 100]


def test_a_heading_is_as_wide_as_its_word_says():
    root = table(
        cell("{%tc for g in grup %}") + cell("{% colspan g.jumlah %}{{ g.nama }}") + cell("{%tc endfor %}"),
        cell("{%tc for k in kolom %}") + cell("{{ k }}") + cell("{%tc endfor %}"),
        columns=3,
    )
    grup = [{"nama": "2025", "jumlah": "2"}, {"nama": "2026", "jumlah": "1"}]
    made = rendered(root, grup=grup, kolom=["a", "b", "c"])
    assert shape(made)[0] == [("2025", 2), ("2026", 1)]


@pytest.mark.parametrize("many", [1, 2, 4, 5, 9])
def test_rows_of_a_merged_cell_stay_on_one_page_and_its_label_stands_again_after_four(many):
    root = table(
        cell("{%tr for k in baris %}", span=2) + "",
        cell("{% vm %}Label") + cell("{{ k }}"),
        cell("{%tr endfor %}", span=2),
        columns=2,
    )
    made = rendered(root, baris=[str(number) for number in range(1, many + 1)])
    rows = list(made.iter(f"{{{W}}}tr"))
    labelled = [number for number, row in enumerate(rows, 1) if "Label" in "".join(row.itertext())]
    last = [number for number, row in enumerate(rows, 1) if row.find(f".//{{{W}}}keepNext") is None]
    assert labelled == [*range(1, many + 1, 4)]
    assert last == sorted({*range(4, many + 1, 4), many})
    for row in rows:
        assert len({paragraph.find(f".//{{{W}}}keepNext") is None for paragraph in row.iter(f"{{{W}}}p")}) == 1


def test_a_merged_cell_begins_in_the_first_row_of_its_loop_and_says_its_text_once():
    root = table(
        cell("{%tr for p in program %}", 200, span=2),
        cell("{% v|m %}{{ un|sur }}") + cell("{{ p }}"),
        cell("{%tr endfor %}", 200, span=2),
        columns=2,
    )
    made = rendered(root, unsur="Waktu", program=["a", "b", "c"])
    assert [[text for text, _ in row] for row in shape(made)] == [["Waktu", "a"], ["", "b"], ["", "c"]]
    merged = [one.get(f"{{{W}}}val") for one in made.iter(f"{{{W}}}vMerge")]
    assert merged == ["restart", None, None]


def test_the_proof_holds_for_columns_a_word_that_is_no_list_is_refused():
    root = table(cell("{%tc for k in kolom %}") + cell("{{ k }}") + cell("{%tc endfor %}"), columns=3)
    tables.fit(root)
    part = from_word.compile_part(Source("d", etree.tostring(root, encoding="unicode"), "", "", ()), "t.docx", [])
    with pytest.raises(tags.NotText):
        tags.render_part(part, {"kolom": "abc"}, 10**6, 0)
    with pytest.raises(tags.MissingWords):
        tags.render_part(part, {}, 10**6, 0)


def jpeg(picture: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", **options)
    return out.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_as_its_exif_says_and_keeps_none_of_it(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "S"
    wide = Image.new("RGB", (400, 200), "white")
    made = images.photo(jpeg(wide, exif=exif), "a.jpg", AT, "Rapat", 100)
    assert (made.width, made.height) == ((100, 50) if orientation < 5 else (50, 100))
    with Image.open(io.BytesIO(made.content)) as shown:
        assert not shown.getexif()
        assert "exif" not in shown.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_becomes_a_jpeg(mode):
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "PNG")
    assert images.photo(out.getvalue(), "a.png", AT, "", 10).format == "jpeg"


def test_a_photo_in_print_colours_is_read_and_a_small_one_is_not_blown_up():
    made = images.photo(jpeg(Image.new("CMYK", (30, 20))), "a.jpg", AT, "", 500)
    assert (made.width, made.height) == (30, 20)


@pytest.mark.parametrize("cut", [0, 1, 20, 300])
def test_a_photo_that_is_cut_short_is_a_problem(cut):
    whole = jpeg(Image.effect_noise((100, 100), 50))
    with pytest.raises(Refusal) as refused:
        images.photo(whole[:cut], "a.jpg", AT, "", 50)
    assert [str(one.place) for one in refused.value.problems] == ["unit.yaml:3:9"]


@needs.linux
def test_forty_photos_of_eight_megabytes_fit_into_little_memory_and_a_small_report(workspace):
    noise = jpeg(Image.frombytes("RGB", (1900, 1400), random.Random(4).randbytes(1900 * 1400 * 3)), quality=98)
    folder = workspace / "periods/2024S1/jakarta-timur/foto"
    own = folder.parent / "halim-perdanakusuma.yaml"
    lines = []
    for number in range(40):
        content = noise + bytes([number])
        (folder / f"besar-{number}.jpg").write_bytes(content + b"\0" * max(0, 8_000_000 - len(content)))
        lines.append(f"            - {{berkas: besar-{number}.jpg, keterangan: Foto {number}}}\n")
    text = own.read_text(encoding="utf-8")
    own.write_text(
        re.sub(r"( {10}foto:\n)((?: {12}- .*\n)+)", lambda found: found[1] + "".join(lines), text, count=1),
        encoding="utf-8",
    )
    program = (
        "import re, sys; from pathlib import Path; from pipeline.making import build; "
        "from pipeline.sources.period import Period; "
        "done = build.run(Path(sys.argv[1]), Period(2024, 'S', 1), 'laporan-tindak-lanjut'); "
        "assert not done.problems, done.problems; "
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(workspace)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    report = workspace / "build/2024S1/jakarta-timur/halim-perdanakusuma/laporan-tindak-lanjut.docx"
    assert int(done.stdout) < 250_000
    assert report.stat().st_size < 10_000_000
