"""A twentieth of `make faults`: commands killed, cut off and refused by the disk at their acts on the register."""

from support import needs
from tools import faults


@needs.linux
def test_a_command_that_dies_or_fails_at_any_act_leaves_all_or_nothing_and_so_does_what_puts_it_in_order(tmp_path):
    tried, wrong = faults.tried(tmp_path, 20)
    assert wrong == []
    assert tried.keys() == {f"{group} {how}" for group in ("batch", "single") for how in ("killed", "cut")} | {
        "disk faults",
        "recovery killed",
    }
    assert tried.total() > 100
