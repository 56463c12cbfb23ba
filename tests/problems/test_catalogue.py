"""Every code of the catalogue: complete in both languages, and its example tells exactly what its file says."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
import tomllib

import filelock
import pikepdf
import pytest

from pipeline.commands import cli
from pipeline.documents import accessible, filled, page_rules, pdf, pdf_fonts, rendering, soffice, template
from pipeline.documents.page_lines import Line, Page
from pipeline.files import git, git_calls
from pipeline.issuing import apply, book_in, entry_names, journal, sign
from pipeline.issuing.order import Order
from pipeline.lists import bundle
from pipeline.making import copied, copies, prints
from pipeline.making.office import Offices
from pipeline.problems import catalogue, compiling
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.sources import workspace
from pipeline.sources.signature_model import Tte
from pipeline.starting import mapping
from support import cases, counting, exports, git_office, issued_pdf, needs, office_files, small
from support.made_office import hidden_in, workbook_of
from support.paths import ROOT
from support.pdf_maker import text_pdf

PATHS = cases.paths()
FILES = {path.stem: cases.read(path) for path in PATHS}
EXAMPLES = [code for code, said in FILES.items() if "test" not in said["case"]]


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command in a workspace, in this process; return its exit code and what it says."""

    def run(root, line, lang="id"):
        monkeypatch.setenv("SKM_LANG", lang)
        monkeypatch.setenv("LANGUAGE", lang)
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["pipeline", *cases.words(line)])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, re.sub(r"\b\d+[.,]\d s\b", "0,0 s", f"{err}{out}")

    return run


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """What examples are laid over, each to be copied."""
    root = tmp_path_factory.mktemp("workspaces")
    office = git_office.bangun(root / "office")
    issued = shutil.copytree(office, root / "issued")
    apply.issue(issued, Order(workspace.period(issued, "2025S1"), "surat-hasil"), lambda made, pulih: True)
    git_office.commit(issued)
    return {"small": small.put(root / "small", {}), "office": office, "issued": issued}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_code_tells_what_its_file_says(code, workspaces, tmp_path, command, monkeypatch, request):
    case = FILES[code]["case"]
    assert case.keys() <= cases.KEYS
    monkeypatch.setattr(journal, "_PATIENCE", 0)
    if "soffice" in case:
        monkeypatch.setattr(soffice, "program", lambda: case["soffice"])
    if "git" in case:
        for module in (git, git_calls):
            monkeypatch.setattr(module, "program", lambda: case["git"])
    told, line = {}, case.get("run", cases.RUN)
    for lang in catalogue.LANGUAGES:
        # a check is asked again where it was, and says in the other language what it remembers
        root = tmp_path / ("both" if line == cases.RUN else lang)
        if not root.exists():
            shutil.copytree(workspaces[case.get("in", "small")], root)
            cases.lay(root, case.get("files", {}))
        with filelock.FileLock(root / journal.LOCK) if case.get("locked") else contextlib.nullcontext():
            told["exit"], told[lang] = command(root, line, lang)
        assert re.search(rf"^.+:\d+:\d+: {code} ", told[lang], re.MULTILINE)
    path = catalogue.FOLDER / f"{code}.yaml"
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        path.write_text(cases.rewritten(text, told), encoding="utf-8")
    else:
        assert FILES[code].get("told") == told, "if this is wanted: make golden, then read git diff"
        assert text == cases.rewritten(text, told), "`told` is the last key, as make golden writes it"


def test_a_code_has_an_example_or_says_by_which_test_it_happens():
    for code, said in FILES.items():
        case = said["case"]
        assert said.keys() - {"told"} == {"level", *catalogue.LANGUAGES, "case"}, code
        by_test = case.keys() == {"test"} and case["test"] in globals() and "told" not in said
        assert by_test or "test" not in case, code


def test_a_document_that_grows_without_end_is_stopped(workspaces, tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "LARGEST", 100)
    told = small.told(small.put(tmp_path, {}))
    assert told.startswith("templates/surat/bawaan.docx:1:1: T010 dokumen menjadi lebih dari 100 karakter;")


def test_a_template_that_would_come_out_corrupt_is_refused(workspaces, tmp_path, monkeypatch):
    monkeypatch.setattr(filled, "fit", lambda root: None)
    cell = small.table(("".join(map(small.p, ("{%p for a in tembusan %}", "{{ a }}", "{%p endfor %}"))),))
    told = small.told(small.put(tmp_path, {"templates/surat/bawaan.docx": small.docx(small.SURAT + cell)}))
    assert told.startswith(
        "templates/surat/bawaan.docx:1:1: T026 dokumen dari templat ini akan disebut rusak oleh Word"
    )


