"""The public site: only what everybody may see, strict and escaped, links that lead somewhere, the same bytes again."""

import json
import posixpath
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.problems.problem import Refusal
from pipeline.publish import public_results, site, site_folder, svg_charts
from pipeline.sources import workspace
from pipeline.words.drawn import Point
from support import git_office
from support.browser import Browser
from support.strict_html import Page

EVIL = "<img src=x onerror=alert(1)> \"'&</title></style></script>"
NIP, PHONE, NIK = "198001012005011007", "0812-3456-7890", "3508010101800001"
SIGNER, HEAD, SUGGESTION = "Nyonya Rekaan", "Tuan Rekaan", "Kursi loket terlalu keras"
INSTANSI = f"""
nama: 'Kantor {EVIL.replace("'", "''")}'
kop: {{baris: [KANTOR UJI], alamat: Jalan Rekaan 1}}
tempat: Uji
di: Tempat
penandatangan: {{jabatan: Kepala, nama: {SIGNER}, nip: '{NIP}'}}
nomor: {{pola: "{{klasifikasi}}/{{urut}}/UJI/{{tahun}}", klasifikasi: "065.1"}}
prioritas: {{cara: terendah, jumlah: 1, seri: urutan}}
diketahui: [{{kode: S156, alasan: satu lembar cukup untuk uji}}]
situs: {{alamat: "https://skm.uji.example", terkecil: 3, SARAN}}
skema:
  skm:
    nama: 'Skema {EVIL.replace("'", "''")}'
    unsur:
      persyaratan: {{kode: U1, nama: 'Persyaratan {EVIL.replace("'", "''")}'}}
      prosedur: {{kode: U2, nama: Prosedur}}
"""
ROW = "{unit},{layanan},{number},3,4,L,{saran}\n"


def office(root: Path, saran: str = "") -> Path:
    """Return a workspace of two periods with everything that no page may show, and markup in every name."""
    git_office.bangun(root, INSTANSI.replace(", SARAN", saran))
    evil = EVIL.replace("'", "''")
    for period, many in (("2024S2", 4), ("2025S1", 5)):
        rows = "".join(
            ROW.format(unit=unit, layanan=layanan, number=f"R{number:03}", saran=f"{SUGGESTION} {PHONE} {NIP}")
            for unit, layanan, count in (("loket-a", "ktp", many), ("loket-a", "kk", 3), ("loket-b", "", 2))
            for number in range(count)
        )
        head = "unit,layanan,responden,persyaratan,prosedur,jenis_kelamin,saran\n"
        git_office.write(root, f"periods/{period}/uji/skor.csv", head + rows)
        git_office.write(
            root, f"periods/{period}/uji/periode.yaml", f"{git_office.PERIODE}tidak_disurvei: {{loket-c: pindah}}\n"
        )
    git_office.write(
        root,
        "units/uji/loket-a.yaml",
        f"nama: 'Loket {evil}'\nyth: Kepala\nkepala: {{jabatan: Kepala, nama: {HEAD}, nip: '{NIP}'}}\n"
        f"layanan: {{ktp: {{nama: 'KTP {evil}'}}, kk: {{nama: Kartu Keluarga}}}}\n",
    )
    git_office.write(
        root,
        "periods/2025S1/uji/loket-a.yaml",
        f"publikasi_media:\n  - {{media: 'Akun {evil} {PHONE}', jenis: media sosial, tanggal: 2025-07-01, "
        "tautan: 'https://contoh.example/a?b=1'}\n  - {media: Surel, jenis: laman, "
        "tanggal: 2025-07-02, tautan: 'mailto:a@b.id'}\n",
    )
    git_office.commit(root)
    return root


def made(root: Path) -> dict[str, bytes]:
    problems = []
    found = site.made(root, workspace.period(root, "2025S1"), None, problems)
    assert problems == []
    return found.files


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    folder = office(tmp_path_factory.mktemp("situs") / "kerja")
    apply.issue(folder, Order(workspace.period(folder, "2025S1"), "surat-hasil"), lambda plan, recovered: True)
    git_office.commit(folder)
    return folder


