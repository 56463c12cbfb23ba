"""An empty folder, an Excel list of 45 units and a Google Form: the first right letters after so many typed lines."""

from pathlib import Path

from pipeline.documents import reading
from support import first_office, in_process

MOST = 15
"""Lines that a clerk types: commands, moved files and lines of YAML."""
OFFICE, PERIOD = "units/kota/instansi.yaml", "periods/2025S1/kota/periode.yaml"


class Clerk:
    """Types one line after the other, and counts them."""

    def __init__(self, root: Path) -> None:
        self.root, self.typed = root, 0

    def command(self, *args: str) -> str:
        """Run a command that has to go well; return what it says."""
        self.typed += 1
        done = in_process.run(args, self.root, {"SKM_LANG": "id"})
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def fill(self, file: str, begin: str, line: str) -> None:
        """Type a line in the place of the one that is marked ISI and begins so."""
        self.typed += 1
        lines = (self.root / file).read_text(encoding="utf-8").splitlines()
        [at] = [number for number, old in enumerate(lines) if old.strip().startswith(f"{begin}:") and "# ISI" in old]
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines[at] = f"{indent}{begin}: {line}"
        (self.root / file).write_text("\n".join((*lines, "")), encoding="utf-8")

    def add(self, file: str, line: str) -> None:
        """Type a line below the others, as a message showed it."""
        self.typed += 1
        with (self.root / file).open("a", encoding="utf-8") as there:
            there.write(f"{line}\n")

    def move(self, old: str, new: str) -> None:
        """Put a file where a message says."""
        self.typed += 1
        (self.root / new).write_bytes((self.root / old).read_bytes())


def test_the_first_right_letters_take_no_more_than_fifteen_typed_lines(tmp_path):
    (tmp_path / first_office.SHEETS).write_bytes(first_office.units())
    (tmp_path / first_office.FORM).write_bytes(first_office.form())
    clerk = Clerk(tmp_path)
    assert "skm new-instansi " in clerk.command("init", ".")
    told = clerk.command("new-instansi", "Pemerintah Kota Rekaan", "--id", "kota")
    assert f"{OFFICE}: isi kop.baris, kop.alamat, tempat, pejabat.pimpinan.jabatan, pejabat.pimpinan.nama" in told
    clerk.fill(OFFICE, "baris", "[PEMERINTAH KOTA REKAAN, SEKRETARIAT DAERAH]")
    clerk.fill(OFFICE, "alamat", "Jalan Rekaan 1")
    clerk.fill(OFFICE, "tempat", "Rekaan")
    clerk.fill(OFFICE, "jabatan", "Sekretaris Daerah")
    clerk.fill(OFFICE, "nama", "Nama Rekaan, S.Sos., M.Si.")
    told = clerk.command("import-units", first_office.SHEETS, "--instansi", "kota")
    assert "45 unit ditulis, 0 tetap, 0 baris tidak diambil" in told
    assert f"sekali untuk semuanya di {OFFICE}: yth: 'Kepala {{nama}}'" in told
    clerk.add(OFFICE, "yth: 'Kepala {nama}'")
    assert f"{PERIOD}: isi dokumen.surat-hasil.tanggal" in clerk.command("new-period", "2025S1")
    clerk.fill(PERIOD, "tanggal", "2025-07-02")
    told = clerk.command("map", first_office.FORM, "--instansi", "kota")
    assert "tanpa diubah ke periods/<periode>/kota/skor.csv" in told
    clerk.move(first_office.FORM, "periods/2025S1/kota/skor.csv")
    assert "45 unit diperiksa: 0 kesalahan, 0 peringatan" in clerk.command("check", "2025S1")
    told = clerk.command("build", "surat-hasil", "2025S1")
    assert "45 surat, 0 gagal" in told
    assert "135 baris jawaban: 135 dihitung" in told
    assert clerk.typed <= MOST
    made = sorted((tmp_path / "build/2025S1/kota").glob("*/surat-hasil.docx"))
    letters = {file.parent.name: reading.markdown(file.read_bytes()).replace("\xa0", " ") for file in made}
    assert len(letters) == len(first_office.NAMES)
    to = {
        "kecamatan-melati": "Camat Melati",
        "kelurahan-rekaan-25": "Lurah Rekaan 25",
        "dinas-pupr": "Kepala Dinas PUPR",
    }
    for unit, head in {**to, "puskesmas-rekaan-10": "Kepala Puskesmas Rekaan 10"}.items():
        assert f"Yth.\t{head}" in letters[unit]
        assert "responden sebanyak 3 (tiga) orang" in letters[unit]