def test_a_note_in_what_is_repeated_is_refused(tmp_path):
    note = small.p("{{ a }}").replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    loop = small.p("{%p for a in tembusan %}") + note + small.p("{%p endfor %}")
    notes = f'<w:footnotes><w:footnote w:id="2">{small.p("c")}</w:footnote></w:footnotes>'
    body = small.docx(small.SURAT + loop, {"footnotes.xml": notes})
    told = small.told(small.put(tmp_path, {"templates/surat/bawaan.docx": body}))
    assert told.startswith("templates/surat/bawaan.docx:1:1: T029 catatan kaki tercetak lebih dari sekali")


SHEET, XLSX = "periods/2025S1/kota/skor.csv", "periods/2025S1/kota/skor.xlsx"


def test_a_pdf_in_other_fonts_than_its_document_is_told_by_name():
    def run(font: str) -> str:
        return f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>a</w:t></w:r></w:p>'

    document = office_files.made(run("Calibri"), run("Times New Roman"))
    own, other = printed_in("Carlito", "TimesNewRomanPS-BoldMT", "OpenSymbol"), printed_in("DejaVuSans-Bold", "Tinos")
    at = Place("surat.docx")
    assert list(pdf_fonts.check(document, own, at, strict=True)) == []
    for code, strict in (("P003", False), ("P004", True)):
        (told,) = pdf_fonts.check(document, other, at, strict=strict)
        assert told.code == code
        assert "DejaVuSans-Bold" in told.message
        assert "Calibri / Carlito" in str(told)


PLAIN = "kalimat biasa dari isi surat ini"


def page(*tops, last=PLAIN, left=0.1, **how):
    """Return a page of lines at these heights."""
    lines = [Line(last if top == tops[-1] else PLAIN, top, (), left, **how) for top in tops]
    return Page(lines, "", 0.7, tops[-1])


ROWS = "Melaksanakan bimbingan teknis petugas loket", "Menambah kursi di ruang tunggu pelayanan"
FULL, SHORT = page(0.1, 0.5, 0.9), page(0.1, 0.2, 0.3)
SENT_BACK = {
    "P011": (FULL._replace(written="Melaksanakanbimbingan"), SHORT._replace(written="teknispetugasloket")),
    "P012": (FULL._replace(written=ROWS[0].replace(" ", "")), SHORT._replace(written=ROWS[1].replace(" ", ""))),
    "P013": (FULL, page(0.1, 0.2, 0.25, left=0.5)),
    "P014": (
        FULL._replace(lines=[*FULL.lines[:-1], Line("Kepala Dinas,", 0.9, (), 0.5)]),
        SHORT._replace(lines=[Line("Nama, S.H.", 0.1, (), 0.5), *SHORT.lines[1:]]),
    ),
    "P015": (page(0.1, 0.5, 0.9, last="Tembusan:"), SHORT),
    "P016": (FULL, page(0.1, 0.2)),
    "P017": (page(0.1, 0.5, 0.9, is_crossed=True),),
    "P018": (FULL._replace(lines=[Line("sebuah kalimat dengan beberapa kata", 0.1, (0.8,) * 4), *FULL.lines[1:]]),),
}
MERGED = "<w:tcPr><w:vMerge{}/></w:tcPr>"
TABLES = {
    "P011": small.table((small.p(ROWS[0]),)),
    "P012": small.table(
        (MERGED.format(' w:val="restart"') + small.p("Sistem"), small.p(ROWS[0])),
        (MERGED.format("") + small.p(""), small.p(ROWS[1])),
    ),
}


@pytest.mark.parametrize("code", SENT_BACK)
def test_what_a_secretary_would_send_back_is_told_with_its_page(code):
    found = [*page_rules.faults(SENT_BACK[code], small.docx(TABLES[code]) if code in TABLES else None)]
    assert {fault.code for fault in found} == {code}
    assert f"{code} " in (told := str(page_rules.said(found[0], Place("surat.docx"))))
    assert f"halaman {found[0].page}" in told


def test_a_document_that_has_more_pages_than_before_is_told():
    copy = copied.Copy("a", "b", 3, 2)
    (told,) = copies.of_pages("build/2025S1/kota/loket/surat.docx", copy)
    assert (told.code, told.message) == ("P019", "dokumen ini sekarang 3 halaman, sebelumnya 2")
    assert [*copies.of_pages("surat.docx", copy._replace(before=3))] == []
    assert [*copies.of_pages("surat.docx", copied.Copy(pages=3, before=2))] == []


def test_a_letter_that_is_signed_electronically_is_left_out_of_a_bundle(workspaces, tmp_path):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    with pikepdf.new() as document:
        document.add_blank_page()
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])
        document.save(root / "register/uji/2025/0003/loket-b.pdf")
    problems: list[Problem] = []
    offices = Offices(root, workspace.period(root, "2025S1"))
    printed = [letter.number for letter in bundle.letters(root, offices, "uji", "surat-hasil", "1", problems)]
    assert printed == ["065.1/2/UJI/2025", "065.1/4/UJI/2025"]
    assert [(fault.code, fault.place.file) for fault in problems] == [("P021", "register/uji/2025/0003.yaml")]