@pytest.fixture(scope="module")
def files(root) -> dict[str, bytes]:
    return made(root)


@pytest.fixture(scope="module")
def pages(files) -> dict[str, Page]:
    return {file: Page(content) for file, content in files.items() if file.endswith(".html")}


def test_every_page_is_strict_and_has_what_a_reader_without_eyes_needs(pages):
    assert {file: page.faults for file, page in pages.items() if page.faults} == {}
    assert len(pages) >= 9


def test_every_link_leads_to_a_page_of_the_site_or_to_the_web(files, pages):
    for file, page in pages.items():
        for link in page.links:
            if link.startswith("#"):
                assert any(said.get("id") == link[1:] for _, said in page.elements), (file, link)
            elif not link.startswith("https://"):
                assert posixpath.normpath(posixpath.join(posixpath.dirname(file), link)) in files, (file, link)


def test_markup_in_any_field_is_text(pages):
    for file, page in pages.items():
        assert not any(tag == "img" for tag, _ in page.elements), file
    unit = pages["instansi/uji/unit/loket-a.html"]
    assert unit.text.count(EVIL) >= 6  # unit, institution, scheme, element, service, medium


def test_nothing_of_a_person_is_in_any_file(files):
    told = b"\n".join(files.values()).decode()
    for secret in (NIP, PHONE, SIGNER, HEAD, SUGGESTION, "R000", "Jalan Rekaan", "mailto:", "jenis_kelamin"):
        assert secret not in told, secret
    assert not re.search(r"(?<![0-9a-f])\d{9,}(?![0-9a-f])", re.sub(r"[0-9a-f]{32,}|sha256-\S+", "", told))


def test_suggestions_are_shown_only_where_the_institution_says_so_and_without_what_leads_to_a_person(tmp_path):
    told = made(office(tmp_path / "kerja", ", saran: ya"))["instansi/uji/unit/loket-a.html"].decode()
    assert SUGGESTION in told
    assert PHONE not in told
    assert NIP not in told


@given(
    number=st.lists(st.sampled_from("0123456789"), min_size=9, max_size=20).map("".join),
    at=st.integers(1, 8),
    between=st.sampled_from(["", " ", "-", ".", " - "]),
    around=st.sampled_from([("", ""), ("WA ", "!"), ("(", ")"), ("NIP. ", ", ya")]),
)
@example(number=NIP, at=8, between=" ", around=("NIP ", ""))
def test_whatever_has_nine_digits_is_masked_in_a_free_text(number, at, between, around):
    said = f"{around[0]}{number[:at]}{between}{number[at:]}{around[1]}"
    assert sum(letter.isdigit() for letter in public_results.public_text(said)) < 9


def test_a_small_group_is_not_shown_nor_what_would_tell_it(root, files, tmp_path):
    assert b"loket-b" not in files["data/hasil.csv"]
    assert "Responden terlalu sedikit" in files["instansi/uji/periode/2025S1.html"].decode()
    other = shutil.copytree(root, tmp_path / "kerja")
    file = other / "units/uji/instansi.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("terkecil: 3", "terkecil: 4"), encoding="utf-8")
    rows = made(other)["data/hasil.csv"].decode("utf-8-sig").splitlines()
    assert not any("KTP" in row or "Kartu Keluarga" in row for row in rows)
    assert sum("loket-a" in row for row in rows) == 6


def test_a_site_without_services_shows_none(root, tmp_path):
    other = shutil.copytree(root, tmp_path / "kerja")
    file = other / "units/uji/instansi.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("terkecil: 3", "terkecil: 3, layanan: tidak"), encoding="utf-8"
    )
    assert "Kartu Keluarga" not in b"\n".join(made(other).values()).decode()


def test_open_data_says_the_same_in_both_forms_and_its_metadata_fits_them(files):
    table = files["data/hasil.csv"].decode("utf-8-sig").splitlines()
    records = json.loads(files["data/hasil.json"])["data"]
    package = json.loads(files["data/datapackage.json"])
    (csv, _) = package["resources"]
    assert len(table) - 1 == len(records) == 18
    assert [field["name"] for field in csv["schema"]["fields"]] == table[0].split(",") == [*records[0]]
    assert csv["bytes"] == len(files["data/hasil.csv"])
    index = next(record for record in records if not record["unsur"] and not record["layanan"])
    assert (index["nilai"], index["mutu"], index["responden"]) == (87.5, "B", 7)


