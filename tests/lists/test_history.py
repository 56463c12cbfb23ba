"""History: a unit over the periods, two revisions as text and as tracked changes, .docx as text in git."""

import datetime as dt
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

from pipeline.documents import reading
from pipeline.issuing import apply, entries, redline
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import audited, needs, small
from support import git_office as kantor_uji
from support.docx_maker import docx
from support.docx_text import words
from support.git_office import commit, git, write

JENIS = "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, riwayat]\n"
SEMUA = Order(Period(2025, "S", 1), "surat-hasil")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = kantor_uji.bangun(tmp_path / "kerja")
    apply.issue(root, SEMUA, lambda made, pulih: True)
    later = kantor_uji.PERIODE.replace("2025-07-02", "2026-01-05").replace("tanggal: 2026-01-05, ", "")
    write(root, "periods/2025S2/uji/periode.yaml", later)
    rows = "loket-a,1,4,4,3\nloket-b,1,2,4,3\nloket-c,1,4,3,3\n"
    write(root, "periods/2025S2/uji/skor.csv", f"unit,responden,persyaratan,prosedur,integritas\n{rows}")
    commit(root)
    return root


def test_the_log_of_a_unit_has_every_letter_with_its_figures_and_status(workspace, run):
    day = dt.date(2025, 8, 1)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "salah", new_number=False)
    commit(workspace)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a", tanggal=day), "salah lagi", new_number=True)
    entries.void(workspace, "4", "salah kirim")
    assert run("log", "loket-a").stdout.splitlines() == [
        "2025S1  surat-hasil  065.1/2/UJI/2025  2025-07-02  87.50  B  diubah",
        "2025S1  surat-hasil  065.1/2/UJI/2025  2025-07-02  87.50  B  diganti 065.1/5/UJI/2025",
        "2025S1  surat-hasil  065.1/5/UJI/2025  2025-08-01  87.50  B  terbit, perubahan ke-2",
        "2025S2  surat-hasil  -  -  100.00  A  draf",
    ]
    assert "batal: salah kirim" in run("log", "loket-c").stdout


def test_the_trend_says_up_down_or_the_same(workspace, run):
    assert run("trend", "2025S2").stdout.splitlines() == [
        "uji/loket-a  IKM skm  87.50  100.00  naik",
        "uji/loket-a  IKM mcp  75.00  75.00  tetap",
        "uji/loket-b  IKM skm  87.50  75.00  turun",
        "uji/loket-b  IKM mcp  75.00  75.00  tetap",
        "uji/loket-c  IKM skm  87.50  87.50  tetap",
        "uji/loket-c  IKM mcp  75.00  75.00  tetap",
    ]


def test_history_tells_the_figures_as_they_were_published(workspace, run):
    write(workspace, "periods/2025S1/uji/loket-c.yaml", "publikasi: {ikm: '86,50', nrr: {prosedur: '3,90'}}\n")
    commit(workspace)
    assert "uji/loket-c  IKM skm  86.50  87.50  naik" in run("trend", "2025S2").stdout
    assert "uji/loket-c  skm.prosedur  3.90 -> 3.00  turun" in run("diff", "2025S1", "2025S2", "loket-c").stdout
    apply.reissue(workspace, SEMUA._replace(unit="loket-c"), "sesuai publikasi", new_number=False)
    lines = run("log", "loket-c").stdout.splitlines()
    assert "2025S1  surat-hasil  065.1/4/UJI/2025  2025-07-02  86.50  B  terbit, perubahan ke-1" in lines


def test_two_periods_differ_in_figures_and_words(workspace, run):
    made = run("diff", "2025S1", "2025S2", "loket-b")
    assert (made.returncode, made.stderr) == (0, "")
    assert "uji/loket-b  IKM skm  87.50 -> 75.00  turun\n" in made.stdout
    assert "uji/loket-b  skm.persyaratan  3.00 -> 2.00  turun\n" in made.stdout
    assert re.search(r"^\+.*75,00", made.stdout, re.MULTILINE)


