"""Numbers before paragraphs are those that Word and LibreOffice count."""

from lxml import etree

from pipeline.documents.labels import Numbers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTS = """<w:numbering {w}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(*lists: int) -> list[str]:
    numbers = Numbers(etree.fromstring(LISTS.format(w=W)), None)
    made = f"<w:p {W}><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{{}}'/></w:numPr></w:pPr></w:p>"
    return [numbers.label(etree.fromstring(made.format(number))).strip() for number in lists]


def test_a_list_of_the_same_shape_counts_on():
    assert numbered(1, 1, 2, 2) == ["1.", "2.", "3.", "4."]


def test_a_list_that_word_restarts_begins_anew_at_its_first_item_and_then_counts_on():
    assert numbered(1, 1, 3, 3, 1) == ["1.", "2.", "1.", "2.", "3."]


def test_a_level_that_counts_without_its_number_shows_none_also_where_its_text_asks_for_it():
    """LibreOffice writes `%1` at a level that shows nothing."""
    for text in ("", "%1"):
        unseen = LISTS.replace("decimal", "none").replace("%1.", text)
        numbers = Numbers(etree.fromstring(unseen.format(w=W)), None)
        item = etree.fromstring(f"<w:p {W}><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>")
        assert [numbers.label(item).strip(), numbers.label(item).strip()] == ["", ""]
