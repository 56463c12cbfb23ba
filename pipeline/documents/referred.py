"""What cross-references lead to: the number and the text that stand at each bookmark, the number of its note."""

from dataclasses import dataclass, field

from lxml import etree

from pipeline.documents.labels import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _T, _START, _END, _NOTE, _CODE, _FIELD = (
    f"{_W}{name}" for name in ("p", "t", "bookmarkStart", "bookmarkEnd", "footnoteReference", "instrText", "fldSimple")
)


@dataclass(slots=True)
class Target:
    """What stands at a bookmark; `has_caption` where the number of a caption is in it."""

    label: str = ""
    note: str = ""
    texts: list[str] = field(default_factory=list)
    has_caption: bool = False

    @property
    def text(self) -> str:
        """The text between the ends of the bookmark."""
        return bare("".join(self.texts))


def bare(text: str) -> str:
    """Return a number or a text as a reference shows it: without the full stop at its end."""
    return " ".join(text.split()).rstrip(".")


def targets(
    root: "etree._Element", lists: "etree._Element | None", styles: "etree._Element | None"
) -> dict[str, Target]:
    """Return what stands at each bookmark of a part; `lists` and `styles` say how Word counts its paragraphs."""
    labels = Numbers(lists, styles)
    found: dict[str, Target] = {}
    begun: dict[str, Target] = {}
    label, notes = "", 0
    outside: list[Target] = []
    for element in root.iter(_P, _T, _START, _END, _NOTE, _CODE, _FIELD):
        if element.tag == _P:
            label = bare(labels.label(element))
            for target in outside:
                target.label = label
            outside = []
        elif element.tag == _START:
            target = begun[element.get(f"{_W}id", "")] = found[element.get(f"{_W}name", "")] = Target(label)
            if next(element.iterancestors(_P), None) is None:
                outside.append(target)
        elif element.tag == _END:
            begun.pop(element.get(f"{_W}id", ""), None)
        elif element.tag == _NOTE:
            notes += 1
            for target in begun.values():
                target.note = str(notes)
        else:
            for target in begun.values():
                _put(element, target)
    return found


def _put(element: "etree._Element", target: Target) -> None:
    if element.tag == _T:
        target.texts.append(element.text or "")
    else:
        asked = (element.text or "") if element.tag == _CODE else element.get(f"{_W}instr", "")
        target.has_caption = target.has_caption or asked.strip().upper().startswith("SEQ")