NAMED = "".join(
    f'<w:style w:type="paragraph" w:styleId="J{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3)
)
PEOPLE = tuple(map(small.p, ("No", "Nama", "Jabatan"))), tuple(map(small.p, ("{%tr for i in isi.a %}", "", "")))
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="a"{}/><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/></wp:inline>'
    "</w:drawing></w:r>"
)
UNHEARD = {
    "T041": (small.p("BAB I", style="J1") + small.p("Rincian", style="J3"), small.p("BAB I", style="J1") * 2),
    "T042": (small.table(*PEOPLE), small.table(PEOPLE[1], PEOPLE[1])),
    "T043": (
        f"<w:p>{PICTURE.format('')}</w:p>",
        f"<w:p>{PICTURE.format(' descr=' + chr(34) + 'Logo' + chr(34))}</w:p>",
    ),
    "T044": tuple(
        small.p("Yth").replace("<w:t>", f'<w:rPr><w:lang w:val="{name}"/></w:rPr><w:t>') for name in ("en-US", "id-ID")
    ),
    "T045": tuple(
        small.p("Catatan").replace("<w:t>", f'<w:rPr><w:color w:val="{name}"/></w:rPr><w:t>')
        for name in ("999999", "333333")
    ),
}


@pytest.mark.parametrize("code", UNHEARD)
def test_what_those_who_do_not_see_a_page_would_not_hear_is_told(code):
    styles = {"styles.xml": f"<w:styles>{NAMED}</w:styles>"}
    wrong, right = (small.docx(body, styles) for body in UNHEARD[code])
    (told,) = accessible.check(wrong, "templates/surat/bawaan.docx")
    assert told.code == code
    assert str(told).startswith(f"templates/surat/bawaan.docx:1:1: {code} ")
    assert [*accessible.check(right, "templates/surat/bawaan.docx")] == []


def test_what_stays_of_a_list_that_is_left_out_is_told(tmp_path):
    files = {
        "templates/surat/jenis.yaml": "judul: U\nsebutan: u\nkosakata: [surat, isi]\n"
        "isi:\n  usul: {jenis: daftar, arti: usul, wajib: tidak}\n",
        "templates/surat/bawaan.docx": small.docx(
            "".join(
                map(small.p, ("{{ nomor }}{{ draf }}", "Usul:", "{%p for u in isi.usul %}", "{{ u }}", "{%p endfor %}"))
            )
        ),
    }
    assert 'T047 `isi.usul` boleh tidak diisi, dan "Usul:" tetap tercetak' in small.told(small.put(tmp_path, files))


def test_a_list_that_goes_on_with_the_number_of_another_is_told():
    lists = (
        '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = small.p("{{ x }}").replace("<w:p>", '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    first, second = (small.p(f"{{%p for x in {name} %}}") + item + small.p("{%p endfor %}") for name in "ab")
    problems: list[Problem] = []
    template.compile_template(small.docx(first + small.p("Untuk:") + second, {"numbering.xml": lists}), "a", problems)
    assert [str(fault).split(";")[0] for fault in problems] == [
        'a:1:1: T046 daftar ini meneruskan nomor daftar lain, di paragraf 6: "{{ x }}"'
    ]


def test_a_pdf_that_is_not_that_of_its_document_is_told_by_its_reason(tmp_path, monkeypatch):
    path = tmp_path / "surat.docx"
    path.write_bytes(office_files.made("<w:p><w:r><w:t>Loket</w:t></w:r></w:p>"))
    monkeypatch.setattr(pdf, "printed", lambda files: ((number, b"bukan PDF") for number, _ in enumerate(files)))
    (told,) = prints.of([prints.Asked(path, Place("surat.docx"), "surat.docx")])
    assert isinstance(told, Problem)
    assert told.code == "P005"


def printed_in(*fonts: str) -> bytes:
    """Return a PDF of one page with fonts of these names."""
    with pikepdf.new() as document:
        document.add_blank_page()
        held = {
            f"/F{number}": document.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=f"/BAAAAA+{font}")
            )
            for number, font in enumerate(fonts)
        }
        document.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(held))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def test_a_document_that_a_share_names_and_that_is_not_there_is_told(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["small"], tmp_path / "kantor")
    assert command(root, "build surat 2025S1 --share 1/1", "id")[0] == 0
    (root / "build/2025S1/kota/loket/surat.docx").unlink()
    code, told = command(root, "build surat 2025S1 --join", "id")
    assert code == 1
    assert "build/2025S1/kota/loket/surat.docx:1:1: B013 dokumen ini tidak ada di sini, padahal dibuat oleh" in told
    assert command(root, "build surat 2025S1 --share 1/1", "id")[0] == 0
    assert command(root, "build surat 2025S1 --join", "id")[0] == 0


