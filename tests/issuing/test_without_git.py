"""A computer without git: every command says what it cannot do, and does what it can; none ends in a traceback."""

from pathlib import Path

import pytest

from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office, in_process

NO_GIT = "program git tidak ada di komputer ini"
COMMANDS = {
    "plan surat-hasil 2025S1": (1, "A035"),
    "issue surat-hasil 2025S1 --yes": (1, "A035"),
    "reissue surat-hasil 2025S1 --unit loket-a --alasan salah": (1, "A035"),
    "git-setup": (2, NO_GIT),
    "verify": (0, f"A057 riwayat git tidak diperiksa seluruhnya: {NO_GIT}"),
    "verify 2": (0, "arsipnya utuh menurut catatannya sendiri; riwayat git tidak diperiksa seluruhnya"),
    "verify register/uji/2025/0002/loket-a.docx": (0, "asli"),
    "verify 2 --buat-lagi": (1, NO_GIT),
    "register": (0, "065.1/2/UJI/2025"),
    "register kepala": (0, "uji/2025"),
    "register catat uji 9 065.1/9/UJI/2025 --tanggal 2025-07-09": (0, "0009.yaml"),
    "register batal 3 --alasan salah": (0, "batal"),
    "register sahkan 2 --alasan ini-yang-terkirim": (0, "disahkan"),
    "register set surat-hasil 2025S1 loket-d 065.1/10/UJI/2025 2025-07-09": (0, "0010.yaml"),
    "register ekspor uji buku.csv": (0, "buku.csv"),
    "build surat-hasil 2025S1": (0, ""),
    "check 2025S1": (0, ""),
    "log loket-a": (0, ""),
    "trend 2025S1": (0, ""),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    root = git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")
    apply.issue(root, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, recovered: True)
    git_office.write(root, "units/uji/loket-d.yaml", "nama: Loket-D\nyth: Kepala Loket-D\n")
    with (root / "periods/2025S1/uji/skor.csv").open("a", encoding="utf-8") as answers:
        answers.write("loket-d,1,3,4,3\n")
    git_office.commit(root, "terbit")
    return root


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_without_git_does_what_it_can_and_says_the_rest(office, tmp_path, line):
    code, said = COMMANDS[line]
    (tmp_path / "program").mkdir()
    before = git_office.tree(office)
    told = in_process.run(tuple(line.split()), office, {"PATH": str(tmp_path / "program"), "SKM_LANG": "id"})
    assert "Traceback" not in told.stderr
    assert said in told.stdout + told.stderr
    assert told.returncode == code
    if code:
        assert git_office.tree(office) == before
