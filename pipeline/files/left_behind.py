"""Names that no reader looks at: what is hidden, what systems and editors leave beside files, and notes for people."""

_PREFIXES = ("~$", "~WR", ".~", ".git", ".DS_Store", "._")
_NAMES = ("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "__pycache__")
_NOTES = ("readme", "readme.md", "readme.txt")


def is_left_behind(name: str) -> bool:
    """Return whether Windows, macOS, git or an editor gives such a name: `~$loket.xlsx`, `Thumbs.db`."""
    return name.startswith(_PREFIXES) or name.casefold() in _NAMES


def is_ignored(name: str) -> bool:
    """Return whether no reader looks for such a name: it is hidden, or left behind."""
    return name.startswith(".") or is_left_behind(name)


def is_note(name: str) -> bool:
    """Return whether a file is for people who look into the folder, and says so by its name: `README.md`."""
    return name.casefold() in _NOTES