def test_cells_in_error_and_sheets_that_both_read_are_told(tmp_path):
    root = small.put(
        tmp_path, {SHEET: None, XLSX: workbook_of({"Data": [["unit", "waktu", "biaya"], ["loket", "#N/A", 3]]})}
    )
    assert small.told(root).startswith(f"{XLSX}:2:1: S121 1 sel berisi galat atau rumus tanpa hasil: Data!B2 `#N/A`; ")
    rows = [["unit", "waktu", "biaya"], ["loket", 4, 3], ["loket", 3, 3]]
    (root / XLSX).write_bytes(workbook_of({"Semester 1": rows, "Semester 2": rows}))
    assert small.told(root).startswith(f"{XLSX}:1:1: S122 beberapa lembar berisi jawaban: `Semester 1`, `Semester 2`; ")
    (root / XLSX).write_bytes(workbook_of({"Petunjuk": [["Isi lembar berikut"]], "Semester 1": rows}))
    assert small.told(root) == ""
    rows = [["No. Urut", "Nomor Surat", "Tanggal"], [1, "065.1/1/UJI/2024", "#N/A"]]
    (root / "buku.xlsx").write_bytes(workbook_of({"Buku": rows}))
    with pytest.raises(Refusal) as refused:
        book_in.import_book(root, "kota", root / "buku.xlsx")
    assert str(refused.value.problems[0]).startswith("buku.xlsx:2:3: A042 sel Buku!C2 berisi #N/A, bukan nilai; ")


def test_sheets_and_rows_that_are_hidden_are_told(tmp_path):
    rows = [["unit", "waktu", "biaya"], ["loket", 4, 3], ["loket", 3, 3]]
    root = small.put(tmp_path, {SHEET: None, XLSX: hidden_in({"Grafik": [["IKM"]], "Data": rows}, sheets=["Data"])})
    assert small.told(root).startswith(f"{XLSX}:1:1: S123 lembar `Data`, yang berisi jawaban, tersembunyi; ")
    (root / XLSX).write_bytes(hidden_in({"Data": rows, "Lama": rows}, sheets=["Lama"]))
    assert "S122 beberapa lembar berisi jawaban: `Data`, `Lama` (tersembunyi); " in small.told(root)
    (root / XLSX).write_bytes(hidden_in({"Data": rows}, rows=[3]))
    assert small.told(root).startswith(f"{XLSX}:3:1: S124 1 baris tersembunyi: Data!3:3; ")
    (root / XLSX).write_bytes(hidden_in({"Data": [["Petunjuk", "", ""], *rows]}, rows=[1]))
    assert small.told(root) == ""


def test_a_label_that_scores_differently_for_two_elements_is_refused_until_the_office_says_each(tmp_path, command):
    file = "units/kota/instansi.yaml"
    root = small.put(tmp_path, exports.FILES)
    (root / "ekspor.csv").write_text("unit,waktu,persyaratan\nloket,Sesuai,Sesuai\nloket,Cepat,Kurang sesuai\n")
    institution = workspace.institution(root, "kota", [])
    export = mapping.read(root / "ekspor.csv", institution, [])
    with pytest.raises(Refusal) as refused:
        mapping.made(export, institution, lambda question, choices, otherwise: "4", file)
    assert str(refused.value) == (
        f"{file}:1:1: S127 jawaban `Sesuai` bernilai 4 pada `waktu`, tetapi 3 pada `persyaratan`; "
        "tulis nilainya untuk `persyaratan` di unsurnya sendiri, `label: {Sesuai: 3}`, lalu ulangi"
    )
    said = (root / file).read_text()
    (root / file).write_text(said.replace('nama: "Persyaratan"}', 'nama: "Persyaratan", label: {Sesuai: 3}}'))
    institution = workspace.institution(root, "kota", [])
    found = mapping.made(export, institution, lambda question, choices, otherwise: "4", file)
    assert found.labels["Sesuai"] == 4


def test_a_scale_that_schemes_lack_is_told_at_once(tmp_path, command):
    root = small.put(tmp_path, exports.FILES)
    file = "units/kota/instansi.yaml"
    said = (root / file).read_bytes()
    rows = "".join(f"loket,{score},4 - Baik\n" for score in (1, 4, 5, "-"))
    (root / "ekspor.csv").write_text("unit,waktu,persyaratan\n" + rows.replace("4 - Baik", "9 - Baik", 1))
    code, told = command(root, "map ekspor.csv --instansi kota")
    assert (code, (root / file).read_bytes()) == (1, said)
    found = "jawaban di kolom `waktu`, `persyaratan` sampai 9, padahal skema menghitung 1 sampai 4"
    assert told.startswith(f"{file}:1:1: S128 {found}")


