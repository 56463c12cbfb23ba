"""The register on the page: what is wrong with it, whoever looked last."""

import pytest

from pipeline.issuing import register
from support.browser import Browser

AGENDA = "/periode/2025S1/agenda"


def test_what_the_last_check_found_of_the_register_is_told_and_no_unit_is_read_again(workspace, run, monkeypatch):
    first = min((workspace / "register/lumajang/2025").glob("*.yaml"))
    (first.parent / "0999.yaml").write_text(first.read_text())
    browser = Browser(workspace)
    told = browser.get(AGENDA).text
    assert 'class="group error"' in told
    run("check", "2025S1")
    monkeypatch.setattr(register, "open_register", lambda *_: pytest.fail("every unit is read"))
    assert told_of(browser.get(AGENDA).text) == told_of(told)
    (first.parent / "0999.yaml").write_text("# lain\n" + first.read_text())
    with pytest.raises(pytest.fail.Exception):
        browser.get(AGENDA)


def told_of(text: str) -> str:
    """What is wrong, as the page tells it."""
    return text[text.index('id="buku"') : text.index("<table>")]
