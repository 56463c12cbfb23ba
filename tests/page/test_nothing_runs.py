"""Markup in every field of every file is text on every page, and on the public site."""

import html
import re

import pytest

from pipeline.page.routes import ROUTES
from support.browser import Browser
from support.page_office import INSTITUTION, PERIOD
from support.paths import ROOT

EVIL = "<svg onload=a()><script>a()</script>"
STEPS = {"period": "2025S1", "instansi": "kota", "unit": "loket"}
PART = "instansi"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """An office each of whose texts is markup."""
    root = tmp_path_factory.mktemp("kantor")
    (root / "templates/surat-hasil").mkdir(parents=True)
    for file in ("jenis.yaml", "bawaan.docx"):
        (root / "templates/surat-hasil" / file).write_bytes((ROOT / "templates/surat-hasil" / file).read_bytes())
    kind = root / "templates/surat-hasil/jenis.yaml"
    kind.write_text(re.sub(r"(?m)^(judul|sebutan): .*$", rf"\1: '{EVIL}'", kind.read_text()))
    evil = INSTITUTION
    for text in ("Kota Rekaan", "Jalan Rekaan 1", "Sekretaris", "Nama Rekaan", "Persyaratan", "Prosedur"):
        evil = evil.replace(text, f"'{text} {EVIL}'")
    evil = evil.replace("nama: SKM", f"nama: 'SKM {EVIL}'").replace("di: Rekaan", f"di: '{EVIL}'")
    files = {
        "units/kota/instansi.yaml": evil,
        "units/kota/loket.yaml": f"nama: 'Loket {EVIL}'\nyth: 'Kepala {EVIL}'\ndikenal_sebagai: ['{EVIL}']\n",
        "units/kota/salah.yaml": f"nama: 'Salah {EVIL}'\n'{EVIL}': '{EVIL}'\n",
        "periods/2025S1/kota/periode.yaml": PERIOD.replace("Hasil Survei Kepuasan Masyarakat", f"'Hasil {EVIL}'"),
        "periods/2025S1/kota/loket.yaml": f"saran: ['Tambah kursi {EVIL}']\n",
        "periods/2025S1/kota/skor.csv": "unit,persyaratan,prosedur,waktu\n"
        + "loket,4,3,4\n" * 6
        + f'"{EVIL}","{EVIL}",4,4\n',
        "register/kota/2025/0001.yaml": f"nomor: '1/{EVIL}'\nurut: 1\ntanggal: 2025-01-02\nhal: '{EVIL}'\n"
        f"yth: '{EVIL}'\ncatatan: '{EVIL}'\n",
        "register/kota/2025/0002.yaml": f"nomor: 2/A/2025\nurut: 2\ntanggal: 2025-01-02\nbatal: '{EVIL}'\n",
    }
    for file, text in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    return Browser(root)


def is_text(page: str) -> bool:
    return "<script>a" not in page and "<svg onload" not in page


def addresses() -> list[str]:
    every = [route.rule for route in ROUTES if not route.writes]
    files = [
        f"/{way}/units/kota/{stem}.yaml" for way in ("berkas", "borang") for stem in ("instansi", "loket", "salah")
    ]
    return [
        re.sub(r"<(\w+)>", lambda found: STEPS.get(found[1], "x"), rule) for rule in every if "path" not in rule
    ] + [
        *files,
        f"/periode/2025S1/masalah?unit={EVIL}",
        f"/periode/2025S1?cari={EVIL}&instansi={EVIL}",
        f"/periode/2025S1/hasil?cari={EVIL}",
        f"/periode/2025S1/terbit?unit={EVIL}&tanggal={EVIL}",
        f"/periode/{EVIL}",
        f"/{EVIL}",
    ]


@pytest.mark.parametrize("address", addresses())
def test_markup_is_text_on_every_page(browser, address):
    made = browser.get(address)
    assert made.status_code < 500
    if made.mimetype == "text/html":
        assert is_text(made.text)


def test_the_markup_was_there_to_be_shown(browser):
    told = "".join(browser.get(address).text for address in addresses())
    for text in ("Loket", "Kota Rekaan", "Salah", "Kepala", "Tambah kursi", "Persyaratan", "SKM", "1/", "batal: "):
        assert html.escape(f"{text}{'' if text in ('1/', 'batal: ') else ' '}{EVIL}") in told.replace("&#39;", "'"), (
            text
        )


def test_markup_is_text_in_what_forms_answer_and_on_the_site(browser):
    for address, form in (
        ("/mulai/instansi", {"nama": EVIL * 3}),
        ("/mulai/unit", {"instansi": EVIL, "nama": EVIL}),
        ("/berkas/units/kota/loket.yaml", {"teks": EVIL, "sidik": "x"}),
        ("/borang/units/kota/loket.yaml", {'["nama"]': EVIL, "sidik": "x"}),
        ("/periode/2025S1/surat", {"jenis": "surat-hasil"}),
        ("/periode/2025S1/terbit", {"jenis": EVIL}),
        ("/periode/2025S1/srikandi/nomor", {"nomor": EVIL, "tanggal": EVIL}),
        ("/periode/2025S1/situs", {}),
    ):
        assert is_text(browser.post(address, form).text), address
    site = [path.read_text() for path in (browser.home.root / "build/situs").rglob("*.html")]
    assert site
    assert all(map(is_text, site))
