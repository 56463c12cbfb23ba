"""The page's own styles and scripts, and those of others that are kept with their licences."""

from pathlib import Path

from pipeline.page.asked import Answer, Asked, Missing
from pipeline.problems.phrase import phrase

_HERE = Path(__file__).parent
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def static(asked: Asked) -> Answer:
    """Return a style or a script of ours."""
    name = asked.steps["file"]
    for folder in ("static", "vendor"):
        there = {path.name: path for path in (_HERE / folder).iterdir() if path.suffix in _KINDS}
        if name in there:
            return Answer(content=there[name].read_bytes(), kind=_KINDS[there[name].suffix])
    raise Missing(phrase("tidak ada berkas {file}", file=name))
