"""The trial of templates: what offices make in Word, by name. All of it is made up; shapes are Word's."""

from collections.abc import Sequence

from support.office_files import MAIN, OFFICE, made, zipped
from support.trial_carried import CARRIED
from support.trial_drawn import DRAWN
from support.trial_left import KEPT
from support.trial_made import DRAFT, Made
from support.trial_tables import TABLES
from support.trial_words import TYPED

TEMPLATES = {**TYPED, **KEPT, **DRAWN, **TABLES, **CARRIED}
"""The trial: 111 templates and what came to it later."""
NAMES = tuple(
    "split-space split smartquote nbsp autocap sdt sdt-split sdt-bound sdt-bound-old sdt-core sdt-date textbox "  # noqa: SIM905
    "table-in-textbox p-in-textbox loop-textbox track-beside track-in-tag track-del-tag track-del-ptag comment "
    "footnote footnote-loop first-header landscape if-section merge tr-same-row for-in-row nested nested-loop fields "
    "mergefield mergefield-preview if-date-field watermark float-logo vml-logo alt-extra-text alt-typo alt-text-word "
    "pic-as-text alt-title dotx-renamed docm-renamed document2 strict prefix rtl-java theme chart-tag chart-left "
    "smartart password altchunk cond cond-nop if-table tab-in-tag nbh hyperlink-in-tag numlist filter filter-title "
    "set jinja-comment concat forif gt words group listpath other-chapter noend wrongend halfclose single indo space "
    "singleeq otherstyles p-beside tr-beside tr-row-text tc-beside r dash raw include compare eqint strcmp empty-cell "
    "empty-table empty-table2 empty-doc pic-loop strict-nopic eq mailmerge-settings linked-img cropped justify "
    "hyperlink-field cell-loop cell-loop-empty header-typo empty-box empty-hdr draft saran-cell".split()
)
"""What was tried as offices make it, by name: each has a row; `comment` was tried as a remark and as a tag's."""


def together(*names: str) -> Made:
    """Return a template of several ingredients."""
    chosen = [TEMPLATES[name] for name in names]
    return Made(
        tuple(block for one in chosen for block in one.blocks),
        {name: part for one in chosen for name, part in one.parts.items()},
        tuple(rel for one in chosen for rel in one.rels),
        {name: rels for one in chosen for name, rels in one.other_rels.items()},
        "".join(one.section for one in chosen),
        "".join(one.settings for one in chosen),
    )


def compatible(names: Sequence[str]) -> list[str]:
    """Return those that can stand in one file: no two with a part of the same name."""
    found: list[str] = []
    for name in names:
        others = {part for other in found for part in TEMPLATES[other].parts}
        if not others & set(TEMPLATES[name].parts):
            found.append(name)
    return found


def files() -> dict[str, bytes]:
    """Return what is another file than its name says, or no whole one."""
    dotx, docm = f"{MAIN}.template.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"
    whole = made(DRAFT, "{{ nomor }}")
    rels = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document2.xml"/>'
    rels = f'<Relationships xmlns="x">{rels}</Relationships>'
    prefix = "<x:p><x:r><x:t>{{ nomor }} {{ draf }}</x:t></x:r></x:p>"
    prefix = f'<x:document xmlns:x="{_W}"><x:body>{prefix}</x:body></x:document>'
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    return {
        "dotx-renamed": made("a", main=dotx),
        "docm-renamed": made("a", main=docm),
        "document2": zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": rels, "word/document2.xml": "<a/>"}),
        "strict": zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument"/></Relationships>',
                "word/document.xml": "<a/>",
            }
        ),
        "strict-nopic": _with_main(strict, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        "draft": made("{{ nomor }}"),
        "prefix": _with_main(prefix),
        "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "doc-renamed": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "odt-renamed": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "empty": b"",
        "half": whole[:400],
    }


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _with_main(xml: str, office: str = OFFICE) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": xml})
