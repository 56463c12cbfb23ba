"""A file of a unit that there is not is told with what it is: a copy, or a unit under another name."""

import pytest

from support import small

PERIOD = "periods/2025S1/kota/"


@pytest.mark.parametrize("name", ["loket - Copy", "loket (1)", "Copy of loket", "loket - Salinan"])
@pytest.mark.parametrize("where", ["units/kota/", PERIOD])
def test_a_copy_is_told_as_one_and_the_check_is_clean_when_it_goes(tmp_path, where, name):
    file = f"{where}{name}.yaml"
    root = small.put(tmp_path, {file: small.ISI["units/kota/loket.yaml"] if where != PERIOD else "hal: Hasil\n"})
    told = small.told(root)
    assert told.startswith(f"{file}:1:1: B00")
    assert "ini salinan loket.yaml: pindahkan ke sana yang perlu, lalu hapus berkas ini" in told
    (root / file).unlink()
    assert small.told(root) == ""


def test_a_unit_under_another_name_is_told_with_the_name_that_it_may_have_now(tmp_path):
    root = small.put(tmp_path, {f"{PERIOD}lokett.yaml": "hal: Hasil\n"})
    assert "maksudnya unit `loket`? ganti namanya menjadi loket.yaml, atau hapus" in small.told(root)
    (root / f"{PERIOD}lokett.yaml").rename(root / f"{PERIOD}loket.yaml")
    assert small.told(root) == ""
