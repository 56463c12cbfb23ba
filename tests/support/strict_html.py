"""A page read strictly: every tag closed in its order, every name once, what a reader without eyes needs is there."""

import itertools
from collections import Counter
from html.parser import HTMLParser

_VOID = {"meta", "input", "br", "link", "img", "hr"}
_DRAWN = {"rect", "line", "polyline", "circle", "text", "svg"}


class Page(HTMLParser):
    """A page: its faults, its links, its texts, its elements."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(raw.decode("utf-8"))
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self._look()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"<{tag}> says an attribute twice")
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DRAWN:
            self.faults.append(f"<{tag}/>")
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        """What a reader reads, and what is said in place of pictures."""
        return " ".join([*self.texts, *(str(said.get("aria-label", "")) for _, said in self.elements)])

    @property
    def links(self) -> list[str]:
        return [str(said["href"]) for _, said in self.elements if "href" in said]

    def _look(self) -> None:
        tags = Counter(tag for tag, _ in self.elements)
        names = Counter(said["id"] for _, said in self.elements if "id" in said)
        first = dict(self.elements)
        self.faults += [f"id {name} stands twice" for name, many in names.items() if many > 1]
        self.faults += [
            f"{tag} stands {tags[tag]} times" for tag in ("h1", "main", "title", "header") if tags[tag] != 1
        ]
        if first.get("html", {}).get("lang") != "id":
            self.faults.append("no language")
        if tags["table"] != tags["caption"]:
            self.faults.append("a table without a caption")
        for tag, said in self.elements:
            if tag == "th" and said.get("scope") not in ("col", "row"):
                self.faults.append("a heading of a table without a scope")
            if tag == "svg" and not (said.get("role") == "img" and said.get("aria-label")):
                self.faults.append("a drawing that says nothing")
            for name in ("aria-labelledby", "for"):
                if name in said and said[name] not in names:
                    self.faults.append(f"{said[name]} is not there")
            self.faults += [f"{name} runs a script" for name in said if name.startswith("on")]
        levels = [int(tag[1]) for tag, _ in self.elements if tag in ("h1", "h2", "h3", "h4")]
        self.faults += [f"h{two} after h{one}" for one, two in itertools.pairwise(levels) if two > one + 1]
