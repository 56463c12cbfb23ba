"""Names that no reader looks at: what is hidden, what systems and editors leave beside files, and notes for people."""

import re

_LEFT = r"~\$|~WR|\.~|\.git|\.DS_Store|\._|(?i:thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|__pycache__)\Z"
_IS_LEFT, _IS_IGNORED = re.compile(_LEFT).match, re.compile(rf"\.|{_LEFT}").match
_NOTES = ("readme", "readme.md", "readme.txt")


def is_left_behind(name: str) -> bool:
    """Return whether Windows, macOS, git or an editor gives such a name: `~$loket.xlsx`, `Thumbs.db`."""
    return _IS_LEFT(name) is not None


def is_ignored(name: str) -> bool:
    """Return whether no reader looks for such a name: it is hidden, or left behind."""
    return _IS_IGNORED(name) is not None


def is_note(name: str) -> bool:
    """Return whether a file is for people who look into the folder, and says so by its name: `README.md`."""
    return name.casefold() in _NOTES
