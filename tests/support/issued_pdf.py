"""An office that issued a letter with a PDF, written by hand or by LibreOffice."""

from pathlib import Path

import pytest

from pipeline.documents import own_print, pdf, soffice
from pipeline.issuing import apply
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office

ARCHIVED = "register/uji/2025/0002/loket-a.pdf"


def issued(root: Path, made: bytes | None, instansi: str = git_office.INSTANSI) -> Path:
    """Return an office that issued a letter with a PDF; by LibreOffice where none is given."""
    git_office.bangun(root, instansi)
    with pytest.MonkeyPatch.context() as patch:
        if made is not None:
            patch.setattr(soffice, "program", lambda: "soffice")
            patch.setattr(pdf, "printed", lambda files: ((number, made) for number, _ in enumerate(files)))
            patch.setattr(own_print, "fault", lambda document, copy: "")
        order = Order(Period(2025, "S", 1), "surat-hasil", "loket-a", pdf=True)
        apply.issue(root, order, lambda made, recovered: True)
    return root
