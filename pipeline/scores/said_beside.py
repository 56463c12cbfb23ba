"""What stands beside a unit's answers: who answered, what they suggest; of a period of parts, what its parts say."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Problem, problem
from pipeline.scores.counted import CountedOffice
from pipeline.scores.counts import NO_BESIDE
from pipeline.scores.results import drawn_from, of_scheme, sheet_of
from pipeline.scores.suggestions import cleaned
from pipeline.sources import layers
from pipeline.sources.layers import Dossier


class SaidBeside(NamedTuple):
    """The respondents by characteristic and group, and the suggestions."""

    profil: Mapping[str, Mapping[str, int]]
    saran: tuple[str, ...]


def said_beside(counted: CountedOffice, dossier: Dossier, key: str) -> SaidBeside:
    """Return what is typed in the unit's file, else what its answers say; of parts, all that they say, added up.

    `key` is the scheme whose results say which parts the period is drawn from.
    """
    typed = dossier.effective
    if counted.parts:
        each = [said_beside(part, own, key) for part, own in _drawn(counted, dossier, key)]
        found = SaidBeside(_added(each), tuple(text for part in each for text in part.saran))
    else:
        beside = sheet_of(counted, dossier).beside.get(dossier.unit, NO_BESIDE)
        found = SaidBeside(beside.profil, beside.saran)
    known = {str(name): groups for name, groups in (typed.responden or found.profil).items()}
    return SaidBeside(known, cleaned(found.saran if typed.saran is None else typed.saran))


def incomplete(counted: CountedOffice, dossier: Dossier, key: str) -> Iterator[Problem]:
    """Return the parts in which the groups of a characteristic are not all who answered, each in its own place."""
    names = said_beside(counted, dossier, key).profil
    for part, own in _drawn(counted, dossier, key):
        if part.parts:
            yield from incomplete(part, own, key)
            continue
        result, said = of_scheme(part, own, key), said_beside(part, own, key).profil
        total = result.printed.responden if result else None
        for name in names:
            found = sum(said.get(name, {}).values())
            if total is not None and found != total:
                bagian = of_part(part, counted)
                yield problem(own.own, "S160", profil=name, bagian=bagian, found=found, total=total)


def of_part(part: CountedOffice, whole: CountedOffice) -> Phrase:
    """Return which part of a period is meant, for a sentence."""
    return phrase(" pada {masa}, bagian dari {whole}", masa=part.office.period, whole=whole.office.period)


def _drawn(counted: CountedOffice, dossier: Dossier, key: str) -> Iterator[tuple[CountedOffice, Dossier]]:
    periods = drawn_from(counted, dossier, key)
    for part in counted.parts:
        if part.office.period in periods:
            yield part, layers.dossier_of(part.office.own.root, part.office, dossier.unit)


def _added(every: list[SaidBeside]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for said in every:
        for name, counts in said.profil.items():
            groups = found.setdefault(name, {})
            for group, many in counts.items():
                groups[group] = groups.get(group, 0) + many
    return found
