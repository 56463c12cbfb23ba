"""Sequences, each at its bounds: what comes next, what is inserted, what nobody took, where an entry stands."""

import pytest

from pipeline.issuing import sequence
from pipeline.sources.models import Instansi, Nomor
from pipeline.sources.number_rule import NumberPlace, bare_number
from pipeline.sources.register_reader import Entry, EntryFile
from pipeline.sources.yaml_text import read_yaml

YEAR = "register/uji/2025"


def rule(pola="{urut}/UJI/{tahun}", **more) -> Nomor:
    return Nomor.model_validate({"pola": pola, **more})


def blocks(*ends: tuple[int, int], **more) -> Nomor:
    return rule(cadangan=[{"dari": str(one), "sampai": str(last), "untuk": "SK"} for one, last in ends], **more)


def test_the_next_number_follows_the_last_and_fills_no_gap():
    run = sequence.Run(["2", "7", "5a"])
    assert run.next(rule()) == "8"
    assert run.next(rule()) == "8"  # asking takes nothing
    run.add("8")
    assert run.next(rule()) == "9"
    run.add("3")
    assert run.next(rule()) == "9"
    run.add("12b")
    assert run.next(rule()) == "13"


def test_the_first_number_is_the_rules():
    assert sequence.Run([]).next(rule()) == "1"
    assert sequence.Run([]).next(rule(mulai="40")) == "40"
    assert sequence.Run(["39"]).next(rule(mulai="40")) == "40"
    assert sequence.Run(["40"]).next(rule(mulai="40")) == "41"


def test_a_reserved_block_is_stepped_over_and_what_lies_in_it_counts_for_nothing():
    nomor = blocks((5, 6), (8, 8))
    run = sequence.Run(["3"])
    given = []
    for _ in range(4):
        given.append(run.next(nomor))
        run.add(given[-1])
    assert given == ["4", "7", "9", "10"]
    assert sequence.Run(["3", "6"]).next(nomor) == "4"
    late = sequence.Run(["3"])
    assert late.next(nomor) == "4"
    late.add("8")
    assert late.next(nomor) == "4"


def test_two_rules_of_one_sequence_each_know_what_comes_next():
    run = sequence.Run(["3"])
    of_letters, of_decrees = blocks((10, 20)), blocks((1, 9))
    assert [run.next(nomor) for nomor in (of_letters, of_decrees)] == ["4", "10"]
    run.add("15")
    assert [run.next(nomor) for nomor in (of_letters, of_decrees)] == ["4", "16"]
    run.add("25")
    assert [run.next(nomor) for nomor in (of_letters, of_decrees)] == ["26", "26"]


def test_what_comes_next_is_known_without_looking_at_all_again(monkeypatch):
    looked: list[str] = []
    monkeypatch.setattr(sequence, "bare_number", lambda urut: looked.append(urut) or bare_number(urut))
    run = sequence.Run(["1", "2", "3"])
    assert run.next(rule()) == "4"
    assert sorted(looked) == ["1", "2", "3"]
    run.add("4")
    assert run.next(rule()) == "5"
    assert looked[3:] == ["4"]


def test_what_is_inserted_takes_the_next_letter_after_a_number_that_is_taken():
    run = sequence.Run(["21", "22", "22a", "22c"])
    assert [run.inserted(number) for number in (20, 21, 22, 2)] == [None, "21a", "22b", None]
    run.add("22b")
    assert run.inserted(22) == "22d"
    for letter in "defghijklmnopqrstuvwxy":
        run.add(f"22{letter}")
    assert run.inserted(22) == "22z"
    run.add("22z")
    assert run.inserted(22) is None


@pytest.mark.parametrize(
    ("nomor", "taken", "runs"),
    [
        (None, [], []),
        (None, [1], []),
        (None, [2], [(1, 1)]),
        (None, [4], [(1, 3)]),
        (None, [3, 4, 8, 10], [(1, 2), (5, 7), (9, 9)]),
        (rule(mulai="6"), [2, 8], [(6, 7)]),
        (rule(mulai="6"), [2], []),
        (blocks((3, 4), mulai="2"), [1, 6], [(2, 2), (5, 5)]),
        (blocks((3, 4), (6, 7)), [9], [(1, 2), (5, 5), (8, 8)]),
    ],
)
def test_runs_that_nobody_took_lie_between_the_first_that_may_be_given_and_the_last_taken(nomor, taken, runs):
    assert sequence.runs_of_gaps(nomor, taken) == runs


def test_a_block_is_reserved_from_its_first_to_its_last():
    nomor = blocks((5, 6), (9, 9))
    assert [number for number in range(1, 12) if sequence.is_reserved(nomor, number)] == [5, 6, 9]


