"""What is shared and used by no unit is told: the law that whatever is read is used, refused or ignored by a rule."""

import pytest

from support import small

HERE = "periods/2025S1/kota/"
TWO = {
    "units/kota/lain.yaml": "nama: Lain\n",
    f"{HERE}skor.csv": "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,4,3\nlain,3,3\n",
}
OWN = {
    "batas": "batas: 2025-07-09\n",
    "rujukan": "rujukan: {dari: Kepala, nomor: 2/X, tanggal: 2025-06-26, hal: Survei}\n",
    "dokumen.surat.hal": "dokumen: {surat: {hal: Yang Lain}}\n",
    "dokumen.surat.hal ": "hal: Yang Lain\n",
}


def told(root):
    return [line for line in small.told(root).splitlines() if " C021 " in line]


@pytest.mark.parametrize("path", OWN)
def test_what_every_unit_says_otherwise_is_told_and_what_one_uses_is_not(tmp_path, path):
    for number, (files, many) in enumerate(
        (
            ({f"{HERE}loket.yaml": OWN[path], f"{HERE}lain.yaml": OWN[path]}, 1),
            ({"units/kota/loket.yaml": f"nama: Loket\n{OWN[path]}", f"{HERE}lain.yaml": OWN[path]}, 0),
            ({f"{HERE}loket.yaml": OWN[path]}, 0),
        )
    ):
        lines = told(small.put(tmp_path / str(number), TWO | files))
        assert len(lines) == many
        assert all(f"`{path.strip()}` (baris" in line for line in lines)


def test_removing_what_is_told_makes_the_check_clean(tmp_path):
    root = small.put(tmp_path, TWO | {f"{HERE}loket.yaml": OWN["batas"], f"{HERE}lain.yaml": OWN["batas"]})
    assert "`batas` (baris 2)" in told(root)[0]
    (root / f"{HERE}periode.yaml").write_text(str(small.ISI[f"{HERE}periode.yaml"]).replace("batas: 2025-07-07\n", ""))
    assert small.told(root) == ""


@pytest.mark.parametrize("file", ["units/kota/instansi.yaml", f"{HERE}periode.yaml"])
def test_a_photo_of_a_survey_is_told_even_where_an_only_unit_replaces_it(tmp_path, file):
    shared, own = (f"survei: {{foto: [{{berkas: {name}.png, keterangan: Apel}}]}}\n" for name in ("apel", "lain"))
    photos = {f"{HERE}foto/{name}.png": small.whole_png() for name in ("apel", "lain")}
    root = small.put(tmp_path, photos | {file: f"{small.ISI[file]}{shared}", f"{HERE}loket.yaml": own})
    assert [line.startswith(f"{file}:") for line in told(root)] == [True]


def test_what_the_institution_says_is_for_units_and_periods_to_come(tmp_path):
    root = small.put(tmp_path, {f"{HERE}loket.yaml": "yth: Camat\ndi: Kota\n"})
    assert small.told(root) == ""


def test_what_the_register_says_replaces_nothing(tmp_path):
    """A number and a date that the register gave every letter are no reason to remove what was typed before."""
    entry = "nomor: 1/Y\ntanggal: 2025-07-02\nsurat: [{jenis: surat, unit: loket, masa: 2025S1}]\n"
    root = small.put(tmp_path, {"register/kota/2025/0001.yaml": entry})
    assert told(root) == []


def test_where_a_unit_cannot_be_read_nobody_knows(tmp_path):
    root = small.put(tmp_path, TWO | {f"{HERE}loket.yaml": OWN["batas"], f"{HERE}lain.yaml": "hal: [\n"})
    assert told(root) == []
