"""Some of `make faults`: commands killed, cut off and refused by the disk at their acts on the register."""

from support import needs, tried
from tools import faults


@needs.linux
def test_a_command_that_dies_or_fails_at_any_act_leaves_all_or_nothing_and_so_does_what_puts_it_in_order(tmp_path):
    stride = 20 if tried.is_whole() else 40
    count, wrong = faults.tried(tmp_path, stride)
    assert wrong == []
    assert count.keys() == {f"{group} {how}" for group in ("batch", "single") for how in ("killed", "cut")} | {
        "disk faults",
        "recovery killed",
    }
    assert count.total() > 2000 // stride
