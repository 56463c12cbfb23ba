"""What prints a number is declared as one, and nothing else is: a template's comparisons are judged by it."""

import re
import shutil

from test_peringkat import KIND as SUMMARY
from test_peringkat import put as ranked_office

from pipeline.documents.compare import number
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.scores.records import UnitResults
from pipeline.sources import register_reader, workspace
from pipeline.sources.models import Surat
from pipeline.sources.signature_model import TTE
from pipeline.words.chapter import OF_FILES, OF_PERIOD, OF_UNIT, Dated, Material, Need, Number, NumberOrDash, under
from pipeline.words.chapters import isi
from pipeline.words.indonesian import DOTS
from pipeline.words.say import CHAPTERS, chapters, described
from support import how_many
from support.made_office import buat, tulis
from support.paths import ROOT

MEANINGS = described(CHAPTERS)
TYPED = {"utama.layanan[].kunci", "kop.kode_pos", "rtl.kolom[]", "rtl.kepala[].nama", "profil[].isi[].nama"}
"""Text that people type, and that may be digits."""
UNPRINTED = {"kop.logo", "tautan", "pejabat", "yth_daftar", "blok_tanda_tangan"} | {
    f"peringkat.grafik{name}" for name in ("", ".ikm", ".gerak", ".rata")
}
"""Pictures, groups whose names people give, and lists."""
HEAD = "layanan,saran,umur,persyaratan,prosedur,waktu"


def printed(words, path: str = ""):
    """Yield every text that words print, with its path."""
    if isinstance(words, dict):
        for name, inner in words.items():
            yield from printed(inner, f"{path}.{name}" if path else name)
    elif isinstance(words, list):
        for inner in words:
            yield from printed(inner, f"{path}[]")
    elif isinstance(words, str):
        yield path, words
        yield from printed(words.parts, path) if isinstance(words, Dated) else ()


def said_words(tmp_path):
    """Yield the words of every chapter, of made-up units with and without what a chapter speaks of."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    how_many.write_office(tmp_path, "rekaan", (2, 12))
    letters = register_reader.entries(ROOT, "lumajang", [])
    letters = [letter._replace(entri=letter.entri.model_copy(update={"jenis": "surat-hasil"})) for letter in letters]
    offices = Offices(tmp_path, workspace.period(tmp_path, how_many.PERIOD))
    for kind, unit in (("laporan-tindak-lanjut", "u2"), ("laporan-tindak-lanjut", "u12"), ("rekapitulasi", "")):
        dossier = offices["rekaan"].dossier(unit)
        needed = OF_FILES | (OF_PERIOD if not unit else OF_UNIT)
        material = gather(offices, dossier, kind, needed - {Need.REGISTER}, 0, []).material
        for name in chapters("unit" if unit else "periode"):
            yield CHAPTERS[name].say(material._replace(register=letters))
        signed = dossier.effective.dokumen[kind].model_copy(update={"tanda_tangan": TTE})
        effective = dossier.effective.model_copy(update={"dokumen": {kind: signed}})
        yield CHAPTERS["surat"].say(material._replace(dossier=dossier._replace(effective=effective), token=""))
        none = [each._replace(results=None) for each in material.units_material]
        yield CHAPTERS["rekap"].say(material._replace(units_material=none)) if none else {}
        other = [
            each._replace(results=UnitResults(each.results.main._replace(key="lain")))
            for each in material.units_material
            if each.results
        ]
        yield CHAPTERS["rekap"].say(material._replace(units_material=other)) if other else {}
    ranks = Offices(ranked_office(tmp_path / "peringkat", 6), workspace.period(tmp_path / "peringkat", "2025S2"))
    summed = gather(ranks, ranks["kota"].dossier(""), SUMMARY, OF_PERIOD, 0, []).material
    yield CHAPTERS["peringkat"].say(summed)
    for earlier in (False, True):
        if earlier:
            tulis(tmp_path / "kecil", "2024S2", "persyaratan,prosedur,waktu,biaya\n3,3,4,2\n")
        more = "  lain: {nama: Lain, unsur: {biaya: {kode: L, nama: Biaya}}}\n"
        made = buat(tmp_path / "kecil", f"{HEAD},biaya\nktp,a,20,4,3,2,4\nkk,b,31,3,3,3,1\n", instansi=more)
        for name in ("hasil", "profil", "riwayat", "layanan"):
            yield CHAPTERS[name].say(made.material)


def test_a_word_is_declared_a_number_where_it_prints_one_and_nowhere_else(tmp_path):
    said: dict[str, set[str]] = {}
    for words in said_words(tmp_path):
        for path, text in printed(words):
            said.setdefault(path, set()).add(text.strip())
    wrong = {}
    for path, texts in said.items():
        means, shown = MEANINGS.get(path, ""), texts - {"", DOTS}
        others = {text for text in shown if number(text) is None}
        if isinstance(means, Number):
            wrong |= {path: others} if others - ({"-"} if isinstance(means, NumberOrDash) else set()) else {}
        elif shown and not others and path not in TYPED:
            wrong[path] = shown
    assert wrong == {}
    never = {
        path for path, means in MEANINGS.items() if isinstance(means, Number) and not said.get(path, set()) - {"-"}
    }
    assert never <= {"perubahan.ke", "salinan.daftar[].ke"}, "a figure that no example printed"


def test_the_words_of_a_group_keep_their_kind():
    rows = under("a.", (("b", Number("banyaknya")), ("c", "nama"), ("d", NumberOrDash("indeks"))), "unit: ", "; ada")
    assert rows == (("a.b", "unit: banyaknya; ada"), ("a.c", "unit: nama; ada"), ("a.d", "unit: indeks; ada"))
    assert [type(meaning) for _, meaning in rows] == [Number, str, NumberOrDash]


def test_what_a_chapter_does_not_always_say_it_names(tmp_path):
    made = buat(tmp_path, "persyaratan,prosedur,waktu\n3,3,4\n")
    bare = made.berkas.effective.model_copy(update={"dokumen": {"": Surat()}})
    nothing = Material(made.berkas._replace(effective=bare), "", made.results, None, made.survei)
    (tmp_path / "penuh").mkdir()
    full = {path for words in said_words(tmp_path / "penuh") for path, _ in printed(words)}
    for chapter in (said for name, said in CHAPTERS.items() if name != isi.NAME):
        there = {path for path, _ in printed(chapter.say(nothing))}
        missing = {path for path, _ in chapter.KATA if path in full - there and not re.search(r"\[\]", path)}
        listed = getattr(chapter, "GIVEN", ())
        assert {path for path in missing if not f"{path}.".startswith(tuple(f"{base}." for base in listed))} == set()
        for base in set(listed) - UNPRINTED:
            assert any(f"{path}.".startswith(f"{base}.") for path in missing), base