def test_hidden_rows_of_a_list_are_told(tmp_path, command):
    root = small.put(tmp_path, {})
    rows = [["nama", "yth"], ["Loket Dua", "Kepala"], ["Loket Tiga", "Kepala"]]
    (root / "unit.xlsx").write_bytes(hidden_in({"Data": rows}, rows=[3]))
    code, told = command(root, "import-units unit.xlsx --instansi kota")
    assert code == 0
    assert told.startswith("unit.xlsx:3:1: U015 lembar `Data` mempunyai baris tersembunyi, yang ikut dibaca: 3; ")
    assert "2 unit ditulis" in told


@pytest.mark.parametrize("name", ["small", "office", "issued"])
def test_what_examples_are_laid_over_is_clean(name, workspaces, tmp_path, command):
    root = shutil.copytree(workspaces[name], tmp_path / "clean")
    assert " unit diperiksa: 0 kesalahan, 0 peringatan, 0,0 s\n" in command(root, cases.RUN)[1]


def test_history_remembers_what_was_changed_or_lost(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    register = root / "register/uji/2025"
    (register / "0004.yaml").unlink()
    shutil.rmtree(register / "0004")
    chain = register / "riwayat.jsonl"
    chain.write_text("".join(chain.read_text().splitlines(keepends=True)[:-1]))
    git_office.commit(root, "diam-diam")
    for lang, words in (("id", ("A040 menurut git", "A041 menurut git")), ("en", ("A040 git rem", "A041 git rem"))):
        told = command(root, "verify", lang)[1]
        assert all(one in told for one in words)
    chain.write_text(chain.read_text().replace('"laku":"terbit"', '"laku":"catat"', 1))
    assert "A036 riwayat buku agenda rusak" in command(root, "verify", "id")[1]


def test_git_that_cannot_be_asked_is_told(workspaces, tmp_path, command, monkeypatch):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    with monkeypatch.context() as patch:
        patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert "A056 git tidak dapat ditanya tentang riwayat: foldernya milik" in command(root, "verify", "id")[1]
        assert "A056 git cannot be asked about the history: the folder belongs" in command(root, "verify", "en")[1]
    shutil.rmtree(root / ".git")
    assert "A057 riwayat git tidak diperiksa seluruhnya: folder ini bukan" in command(root, "verify", "id")[1]
    assert "A057 not all of git's history was looked at: this folder is no" in command(root, "verify", "en")[1]


def test_what_other_branches_record_and_this_one_does_not_is_told(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    git_office.git(root, "checkout", "-q", "-b", "lain")
    command(root, "register catat uji 8 065.1/8/UJI/2025 --tanggal 2025-06-30")
    git_office.commit(root)
    git_office.git(root, "checkout", "-q", "main")
    assert "A059 cabang lain mencatat nomor yang tidak ada di sini: 065.1/8" in command(root, "verify", "id")[1]
    assert "A059 the branch lain records numbers that are not here: 065.1/8" in command(root, "verify", "en")[1]
    git_office.git(root, "checkout", "-q", "--orphan", "baru")
    git_office.commit(root)
    assert "A058 cabang lain tidak berasal dari riwayat yang sama" in command(root, "verify", "id")[1]
    assert "A058 the branch lain has no history in common" in command(root, "verify", "en")[1]


def test_a_letter_of_another_number_in_an_archive_is_told_and_not_entered_there(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    copy = root / "register/uji/2025/0002/salinan.docx"
    shutil.copy(root / "register/uji/2025/0003/loket-b.docx", copy)
    for lang, words in (
        ("id", "A054 arsip register/uji/2025/0002/salinan.docx bukan milik nomor ini: asli, surat 065.1/3/UJI/2025, l"),
        ("en", "A054 archived register/uji/2025/0002/salinan.docx does not belong to this number: genuine, letter 065"),
    ):
        assert words in command(root, "verify", lang)[1]
    copy.rename(root / "salinan.docx")
    assert command(root, "verify")[0] == 0
    assert command(root, "register lampir 2 salinan.docx")[0] == 2


def test_a_letter_that_its_number_no_longer_names_is_told_to_be_brought_back(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    entry = root / "register/uji/2025/0002.yaml"
    git_office.commit(root, "terbit")
    entry.write_text(entry.read_text(encoding="utf-8").partition("surat:")[0], encoding="utf-8")
    said = [command(root, "verify", lang)[1] for lang in ("id", "en")]
    assert "A060 arsip register/uji/2025/0002/loket-a.docx terbit dengan nomor 065.1/2/UJI/2025" in said[0]
    assert "A060 archived register/uji/2025/0002/loket-a.docx was issued with number 065.1/2/UJI/2025" in said[1]
    assert said[0].count("A060") == 3
    assert "A037" in said[0]
    assert "A019" not in said[0]
    git_office.git(root, "checkout", "--", "register/uji/2025/0002.yaml")
    assert command(root, "verify") == (0, "buku agenda dan arsipnya utuh\n")


def test_a_number_that_two_branches_wrote_is_told_until_it_is_confirmed(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    for branch, yth in (("lain", "Camat"), ("main", "Lurah")):
        git_office.git(root, "checkout", "-q", *(["-b"] if branch == "lain" else []), branch)
        command(root, f"{TAKE} --yth {yth}")
        git_office.commit(root, branch)
    git_office.git(root, "merge", "-q", "--no-edit", "-X", "ours", "lain")
    for lang, words in (
        ("id", "A055 nomor 065.1/8/UJI/2025 dicatat berlainan oleh dua cabang yang digabung: "),
        ("en", "A055 number 065.1/8/UJI/2025 was written differently by two branches that were joined: "),
    ):
        assert words in command(root, "verify", lang)[1]
    assert command(root, "register sahkan 8")[0] == 2
    sah = "register sahkan 8 --alasan dikirim-lurah"
    assert command(root, sah) == (0, "065.1/8/UJI/2025: disahkan seperti adanya\n")
    git_office.commit(root, "sah")
    assert command(root, "verify") == (0, "buku agenda dan arsipnya utuh\n")
    assert command(root, "verify 8")[1].endswith(", disahkan: dikirim-lurah\n")


def test_a_sheet_of_far_too_many_columns_is_told_at_once(tmp_path):
    titles = "".join(f",k{number}" for number in range(100_000))
    root = small.put(tmp_path, {SHEET: f"unit,waktu,biaya{titles}\nloket,4,3\n"})
    told, calls = counting.calls(lambda: small.told(root))
    assert told.startswith(f"{SHEET}:1:1: S130 lembar jawaban ini mempunyai 100.003 kolom, paling banyak 4.0")
    assert calls < 10_000_000


def test_a_sheet_of_far_too_many_units_is_told_at_once(tmp_path):
    rows = "".join(f"loket-{number},4,3\n" for number in range(30_000))
    root = small.put(tmp_path, {SHEET: f"unit,waktu,biaya\n{rows}"})
    assert small.told(root).startswith(f"{SHEET}:1:1: S172 lembar ini memuat lebih dari 20.000 unit atau")


def test_more_faults_than_are_told_one_by_one_are_counted(tmp_path):
    rows = "".join(f"loket,kata {number},4\n" for number in range(130))
    told = small.told(small.put(tmp_path, {SHEET: f"unit,waktu,biaya\n{rows}"}))
    assert told.count(" S004 ") == 100
    assert f"{SHEET}:102:1: S013 30 isi keliru lagi pada jawaban unit `loket`, mulai baris ini; " in told


TAKE = "register catat uji 8 065.1/8/UJI/2025 --tanggal 2025-07-09"


@needs.keys
def test_who_vouches_is_proven_by_keys_that_somebody_names(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "kunci")], check=True)
    git_office.git(root, "config", "skm.kunci", str(tmp_path / "kunci"))
    command(root, TAKE)
    assert "A052 tanda tangan riwayat belum terbukti: 1 tanda tangan dari kunci" in command(root, "verify", "id")[1]
    assert "A052 signatures of the chain are not proven: 1 signatures of keys" in command(root, "verify", "en")[1]
    key = (tmp_path / "kunci.pub").read_text(encoding="utf-8")
    git_office.write(root, "register/penjamin", f"budi@uji.example {key}")
    assert "A052" not in command(root, "verify", "id")[1]


def test_who_vouches_by_a_certificate_is_proven_by_a_root_that_somebody_trusts(
    workspaces, tmp_path, command, authority
):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    git_office.git(root, "config", "skm.kunci", str(authority.pkcs12("kepala", "")))
    command(root, TAKE)
    for lang, said, way in (
        ("id", "A077 tanda tangan riwayat dengan sertifikat belum terbukti: ", "atau beri --akar"),
        ("en", "A077 a signature of the chain by a certificate is not proven: ", "or give --akar"),
    ):
        told = command(root, "verify", lang)[1]
        assert said in told
        assert way in told
    git_office.write(root, "units/uji/akar.pem", authority.root.read_text(encoding="utf-8"))
    file = root / "units/uji/instansi.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\ntte: {akar: [akar.pem]}\n", encoding="utf-8")
    assert "A077" not in command(root, "verify", "id")[1]


def test_a_published_head_to_which_the_register_does_not_lead_is_told(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    (root / "kepala.txt").write_text(f"uji/2025  {'f' * 64}  9 baris, terakhir 9\n", encoding="utf-8")
    for lang, said in (("id", "A061 kepala riwayat ffff"), ("en", "A061 the published head of the chain ffff")):
        code, told = command(root, "verify --kepala kepala.txt", lang)
        assert code == 1
        assert f"register/uji/2025/riwayat.jsonl:1:1: {said}" in told


@needs.keys
def test_a_key_that_cannot_sign_stops_the_command_and_nothing_is_taken(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    git_office.git(root, "config", "skm.kunci", "tidak-ada")
    assert "A053 riwayat tidak dapat ditandatangani dengan kunci tidak-ada: " in command(root, TAKE, "id")[1]
    assert "A053 the chain cannot be signed with the key tidak-ada: " in command(root, TAKE, "en")[1]
    git_office.git(root, "config", "--unset", "skm.kunci")
    assert command(root, TAKE) == (0, "register/uji/2025/0008.yaml\n")


def test_a_root_that_is_no_certificate_is_told_by_the_check(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["small"], tmp_path / "kerja")
    file = root / "units/kota/instansi.yaml"
    file.write_text(file.read_text() + "\ntte: {akar: [akar.pem]}\n")
    assert "A071 akar.pem bukan sertifikat: " in command(root, "check", "id")[1]
    (root / "units/kota/akar.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    assert "A071 akar.pem is no certificate: " in command(root, "check", "en")[1]


def test_a_letter_that_is_not_ready_to_be_signed_is_told(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "kerja")
    line = "sign surat-hasil 2025S1 --key units/uji/instansi.yaml --unit loket-a"
    said = "A072 surat 065.1/2/UJI/2025, loket-a, belum dapat ditandatangani: terbit tanpa PDF; terbitkan ulang"
    assert said in command(root, line, "id")[1]
    assert "A072 the letter 065.1/2/UJI/2025, loket-a, cannot be signed yet: " in command(root, line, "en")[1]


def test_a_signature_that_fails_names_the_letter_and_why(workspaces):
    entry = entry_names.find_entry(workspaces["issued"], "2")
    letter = sign.Letter(entry, entry.entri.surat[0], Tte(akar=["akar.pem"]))
    (fault,) = sign.refused(letter, "kartunya dicabut").problems
    assert (fault.code, fault.place.file, dict(fault.values)) == (
        "A073",
        "register/uji/2025/0002.yaml",
        {"nomor": "065.1/2/UJI/2025", "unit": "loket-a", "reason": "kartunya dicabut"},
    )


def test_a_letter_that_a_service_did_not_answer_for_is_not_sent_again(tmp_path):
    root = tmp_path / "kerja"
    git_office.write(root, "units/uji/akar.pem", "-")
    issued_pdf.issued(root, text_pdf("065.1/2/UJI/2025"), git_office.INSTANSI + "tte: {akar: [akar.pem]}\n")
    asked = sign.Asked(workspace.period(root, "2025S1"), "surat-hasil")
    (letter,) = sign.chosen(root, asked).letters
    git_office.write(root, letter.sent_file, "-")
    (fault,) = sign.chosen(root, asked).problems
    assert (fault.code, dict(fault.values)["file"]) == ("A076", letter.sent_file)


def test_the_ways_out_that_name_a_command_lead_out(workspaces, tmp_path, command):
    root = shutil.copytree(workspaces["issued"], tmp_path / "issued")
    for code in ("A019", "A005"):
        cases.lay(root, FILES[code]["case"]["files"])
    (root / "register/uji/2025/0002/pindai.pdf").rename(root / "pindai.pdf")
    command(root, "register lampir 065.1/2/UJI/2025 pindai.pdf")
    command(root, "register catat uji 8 065.1/8/UJI/2025 --tanggal 2025-06-30")
    status, told = command(root, "verify")
    assert (status, told.splitlines()[0]) == (0, "buku agenda dan arsipnya utuh")
    other = shutil.copytree(workspaces["office"], tmp_path / "stopped")
    cases.lay(other, FILES["A013"]["case"]["files"])
    (other / journal.JOURNAL).unlink()
    git_office.git(other, "stash", "-u", "--", "register")
    assert "3 surat terbit" in command(other, FILES["A013"]["case"]["run"])[1]


def _blocks_and_spans(text):
    blocks = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    for block in blocks:
        text = text.replace(block, "")
    return blocks, sorted(re.findall(r"`[^`\n]+`", text))


def _says_the_same_in_both_languages(code):
    texts = catalogue.codes()[code].texts
    for name in catalogue.Texts._fields:
        indonesian, english = (getattr(texts[lang], name) for lang in catalogue.LANGUAGES)
        assert sorted(re.findall(r"\{\w+\}", indonesian)) == sorted(re.findall(r"\{\w+\}", english)), (code, name)
        if re.search(r"\w{3}", re.sub(r"`[^`]*`|\{\w+\}", "", re.sub(r"```.*?```", "", indonesian, flags=re.DOTALL))):
            assert indonesian != english, (code, name)
    explained = [_blocks_and_spans(catalogue.explanation(code, lang)) for lang in catalogue.LANGUAGES]
    assert explained[0] == explained[1], code


def test_a_code_says_the_same_in_both_languages_with_the_same_examples():
    for code in FILES:
        _says_the_same_in_both_languages(code)


def test_a_message_is_lower_case():
    messages = {code: said.texts["id"].message for code, said in catalogue.codes().items()}
    upper = {code: message for code, message in messages.items() if message.lstrip("`{")[:1].isupper()}
    assert messages.keys() == FILES.keys()
    assert {code for code, message in upper.items() if not message.startswith(("UTF", "YAML"))} == set()


def test_every_code_that_the_program_names_has_its_file_and_every_file_is_named():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    assert set(re.findall(r'"([A-Z]\d{3})"', sources)) == FILES.keys()


def test_the_catalogue_is_read_from_the_files_and_compiled_again_when_one_changes(tmp_path, monkeypatch):
    folder, kept = tmp_path / "codes", tmp_path / "codes.json"
    shutil.copytree(catalogue.FOLDER, folder)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    monkeypatch.setattr(catalogue, "COMPILED", kept)
    read = catalogue.codes.__wrapped__
    assert read() == catalogue.codes()
    made = []
    monkeypatch.setattr(compiling, "compiled", lambda of, real=compiling.compiled: made.append(of) or real(of))
    (folder / "A001.yaml").write_text((folder / "A001.yaml").read_text(encoding="utf-8").replace("`urut`", "`URUT`"))
    (folder / "A002.yaml").unlink()
    assert read()["A001"].texts["id"].message.startswith("`URUT`")
    assert "A002" not in read()
    assert len(made) in (1, 2)  # what was touched this very moment is looked at again
    shutil.rmtree(folder)
    assert read()["A001"].texts["id"].message.startswith("`URUT`")


def test_a_catalogue_that_cannot_be_kept_is_read_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "COMPILED", tmp_path / "missing" / "codes.json")
    assert catalogue.codes.__wrapped__() == catalogue.codes()


@pytest.mark.parametrize(
    ("old", "new"),
    [("level: kesalahan", "level: galat"), ("  cure:", "  curee:"), ("  cure: beri", "  cure: ''\n  more: beri")],
)
def test_a_file_that_says_too_little_is_not_compiled(old, new, tmp_path):
    text = (catalogue.FOLDER / "A001.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "A001.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"A001\.yaml: "):
        compiling.compiled(tmp_path)


def test_the_package_is_built_with_what_compiles_the_catalogue():
    built_with = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert any(name.startswith("pyyaml") for name in built_with)


def test_the_list_of_codes_in_the_docs_is_fresh():
    kept = (ROOT / "docs/kode.md").read_text(encoding="utf-8")
    assert kept == catalogue.document(), "docs/kode.md is stale: make messages"


def test_explain_tells_cause_example_and_cure(run):
    told = run("explain", "c003")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("C003 (peringatan): `batas` <found> jatuh pada <reason>;")
    assert re.findall(r"^## (.*)$", told.stdout, re.MULTILINE) == list(catalogue.SECTIONS["id"])


def test_explain_speaks_the_language_asked_for(run):
    told = run("explain", "c003", env={"SKM_LANG": "en"})
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("C003 (warning): `batas` <found> falls on <reason>;")
    assert "## Cause\n\nThe office is closed on the day of the deadline" in told.stdout
    assert "batas: 2025-08-17" in told.stdout
    assert "Sebab" not in told.stdout


def test_explain_refuses_an_unknown_code(run):
    told = run("explain", "Q999")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "kode `Q999` tidak ada; semua kode: skm explain\n"


def test_a_second_sheet_of_units_without_titles_is_told(tmp_path, command):
    root = small.put(tmp_path, {})
    sheets = {"Data": [("No.", "Nama Unit"), (1, "Loket Dua")], "UPTD": [(1, "UPTD Satu")]}
    (root / "unit.xlsx").write_bytes(workbook_of(sheets))
    code, told = command(root, "import-units unit.xlsx --instansi kota")
    assert (code, told.split("; ")[0]) == (0, "unit.xlsx#UPTD:1:1: U014 lembar ini tanpa judul kolom")
    assert "U014 this sheet has no titles" in command(root, "import-units unit.xlsx --instansi kota", "en")[1]