def test_the_page_of_a_letter_says_its_state_and_no_page_lists_it(root, files, pages):
    letters = [file for file in files if re.fullmatch(r"v/[0-9a-f]{32}\.html", file)]
    assert len(letters) == 2
    assert not any(token.split("/")[1] in link for page in pages.values() for link in page.links for token in letters)
    assert all(b"noindex" in files[file] and b'data-keadaan="berlaku"' in files[file] for file in letters)
    assert "065.1/2/UJI/2025" in pages[letters[0]].text + pages[letters[1]].text


def test_a_void_letter_and_one_that_was_replaced_say_so(root, tmp_path, run):
    other = shutil.copytree(root, tmp_path / "kerja")
    run("register", "void", "065.1/3/UJI/2025", "--reason", "salah kirim", cwd=other)
    again = ("reissue", "surat-hasil", "2025S1", "--unit", "loket-a", "--alasan", "ralat rahasia", "--new-number")
    git_office.commit(other)
    told = run(*again, "--tanggal", "2025-07-09", cwd=other)
    assert told.returncode == 0, told.stderr
    found = {
        file: Page(content) for file, content in made(other).items() if re.fullmatch(r"v/[0-9a-f]{32}\.html", file)
    }
    states = {re.search(r"065\.1/\d+/UJI/2025", page.texts[-40:] and page.text)[0]: page for page in found.values()}
    assert len(states) == len(found) == 3
    assert not any("salah kirim" in page.text or "ralat rahasia" in page.text for page in found.values())
    kinds = sorted(
        str(said.get("data-keadaan")) for page in found.values() for tag, said in page.elements if tag == "body"
    )
    assert kinds == ["batal", "berlaku", "diganti"]


def test_a_letter_is_known_by_every_file_that_was_issued_or_kept_with_it(root, tmp_path):
    other = shutil.copytree(root, tmp_path / "kerja")
    file = other / "register/uji/2025/0002.yaml"
    kept = f"lampiran: [{{berkas: pindai.pdf, sidik: {'3' * 64}}}]\n"
    text = re.sub(r"(\n *)(token: )", rf"\1pdf: {'1' * 64}\1tte: {'2' * 64}\1\2", file.read_text(encoding="utf-8"))
    file.write_text(text + kept, encoding="utf-8")
    page = next(content.decode() for content in made(other).values() if b"065.1/2/UJI/2025</dd>" in content)
    for digest, what in (("1", "surat (.pdf)"), ("2", "surat bertanda tangan elektronik (.pdf)"), ("3", "berkas yang")):
        assert f'data-nama="{what}' in page.partition(f"{digest * 64}</code>")[0].rpartition("<code ")[2]


def test_the_published_head_on_the_page_is_one_that_verify_takes(root, files, tmp_path, run):
    for name in ("v/index.html", "kepala.txt"):
        kept = tmp_path / Path(name).name
        kept.write_bytes(files[name])
        told = run("verify", "--kepala", str(kept), cwd=root)
        assert (told.returncode, "0 baris sesudahnya" in told.stdout) == (0, True), told.stderr


def test_the_same_sources_give_the_same_bytes(root, files):
    assert made(root) == files


def test_a_site_is_written_whole_stale_pages_go_and_what_is_not_ours_stays(tmp_path):
    folder = tmp_path / "situs"
    site_folder.write(folder, "situs", {"index.html": b"a", "v/x.html": b"b"})
    (folder / "CNAME").write_text("skm.example")
    assert site_folder.write(folder, "situs", {"index.html": b"c"}) == ("v/x.html",)
    assert sorted(path.name for path in folder.iterdir()) == [site_folder.MANIFEST, "CNAME", "index.html"]
    assert b"v/x" not in (folder / site_folder.MANIFEST).read_bytes()
    (folder / "data").mkdir()
    (folder / "data/index.html").write_text("orang lain")
    (folder / "index.html").write_text("disunting")
    with pytest.raises(Refusal) as told:
        site_folder.write(folder, "situs", {"index.html": b"d", "data/index.html": b"e", "baru.html": b"f"})
    assert [(fault.code, fault.place.file) for fault in told.value.problems] == [
        ("B010", "situs/data/index.html"),
        ("B010", "situs/index.html"),
    ]
    assert not (folder / "baru.html").exists()


