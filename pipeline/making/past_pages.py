"""How many pages a document had: of its PDFs under `build/` and in the archive, of this period or an earlier one."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pipeline.documents import pdf_pages
from pipeline.documents.pdf_pages import NotPdf
from pipeline.making.copied import Copy, remembered
from pipeline.sources import period as periods
from pipeline.sources import register_reader, workspace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter

_Letters = Mapping[tuple[str, str], tuple[EntryFile, SentLetter]]


class PastPages:
    """The pages that documents of a kind and period had; each place is looked into once, and when first asked for."""

    def __init__(self, root: Path, period: Period, kind: str) -> None:
        """Look in a workspace, for documents of a kind in a period."""
        self._root, self._period, self._kind = root, period, kind
        self._issued: dict[tuple[str, Period], _Letters] = {}

    def of(self, file: str, known: Copy | None) -> int:
        """Return the fewest pages that a document had in this period, as a copy or as issued; else in the last; or 0.

        The fewest: a letter that was signed with two pages has grown, however many its drafts had since.
        """
        here = [known.pages if known else 0, self._archived(file, self._period)]
        return min((pages for pages in here if pages), default=0) or self._before(file)

    def _before(self, file: str) -> int:
        copy = self._last.get(file)
        return (copy.pages if copy else 0) or next(self._in_archives(file), 0)

    @cached_property
    def _earlier(self) -> list[Period]:
        return list(periods.earlier(workspace.periods(self._root), self._period))

    @cached_property
    def _last(self) -> dict[str, Copy]:
        """The copies of the last period that has any, by the documents of this one."""
        for earlier in self._earlier:
            if found := remembered(self._root, earlier, self._kind):
                return {file.replace(f"/{earlier}/", f"/{self._period}/", 1): copy for file, copy in found.items()}
        return {}

    def _in_archives(self, file: str) -> Iterator[int]:
        yield from filter(None, (self._archived(file, earlier) for earlier in self._earlier))

    def _archived(self, file: str, period: Period) -> int:
        """Return how many pages a document has in the archive; 0 where it has no PDF there that opens."""
        institution, *unit = Path(file).parts[2:-1]
        if (institution, period) not in self._issued:
            self._issued[institution, period] = register_reader.issued_letters(
                self._root, institution, str(period), self._kind, []
            )
        entry, letter = self._issued[institution, period].get((institution, "/".join(unit)), (None, None))
        if entry is None or letter is None or not letter.pdf:
            return 0
        try:
            raw = (self._root / register_reader.archive_file(entry, letter, "pdf")).read_bytes()
            return len(pdf_pages.each(raw, lambda page: None))
        except (OSError, NotPdf):
            return 0