KALIMAT = (
    "Nomor {{ nomor }}{% if draf %}{% endif %}",
    "IKM {{ utama.ikm }}{% if lalu.ada %}, {{ perkembangan.arah }}"
    "{% if perkembangan.arah != 'tetap' %} {{ perkembangan.selisih }}{% endif %} dari {{ lalu.ikm }} pada "
    "{{ lalu.nama }} Tahun {{ lalu.tahun }}{% if lalu.sumber == 'publikasi' %} sebagaimana dipublikasikan{% endif %}"
    "{% else %}; belum ada hasil sebelumnya{% endif %}.",
    "Mutu {{ perkembangan.mutu.dari }} ke {{ perkembangan.mutu.menjadi }}. Unsur yang turun: "
    "{{ perkembangan.turun.rincian }}.",
)


def test_a_template_chooses_its_words_by_what_changed(workspace, run):
    (workspace / "templates/surat-hasil/uji.docx").write_bytes(docx(*KALIMAT))
    write(workspace, "templates/surat-hasil/jenis.yaml", JENIS)
    write(workspace, "periods/2025S1/uji/loket-c.yaml", "publikasi: {ikm: '86,50'}\n")
    told = {}
    for period in ("2025S1", "2025S2"):
        run("build", "surat-hasil", period)
        for unit in kantor_uji.UNITS:
            path = workspace / f"build/{period}/uji/{unit}/surat-hasil.docx"
            if path.is_file():
                told[period, unit] = reading.markdown(path.read_bytes()).split("\n\n", 1)[1].strip().split("\n\n")
    assert told["2025S2", "loket-a"] == [
        "IKM 100,00, naik 12,50 dari 87,50 pada Semester 1 Tahun 2025.",
        "Mutu B ke A. Unsur yang turun: -.",
    ]
    assert told["2025S2", "loket-b"][1] == "Mutu B ke C. Unsur yang turun: Persyaratan."
    assert told["2025S2", "loket-c"][0] == (
        "IKM 87,50, naik 1,00 dari 86,50 pada Semester 1 Tahun 2025 sebagaimana dipublikasikan."
    )


def test_a_first_survey_says_that_there_is_none_before_it(tmp_path, run):
    root = kantor_uji.bangun(tmp_path / "baru")
    (root / "templates/surat-hasil/uji.docx").write_bytes(docx(*KALIMAT))
    write(root, "templates/surat-hasil/jenis.yaml", JENIS)
    assert run("build", "surat-hasil", "2025S1", cwd=root).returncode == 0
    text = reading.markdown((root / "build/2025S1/uji/loket-a/surat-hasil.docx").read_bytes())
    assert "IKM 87,50; belum ada hasil sebelumnya.\n\nMutu - ke B. Unsur yang turun: -." in text


@pytest.fixture
def revisi(workspace) -> tuple[bytes, bytes]:
    write(workspace, "periods/2025S1/uji/loket-a.yaml", "saran: [loket dibuka lebih pagi]\n")
    commit(workspace)
    apply.reissue(workspace, SEMUA._replace(unit="loket-a"), "saran tertinggal", new_number=False)
    folder = workspace / "register/uji/2025/0002"
    return (folder / "loket-a.docx").read_bytes(), (folder / "loket-a.r1.docx").read_bytes()


def test_two_revisions_become_a_word_file_with_tracked_changes(revisi, tmp_path):
    made = redline.redline(*revisi, "Kantor Uji", "2025-07-09")
    assert made == redline.redline(*revisi, "Kantor Uji", "2025-07-09")
    path = tmp_path / "beda.docx"
    path.write_bytes(made)
    with zipfile.ZipFile(path) as source:
        body, settings = source.read("word/document.xml").decode(), source.read("word/settings.xml").decode()
    assert "loket dibuka lebih pagi" in "".join(re.findall(r"<w:ins .*?</w:ins>", body))
    assert "Nihil" in "".join(re.findall(r"<w:delText[^>]*>([^<]*)<", body))
    assert set(re.findall(r'w:date="([^"]*)"', body)) == {"2025-07-09T00:00:00Z"}
    assert "<w:trackRevisions" in settings
    assert "trackChanges" not in settings
    newer = tmp_path / "baru.docx"
    newer.write_bytes(revisi[1])
    told = [[one.description for one in audited.errors(file)] for file in (path, newer)]
    assert told[0] == told[1]


