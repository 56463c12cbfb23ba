"""What stays of a list that a document may leave out is told, and what the message says to write is right."""

import re

import pytest

from pipeline.documents import left_over
from support.office_files import made, p, run, table

LIST = ("{%p for u in isi.usul %}", "{{ u }}", "{%p endfor %}")
ROWS = [["{%tr for u in isi.usul %}", ""], ["{{ u.a }}", "{{ u.b }}"], ["{%tr endfor %}", ""]]
IF, END = "{%p if isi.usul %}", "{%p endif %}"
BOLD = p(run("Usul", "<w:b/>"))


def told(*blocks: str) -> list[str]:
    return [str(fault).partition("T047 ")[2] for fault in left_over.check(made(*blocks), "a.docx", ("isi.usul",))]


@pytest.mark.parametrize(
    ("blocks", "stays"),
    [
        (("Usul:", *LIST), "Usul:"),
        (("Usul:", "{{ isi.usul }}"), "Usul:"),
        ((BOLD, "{{ isi.usul }}"), None),
        (("Usul:", IF, "{{ isi.usul }}", "{%p else %}", "Tidak ada", END), None),
        ((IF, "Usul:", "{{ isi.usul }}", END), None),
        (("Usul:", IF, "{{ isi.usul }}", END), "Usul:"),
        (("Dengan hormat,", "{{ isi.usul }}"), None),
        (("Acara:", "{%p for u in isi.lain %}", "{{ u }}", "{%p endfor %}", "{{ isi.usul }}"), None),
        (("Acara:", "{%p for u in isi.lain %}", "{{ u }}", "{%p endfor %}", *LIST), None),
        (("Atas hal itu {{ hal }}:", *LIST), "Atas hal itu {{ hal }}:"),
        ((BOLD, *LIST), "Usul"),
        ((IF, "Usul:", END, *LIST), None),
        ((IF, "Usul:", *LIST, END), None),
        (("{%p if isi.usul|length > 1 %}", "Usul:", *LIST, END), None),
        (("{%p if isi.usulan %}", "Usul:", *LIST, END), "Usul:"),
        (("Usul:", IF, *LIST, END), "Usul:"),
        (("Usul:", IF, *LIST, "{%p else %}", "Tidak ada", END), None),
        (("Usul:", IF, table(["No", "Usul"], *ROWS), END), "Usul:"),
        (("Usul:", table(["No", "Usul"], *ROWS)), "Usul:"),
        ((p(run("{{ penandatangan.nama }}", "<w:b/>")), IF, *LIST, END), None),
        (("Dengan hormat,", *LIST), None),
        (("di Tempat", *LIST), None),
        (("Usul:", "{%p for u in isi.lain %}", "{{ u }}", "{%p endfor %}"), None),
        ((table(["No", "Usul"], *ROWS),), "No | Usul"),
        ((IF, table(["No", "Usul"], *ROWS), END), None),
        ((table(["{{ nomor }}", "Usul"], *ROWS),), None),
        (("Usul:", table(*ROWS)), "Usul:"),
        ((table(["Usul", "".join(map(p, LIST))]),), "Usul"),
        ((table(["{%tr if isi.usul %}", ""], ["Usul", "".join(map(p, LIST))], ["{%tr endif %}", ""]),), None),
    ],
)
def test_what_stays_of_a_list_that_is_left_out_is_told(blocks, stays):
    lines = told(*blocks)
    assert [re.search('dan "(.*?)" tetap', line)[1] for line in lines] == ([stays] if stays else [])


def test_what_the_message_says_to_write_makes_it_clean():
    (line,) = told("Usul:", *LIST)
    before, after = re.findall(r"\{%.*?%\}", line.partition("; ")[2])
    assert told(before, "Usul:", *LIST, after) == []
    (line,) = told(table(["Usul", "".join(map(p, LIST))]))
    before, after = re.findall(r"\{%.*?%\}", line.partition("; ")[2])
    assert told(table([before, ""], ["Usul", "".join(map(p, LIST))], [after, ""])) == []


def test_lists_that_every_document_says_are_not_asked_about():
    assert list(left_over.check(made("Usul:", *LIST), "a.docx", ())) == []
