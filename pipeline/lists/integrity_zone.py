"""The integrity zone's three questions on the survey: what files answer each with yes, and what would."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.lists.shown_period import ShownPeriod
from pipeline.problems.phrase import Sentence, Text, phrase

YES: Sentence = "ya"
NO: Sentence = "belum"
SHOWN = {True: YES, False: NO}


class ZoneItem(NamedTuple):
    """A question of the integrity zone: its letter, what it asks, whether files show it, which, and what would."""

    huruf: str
    butir: Text
    terpenuhi: bool
    alasan: Text
    berkas: tuple[str, ...]
    peningkat: Text


def items(now: Sequence[ShownPeriod]) -> tuple[ZoneItem, ...]:
    """Return the questions a to c for the periods of a year: a survey, open access to it, its follow-up."""
    reports = tuple(each.report for each in now if each.report)
    photos = tuple(file for each in now for _, file in each.shown)
    links = list(dict.fromkeys(link for each in now for link in each.links))
    planned = tuple(each.report for each in now if each.report and each.planned)
    answered = tuple(each.follow_up for each in now if each.follow_up)
    return (
        _item(
            "a",
            phrase("survei kepuasan masyarakat dilaksanakan"),
            phrase("{many} laporan SKM terbit", many=len(reports)),
            reports,
            phrase("terbitkan laporan-skm, sehingga ada di arsip"),
        ),
        _item(
            "b",
            phrase("hasilnya dapat diakses secara terbuka"),
            phrase("{many} publikasi berfoto; alamat: {links}", many=len(photos), links=", ".join(links) or "-"),
            photos,
            phrase("umumkan hasilnya, dengan foto papan atau tangkapan layar di `publikasi_media`"),
        ),
        _item(
            "c",
            phrase("hasilnya ditindaklanjuti: analisis setiap unsur dan rencana aksi"),
            phrase(
                "{many} laporan SKM dengan rencana, {answered} laporan tindak lanjut",
                many=len(planned),
                answered=len(answered),
            ),
            (*planned, *answered) if planned else (),
            phrase("isi `rtl`, lalu terbitkan laporan-skm yang memuatnya"),
        ),
    )


def _item(letter: str, asked: Text, why: Text, files: tuple[str, ...], raising: Text) -> ZoneItem:
    return ZoneItem(letter, asked, bool(files), why, files, "-" if files else raising)