def test_accepting_every_change_gives_the_newer_revision(revisi):
    made = redline.redline(*revisi, "Kantor Uji", "2025-07-09")
    assert words(reading.markdown(made)) == words(reading.markdown(revisi[1]))


@needs.soffice
def test_libreoffice_shows_the_tracked_changes(revisi, tmp_path):
    path = tmp_path / "beda.docx"
    path.write_bytes(redline.redline(*revisi, "Kantor Uji", "2025-07-09"))
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    assert "<text:tracked-changes" in (tmp_path / "beda.fodt").read_text(encoding="utf-8")


def test_git_diff_shows_a_document_as_text(workspace, run):
    shutil.copy(kantor_uji.ROOT / ".gitattributes", workspace)
    assert run("git-setup").returncode == 0
    old, new = (workspace / "register/uji/2025/0002/loket-a.docx", workspace / "register/uji/2025/0003/loket-b.docx")
    old.write_bytes(new.read_bytes())
    shown = git(workspace, "diff", "--", "register").stdout
    assert "-| Nomor | : | 065.1/2/UJI/2025 |" in shown
    assert "+| Nomor | : | 065.1/3/UJI/2025 |" in shown


def test_git_log_shows_a_document_to_who_has_no_name(workspace, run, monkeypatch):
    shutil.copy(kantor_uji.ROOT / ".gitattributes", workspace)
    commit(workspace)
    document = workspace / "register/uji/2025/0002/loket-a.docx"
    document.write_bytes((workspace / "register/uji/2025/0003/loket-b.docx").read_bytes())
    commit(workspace)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    git(workspace, "config", "user.useConfigOnly", "true")
    assert run("git-setup").returncode == 0
    shown = subprocess.run(["git", "log", "-p", "-1"], cwd=workspace, capture_output=True, text=True, check=True)
    assert "+| Nomor | : | 065.1/3/UJI/2025 |" in shown.stdout


def test_what_is_no_document_is_refused_by_the_reader(run, workspace):
    (workspace / "x.docx").write_bytes(b"bukan zip")
    told = run("teks", "x.docx")
    assert (told.returncode, told.stdout) == (1, "")
    assert "bukan berkas .docx" in told.stderr


def test_a_letter_for_srikandi_keeps_the_variables_in_their_places(workspace, run):
    made = run("build", "surat-hasil", "2025S2", "--mode", "srikandi")
    assert (made.returncode, made.stderr) == (0, "")
    file = workspace / "build/srikandi/2025S2/uji/loket-a/surat-hasil.docx"
    text = reading.markdown(file.read_bytes())
    for variable in (
        "nomor_naskah",
        "tanggal_naskah",
        "sifat",
        "hal",
        "jabatan_pengirim",
        "ttd_pengirim",
        "nama_pengirim",
    ):
        assert f"${{{variable}}}" in text
    assert "……" not in text
    assert Document(file).core_properties.content_status == "Draf"
    assert not (workspace / "build/2025S2").exists() or not list((workspace / "build/2025S2").rglob("*.docx"))


def test_the_number_that_srikandi_gave_is_entered_and_the_letter_is_issued_under_it(workspace, run):
    told = run("register", "set", "surat-hasil", "2025S2", "loket-a", "065.1/77/UJI/2026", "2026-01-09")
    assert (told.returncode, told.stdout) == (0, "register/uji/2026/0077.yaml\n")
    commit(workspace)
    apply.issue(workspace, Order(Period(2025, "S", 2), "surat-hasil", "loket-a"), lambda made, pulih: True)
    text = (workspace / "register/uji/2026/0077/loket-a.md").read_text(encoding="utf-8")
    assert "065.1/77/UJI/2026" in text
    assert "9 Januari 2026" in text


def test_a_unit_without_a_letter_is_said_to_have_none(tmp_path, run):
    small.put(tmp_path / "kota", {"periods/2025S1/kota/periode.yaml": "tempat: Kota\n"})
    told = run("log", "loket", cwd=tmp_path / "kota")
    assert (told.returncode, told.stdout, told.stderr) == (0, "belum ada surat bagi loket\n", "")
