"""What a profile of LibreOffice says before it first starts: nothing is tested and nothing is shown that nobody sees.

In a profile that names no version, LibreOffice tests how it draws, most of its start; and beside each document it
opens a sidebar. The pages are the same without.
"""

import re
from pathlib import Path

_FILE = "user/registrymodifications.xcu"
_BOOTSTRAP = ("bootstraprc", "bootstrap.ini")
_PRODUCT = re.compile(r"^ProductKey=LibreOffice\w* (\d+\.\d+)\s*$", re.MULTILINE)
_SIDEBAR = "swriter/10336"
"""The window of Writer that is its sidebar, as LibreOffice numbers it."""
_TEXT = ' oor:type="xs:string"'
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def prepare(profile: Path, program: Path) -> None:
    """Write it for the LibreOffice in a folder; one whose version is not known tests how it draws."""
    file = profile / _FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    items = [
        _item(
            "org.openoffice.Office.Views/Windows",
            f'<node oor:name="{_SIDEBAR}" oor:op="replace">{_value("Visible", "false")}<node oor:name="UserData">'
            f"{_value('Data', 'V2,H,0', _TEXT)}</node></node>",
        )
    ]
    if version := _version(program):
        items.append(_item("org.openoffice.Setup/Product", _value("ooSetupLastVersion", version)))
    file.write_text(f"{_HEAD}{''.join(items)}</oor:items>\n", encoding="utf-8")


def _item(path: str, said: str) -> str:
    return f'<item oor:path="/{path}">{said}</item>\n'


def _value(name: str, value: str, kind: str = "") -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"{kind}><value>{value}</value></prop>'


def _version(program: Path) -> str:
    for name in _BOOTSTRAP:
        try:
            found = _PRODUCT.search((program / name).read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
        if found:
            return found[1]
    return ""