def test_a_run_that_is_cut_off_can_be_repeated(tmp_path, monkeypatch):
    folder = tmp_path / "situs"
    site_folder.write(folder, "situs", {"a.html": b"1", "b.html": b"1", "c.html": b"1"})
    moved, replace = [], Path.replace

    def failing(self, target):
        if self.suffix == ".html" and len(moved) == 1:
            raise OSError(28, "penuh")
        moved.append(target)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(Refusal):
            site_folder.write(folder, "situs", {"a.html": b"2", "b.html": b"2"})
    site_folder.write(folder, "situs", {"a.html": b"3", "b.html": b"3"})
    assert sorted((path.name, path.read_bytes()) for path in folder.glob("*.html")) == [
        ("a.html", b"3"),
        ("b.html", b"3"),
    ]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "luar").mkdir()
    (tmp_path / "situs").mkdir()
    (tmp_path / "situs/v").symlink_to(tmp_path / "luar")
    with pytest.raises(Refusal):
        site_folder.write(tmp_path / "situs", "situs", {"v/x.html": b"b"})
    assert list((tmp_path / "luar").iterdir()) == []


@given(st.lists(st.tuples(st.text(max_size=80), st.decimals(-10, 200, places=2)), min_size=2, max_size=12))
def test_a_chart_is_well_formed_and_says_every_figure_whatever_its_names_hold(points):
    said = [Point(name, value, str(value)) for name, value in points]
    for drawn in (svg_charts.bars("x", said, (0, 100)), svg_charts.line("y", said, (0, 100))):
        assert not re.search(r' (?!aria-label=)[\w-]+="[^"]*NaN', drawn)
        assert drawn.count("<svg ") == drawn.count("</svg>") == 1
        for at, anchor, text in re.findall(r' x="([^"]*)" y="[^"]*" text-anchor="(\w+)">([^<]*)<', drawn):
            wide = 7.6 * min(len(text), 12) if anchor == "middle" else 0
            assert wide / 2 <= float(at) <= 440 - wide / 2 + 0.5
        for number in re.findall(r' (?:x|y|x1|x2|y1|y2|width|height|cx|cy)="([^"]*)"', drawn):
            assert float(number) >= 0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_is_far_enough_from_what_it_stands_on_in_light_and_dark():
    style = (Path(site.__file__).with_name("html") / "gaya.css").read_text(encoding="utf-8")
    themes = [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", part)) for part in re.findall(r":root\{([^}]*)\}", style)]
    assert len(themes) == 3
    for theme in themes:
        colours = {
            name: re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", value) for name, value in {**themes[0], **theme}.items()
        }
        pairs = [("tinta", "kertas"), ("redup", "kertas"), ("tautan", "kertas"), ("tinta", "alas"), ("redup", "alas")]
        for ink, ground in (*pairs, ("baik", "alas-baik"), ("buruk", "alas-buruk")):
            light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_a_unit_has_the_same_tables_on_the_site_and_on_the_page_of_the_clerk(root, files):
    browser = Browser(root)
    section = re.compile(r'<section aria-labelledby="p-2025S1">.*?</section>', re.DOTALL)
    units = [file for file in files if "/unit/" in file and b"<table" in files[file]]
    assert units
    for file in units:
        said = section.search(files[file].decode())[0]
        shown = browser.get(f"/periode/2025S1/hasil/uji/{Path(file).stem}").text
        mine, theirs = (
            {" ".join(row.split()) for row in re.findall(r"<tr>.*?</tr>|<dd>.*?</dd>", text, re.DOTALL)}
            for text in (shown, said)
        )
        assert theirs <= mine