def office(**more) -> Instansi:
    return Instansi.model_validate({"nama": "Uji", **more})


def entry(nomor: str, urut: str, where: str = YEAR, **more) -> EntryFile:
    said = Entry.model_validate({"nomor": nomor, "urut": urut, **more})
    node = read_yaml(b"nomor: 1\n", "a.yaml", [])
    assert node is not None
    return EntryFile("uji", where, f"{where}/{int(urut):04d}.yaml", said, node)


def letters(*units: str) -> list[dict[str, str]]:
    return [{"unit": unit} for unit in units]


def test_an_entry_stands_where_it_is_kept_and_where_its_rule_puts_what_it_prints():
    uji = office(nomor={"pola": "{urut}/UJI/{tahun}"})
    assert sequence.places_of(uji, entry("7/UJI/2025", "7")) == (NumberPlace(YEAR, "7"),)
    moved = sequence.places_of(uji, entry("7/UJI/2024", "7"))
    assert moved == (NumberPlace(YEAR, "7"), NumberPlace("register/uji/2024", "7"))
    assert sequence.places_of(uji, entry("9/UJI/2025", "7")) == (NumberPlace(YEAR, "7"), NumberPlace(YEAR, "9"))


@pytest.mark.parametrize("rules", [None, office(), office(nomor={"pola": "{urut}/UJI/{tahun}"})])
def test_what_no_rule_reads_stands_in_its_sequence_by_its_text_alone(rules):
    kept = entry("tujuh", "7")
    assert sequence.places_of(rules, kept) == (NumberPlace(YEAR, "7"), sequence.unread(YEAR))
    assert sequence.unread(YEAR) == NumberPlace(YEAR, "")
    assert [sequence.prints(kept, text) for text in ("tujuh", "7")] == [True, False]


def test_of_a_number_that_may_be_read_in_two_ways_the_first_is_where_it_belongs():
    uji = office(nomor={"pola": "{kode}/{urut}/{kode}", "kode": "U", "per": ["kode"]})
    assert len(sequence.places_of(uji, entry("A/7/A", "7"))) == 2
    read_twice = office(nomor={"pola": "{klasifikasi}/{urut}/{kode}", "klasifikasi": "065", "kode": "U"})
    kept = entry("1/2/3/4", "7", tanggal="2025-01-01")
    assert sequence.places_of(read_twice, kept) == (NumberPlace(YEAR, "7"), NumberPlace(YEAR, "2"))
    two = office(nomor={"pola": "{urut}/A"}, nomor_jenis={"lain": {"pola": "{urut}/A", "per": ["tahun", "jenis"]}})
    kept = entry("7/A", "7", tanggal="2024-01-01")
    assert sequence.places_of(two, kept) == (NumberPlace(YEAR, "7"), NumberPlace("register/uji/2024", "7"))


def test_a_number_of_a_kind_is_read_by_the_rule_of_that_kind_alone():
    uji = office(nomor={"pola": "{urut}/A/{tahun}"}, nomor_jenis={"lain": {"pola": "{urut}/B/{tahun}"}})
    kept = NumberPlace(YEAR, "7")
    assert sequence.places_of(uji, entry("7/A/2025", "7")) == (kept,)
    assert sequence.places_of(uji, entry("7/B/2025", "7", jenis="lain")) == (kept,)
    assert sequence.places_of(uji, entry("7/A/2025", "7", jenis="lain")) == (kept, sequence.unread(YEAR))


def test_the_kind_and_the_only_unit_of_an_entry_say_in_which_sequence_it_stands():
    uji = office(nomor={"pola": "{urut}/X/{tahun}", "per": ["tahun", "jenis", "unit"]})
    own = f"{YEAR}/surat/loket-a"
    kinds = {"jenis": "surat", "periode": "2025S1"}
    one = entry("7/X/2025", "7", own, surat=letters("loket-a", "loket-a"), **kinds)
    assert sequence.places_of(uji, one) == (NumberPlace(own, "7"),)
    other = entry("7/X/2025", "7", own, surat=letters("loket-b"), **kinds)
    assert sequence.places_of(uji, other) == (NumberPlace(own, "7"), NumberPlace(f"{YEAR}/surat/loket-b", "7"))
    shared = entry("7/X/2025", "7", own, surat=letters("loket-a", "loket-b"), **kinds)
    assert sequence.places_of(uji, shared) == (NumberPlace(own, "7"), sequence.unread(own))
    nobody = entry("7/X/2025", "7", own, **kinds)
    assert sequence.places_of(uji, nobody) == (NumberPlace(own, "7"), sequence.unread(own))
