"""The addresses of the page, in one table: which function answers, and whether it may write."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from pipeline.page.asked import Answer, Asked


class Route(NamedTuple):
    """An address: its pattern, the module and function that answer it; one that writes is only for forms.

    `beside` answers while another one writes: what takes long is read first, then alone what the page remembers.
    `keeps` is a form that changes nothing; `job` begins what takes long.
    """

    rule: str
    module: str
    function: str
    writes: bool = False
    beside: bool = False
    keeps: bool = False
    job: bool = False

    @property
    def view(self) -> Callable[[Asked], Answer]:
        """The function, imported when it is first asked."""
        found: Callable[[Asked], Answer] = getattr(import_module(f"pipeline.page.{self.module}"), self.function)
        return found


ROUTES = (
    Route("/", "semester", "begin"),
    Route("/berkas-statis/<path:file>", "assets", "static", beside=True),
    Route("/pekerjaan/<key>", "job_page", "show", beside=True),
    Route("/pemeriksaan/<key>", "checking", "show", beside=True),
    Route("/periode", "semester", "choose"),
    Route("/periode/<period>", "semester", "show"),
    Route("/periode/<period>/masalah", "problem_list", "show"),
    Route("/periode/<period>/surat", "drafts", "show"),
    Route("/periode/<period>/surat", "drafts", "make", writes=True, job=True),
    Route("/periode/<period>/surat/<instansi>/<unit>", "letter", "show"),
    Route("/periode/<period>/dokumen/<instansi>/<unit>", "letter", "document"),
    Route("/periode/<period>/kertas/<instansi>/<unit>", "letter", "paper"),
    Route("/periode/<period>/asal/<instansi>/<unit>", "letter", "origins"),
    Route("/periode/<period>/halaman/<instansi>/<unit>", "letter", "pages", beside=True),
    Route("/periode/<period>/gambar/<number>/<instansi>/<unit>", "letter", "picture"),
    Route("/mulai", "beginning", "show"),
    Route("/mulai/instansi", "beginning", "institution", writes=True),
    Route("/mulai/unit", "beginning", "units", writes=True),
    Route("/mulai/daftar", "beginning", "listed", writes=True),
    Route("/mulai/periode", "beginning", "period", writes=True),
    Route("/catat", "beginning", "record", writes=True),
    Route("/periode/<period>/jawaban", "answers_form", "offices"),
    Route("/periode/<period>/jawaban/<instansi>", "answers_form", "show"),
    Route("/periode/<period>/jawaban/<instansi>", "answers_form", "preview", writes=True, keeps=True),
    Route("/periode/<period>/jawaban/<instansi>/simpan", "answers_form", "save", writes=True),
    Route("/periode/<period>/terbit", "issue_form", "show", beside=True),
    Route("/periode/<period>/terbit", "issue_form", "issue", writes=True, job=True),
    Route("/periode/<period>/agenda", "register_page", "show"),
    Route("/periode/<period>/agenda/<instansi>/<unit>", "register_page", "unit"),
    Route("/periode/<period>/agenda/<instansi>/<unit>/ulang", "register_page", "reissue", writes=True),
    Route("/periode/<period>/agenda/<instansi>/<unit>/batal", "register_page", "void", writes=True),
    Route("/periode/<period>/agenda/<instansi>/<unit>/lampir", "register_page", "attach", writes=True),
    Route("/periode/<period>/verifikasi", "register_page", "verify_dropped", writes=True, keeps=True),
    Route("/arsip/<path:file>", "register_page", "archived"),
    Route("/periode/<period>/srikandi", "srikandi_form", "show"),
    Route("/periode/<period>/srikandi", "srikandi_form", "make", writes=True, job=True),
    Route("/periode/<period>/srikandi/nomor", "srikandi_form", "numbered", writes=True),
    Route("/periode/<period>/hasil", "figures_page", "show", beside=True),
    Route("/periode/<period>/situs", "figures_page", "site", writes=True, job=True),
    Route("/periode/<period>/hasil/<form>", "figures_page", "exported", beside=True),
    Route("/periode/<period>/hasil/<instansi>/<unit>", "figures_page", "unit"),
    Route("/berkas/<path:file>", "editing", "show"),
    Route("/berkas/<path:file>", "editing", "save", writes=True),
    Route("/borang/<path:file>", "fields_form", "show"),
    Route("/borang/<path:file>", "fields_form", "save", writes=True),
)
