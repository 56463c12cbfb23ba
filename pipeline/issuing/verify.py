"""Is a letter genuine: a file held against what the archive says was issued."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import canonical, compared, letters_shown, pdf_pages, pdf_parts, printed, reprinted
from pipeline.documents.canonical import Seen
from pipeline.documents.opened import NotReadable
from pipeline.documents.pdf_pages import NotPdf
from pipeline.files import fingerprint
from pipeline.issuing import archive, trusted
from pipeline.issuing.trusted import NOBODY, Reader
from pipeline.problems.phrase import Text, listed, phrase
from pipeline.sources import register_reader
from pipeline.sources.register_reader import EntryFile, SentLetter

ASLI, SAMA, BERUBAH = phrase("asli"), phrase("sama isinya"), phrase("berubah")
TAK_TERNILAI, TIDAK_DIKENAL = phrase("tidak dapat dinilai"), phrase("tidak dikenal")
BERTANDA = phrase("asli, lalu ditandatangani")
LAMPIRAN = phrase("lampiran yang disimpan")
GOOD = (ASLI, SAMA, BERTANDA)
_PDF = b"%PDF"
_AT_START = 1024
_SHOWN = 5
_LINK = re.compile(r"tautan ([^›;]*)")


class Verdict(NamedTuple):
    """What a file is, which letter it was held against, where it differs, and what else is to be said of it.

    `asli` is said of the very bytes that were issued; `sama isinya` where a reader sees the same; `asli, lalu
    ditandatangani` where nothing but signatures, all of them trusted, was added to the bytes that were issued;
    `lampiran yang disimpan` of what was put beside a number by hand, and is no letter that was issued.
    """

    result: Text
    entry_file: EntryFile | None = None
    surat: SentLetter | None = None
    differences: tuple[tuple[Text, Text], ...] = ()
    keterangan: Text = ""


def of_file(root: Path, content: bytes, reader: Reader = NOBODY) -> tuple[Verdict, ...]:
    """Return what a file is: by its fingerprint, of every number that knows it; else by what a reader sees.

    `reader` says whose signatures are trusted, and of which moment he asks.
    """
    known = tuple(_by_fingerprint(root, content))
    if not any(verdict.result == ASLI for verdict in known):
        seen = _by_sight(root, content, reader)
        known = (*known, seen) if seen.entry_file or not known else known
    is_pdf = _PDF in content[:_AT_START]
    return tuple(_with_signatures(root, verdict, content, reader) for verdict in known) if is_pdf else known


def _by_sight(root: Path, content: bytes, reader: Reader) -> Verdict:
    """Return what a file is by what a reader sees of it."""
    if _PDF in content[:_AT_START]:
        return _of_pdf(root, content, reader)
    try:
        shown = canonical.seen(content)
    except NotReadable as fault:
        return Verdict(
            TIDAK_DIKENAL, keterangan=phrase("rusak, atau bukan .docx dan bukan .pdf ({fault})", fault=fault)
        )
    return _of_docx(root, content, shown)


def changed_copy(root: Path, content: bytes, entry: EntryFile) -> Verdict | None:
    """Return what says that a file is an entry's own letter, changed; `None` when nothing does."""
    return next(
        (
            verdict
            for verdict in of_file(root, content)
            if verdict.result == BERUBAH and verdict.entry_file and verdict.entry_file.file == entry.file
        ),
        None,
    )


def of_another(root: Path, content: bytes, entry: EntryFile) -> Verdict | None:
    """Return what says that a file belongs to another number than an entry's; `None` when nothing does.

    A letter names the letters that it cites: one that names this number as well may be its own.
    """
    found = [verdict for verdict in of_file(root, content) if verdict.entry_file]
    if any(verdict.entry_file and verdict.entry_file.file == entry.file for verdict in found):
        return None
    issued = next((verdict for verdict in found if verdict.result in (ASLI, LAMPIRAN)), None)
    if issued or not found:
        return issued
    return None if "".join(entry.entri.nomor.split()) in _text_of(content) else found[0]


def sentence_of(verdict: Verdict) -> Text:
    """Return what a file is, as a sentence."""
    if verdict.entry_file is None:
        return phrase("{result}; {reason}", result=verdict.result, reason=verdict.keterangan)
    unit = (verdict.surat.unit if verdict.surat else "") or verdict.entry_file.instansi
    if verdict.result == LAMPIRAN:
        return phrase(
            "lampiran yang disimpan pada surat {nomor}, {unit}, bukan surat yang diterbitkan",
            nomor=verdict.entry_file.entri.nomor,
            unit=unit,
        )
    return phrase(
        "{result}, surat {nomor}, {unit}", result=verdict.result, nomor=verdict.entry_file.entri.nomor, unit=unit
    )


def _text_of(content: bytes) -> str:
    """Return what a PDF or a .docx says, without its blanks; empty for a picture, or what cannot be read."""
    try:
        if _PDF in content[:_AT_START]:
            return "".join(letter.text for page in pdf_pages.pages(content) for letter in page.letters)
        return "".join(
            letter for token in _all_tokens(canonical.seen(content)) for letter in letters_shown.letters_of(token)
        )
    except (NotPdf, NotReadable):
        return ""


def _by_fingerprint(root: Path, content: bytes) -> Iterator[Verdict]:
    digest = fingerprint.sha(content)
    for entry_file in _entries(root, digest):
        for letter in entry_file.entri.surat:
            if digest in (letter.sidik, letter.pdf, letter.tte):
                unseen = "" if digest == letter.tte else _unseen(content)
                said = _joined(_standing(entry_file, letter), unseen, _unsigned(letter, digest))
                yield Verdict(ASLI, entry_file, letter, keterangan=said)
        for kept in entry_file.entri.lampiran:
            if kept.sidik == digest:
                said = phrase("bukan surat yang diterbitkan: {file}", file=kept.berkas)
                yield Verdict(LAMPIRAN, entry_file, keterangan=_joined(said, _void(entry_file)))


def _unsigned(letter: SentLetter, digest: str) -> Text:
    """Return that a PDF is the one that was issued before it was signed."""
    return (
        phrase("sebelum ditandatangani; yang bertanda tangan ada di arsip")
        if letter.tte and digest == letter.pdf
        else ""
    )


def _joined(*said: Text) -> Text:
    """Return sentences as one; those that are empty are left out."""
    text: Text = ""
    for sentence in said:
        if not sentence:
            continue
        text = phrase("{one}; {other}", one=text, other=sentence) if text else sentence
    return text


def _unseen(content: bytes) -> Text:
    """Return what a letter holds that its reader does not see; empty for nothing."""
    try:
        if content.startswith(_PDF):
            found: list[Text] = [part for part in pdf_parts.beside(content) if not pdf_parts.address(part)]
        else:
            shown = canonical.seen(content)
            found = [*shown.hidden, *(part for part in shown.unknown if " " not in part)]
    except NotReadable as fault:
        found = [str(fault)]
    return phrase("memuat yang tidak terlihat: {what}", what=listed(found[:_SHOWN])) if found else ""


def _of_docx(root: Path, content: bytes, shown: Seen) -> Verdict:
    """Return what a .docx is that is none of those issued."""
    text = "".join(letter for token in _all_tokens(shown) for letter in letters_shown.letters_of(token))
    text += " " + "".join("".join(shown.hidden).split())
    found = _candidates(root, text, Counter(shown.tokens))
    if isinstance(found, Verdict):
        return found
    entry_file, letter, document = found
    try:
        both = compared.compared(document, content)
    except NotReadable as fault:
        return Verdict(
            TAK_TERNILAI, entry_file, letter, keterangan=phrase("arsipnya tidak terbaca ({fault})", fault=fault)
        )
    differences: list[tuple[Text, Text]] = [*both.differences]
    differences += (("", phrase("tersembunyi: {what}", what=what)) for what in both.hidden)
    if differences:
        return Verdict(BERUBAH, entry_file, letter, tuple(differences), _standing(entry_file, letter))
    if both.unknown:
        what = listed(both.unknown[:_SHOWN])
        return Verdict(
            TAK_TERNILAI, entry_file, letter, keterangan=phrase("memuat yang tidak dikenal: {what}", what=what)
        )
    said = _joined(phrase("yang terlihat sama; berkasnya disimpan ulang"), _standing(entry_file, letter))
    return Verdict(SAMA, entry_file, letter, keterangan=said)


def _all_tokens(shown: Seen) -> Iterator[str]:
    for around in shown.around:
        yield from around.first
    yield from shown.tokens


def _with_signatures(root: Path, verdict: Verdict, content: bytes, reader: Reader) -> Verdict:
    """Return a verdict that says the signatures of a PDF beside it."""
    instansi = verdict.entry_file.instansi if verdict.entry_file else ""
    said = [found.sentence for found in trusted.judged(root, content, instansi, reader)]
    return verdict._replace(keterangan=_joined(verdict.keterangan, *said))


def _signed(root: Path, content: bytes, issued: bytes, reader: Reader, found: Verdict) -> Verdict | None:
    """Return what an issued PDF is to which something was added, when that is signatures; `None` when it is not."""
    if not issued or len(content) <= len(issued) or not content.startswith(issued):
        return None
    from pipeline.documents import signatures

    assert found.entry_file is not None
    judged = trusted.judged(root, content, found.entry_file.instansi, reader)
    if not judged:
        return None
    added = signatures.added_to(issued, content)
    broken = [what for one in judged if one.state in (signatures.FALSE, signatures.ADDED) for what in (one.state,)]
    if added or broken:
        told = (*added, *(phrase("tanda tangannya: {what}", what=what) for what in broken))
        return found._replace(result=BERUBAH, differences=tuple(("", what) for what in told))
    if not all(one.is_good for one in judged):
        note = phrase("PDF yang terbit, ditambah tanda tangan yang tidak terbukti")
        return found._replace(result=TAK_TERNILAI, keterangan=_joined(note, found.keterangan))
    return found._replace(result=BERTANDA)


def _of_pdf(root: Path, content: bytes, reader: Reader) -> Verdict:
    """Return what a PDF is that is none of those issued."""
    try:
        pages = pdf_pages.pages(content)
    except NotPdf as fault:
        why = pdf_parts.LOCKED if pdf_parts.LOCKED in pdf_parts.beside(content) else fault.args[0]
        reason = phrase("PDF-nya tidak terbaca ({fault})", fault=why)
        return Verdict(TIDAK_DIKENAL, keterangan=reason)
    text = "".join(mark.text for page in pages for mark in page.letters)
    found = _candidates(root, text, None)
    if isinstance(found, Verdict):
        return found
    entry_file, letter, document = found
    try:
        issued = archive.content(root, entry_file, letter, "pdf") if letter.pdf else b""
        plain = Verdict(TAK_TERNILAI, entry_file, letter, keterangan=_standing(entry_file, letter))
        if signed := _signed(root, content, issued, reader, plain):
            return signed
        told: tuple[Text, ...] = reprinted.differences(issued, content) if issued else ()
        if not issued or (told and reprinted.is_apart(issued, content)):
            shown = canonical.seen(document)
            as_print = printed.judged(shown, pages)
            differences = (*_parts_beside(shown, content), *as_print.differences)
            if as_print.unknown and not differences:
                return plain._replace(keterangan=phrase("{what}; bandingkan .docx-nya", what=listed(as_print.unknown)))
            issued, told = (issued, told or differences) if differences else (b"", ())
    except (NotReadable, NotPdf) as fault:
        return Verdict(
            TAK_TERNILAI, entry_file, letter, keterangan=phrase("arsipnya tidak terbaca ({fault})", fault=fault)
        )
    if told:
        return Verdict(
            BERUBAH, entry_file, letter, tuple(("", difference) for difference in told), _standing(entry_file, letter)
        )
    note = phrase("isinya seperti PDF yang terbit; berkasnya disimpan ulang") if issued else phrase("cetakan surat itu")
    return Verdict(SAMA, entry_file, letter, keterangan=_joined(note, _standing(entry_file, letter)))


def _parts_beside(shown: Seen, content: bytes) -> Iterator[Text]:
    """Return what a print carries that its letter does not."""
    links = {found for token in _all_tokens(shown) for found in _LINK.findall(token)}
    links |= {found for around in shown.around for token in around.rest for found in _LINK.findall(token)}
    for part in pdf_parts.beside(content):
        if pdf_parts.address(part).rstrip("/") not in {link.rstrip("/") for link in links if link}:
            yield phrase("ditambahkan: {what}", what=part)
    words = "".join(letter for token in _every_token(shown) for letter in letters_shown.letters_of(token))
    yield from (phrase("ditambahkan: {what}", what=what) for what in pdf_parts.strange(content, words))


def _every_token(shown: Seen) -> Iterator[str]:
    for around in shown.around:
        yield from (*around.first, *around.rest)
    yield from shown.tokens


def _candidates(root: Path, text: str, words: "Counter[str] | None") -> tuple[EntryFile, SentLetter, bytes] | Verdict:
    """Return the archived letter whose number stands in a text and that is most like it; else why there is none."""
    best: tuple[float, tuple[EntryFile, SentLetter, bytes] | Verdict] = (
        -1.0,
        _none(phrase("tidak memuat nomor surat yang terbit")),
    )
    for entry_file in _entries(root):
        if "".join(entry_file.entri.nomor.split()) not in text:
            continue
        letters = [letter for letter in entry_file.entri.surat if letter.sidik]
        if not letters and best[0] < 0:
            said = phrase(
                "nomor {nomor} tercatat, tetapi tidak ada surat yang diarsipkan dengannya", nomor=entry_file.entri.nomor
            )
            best = (-0.5, Verdict(TIDAK_DIKENAL, entry_file, keterangan=said))
        for letter in letters:
            document = archive.content(root, entry_file, letter, "docx")
            if fingerprint.sha(document) != letter.sidik:
                said = phrase("arsip surat itu sendiri tidak seperti saat terbit")
                rate: float = 0
                found: tuple[EntryFile, SentLetter, bytes] | Verdict = Verdict(
                    TAK_TERNILAI, entry_file, letter, keterangan=said
                )
            else:
                rate, found = _likeness(document, text, words), (entry_file, letter, document)
            if rate > best[0]:
                best = (rate, found)
    return best[1]


def _none(said: Text) -> Verdict:
    return Verdict(TIDAK_DIKENAL, keterangan=said)


def _likeness(document: bytes, text: str, words: "Counter[str] | None") -> float:
    """Return how like a letter is to a file, between 0 and 1."""
    try:
        shown = canonical.seen(document)
    except NotReadable:
        return 0
    mine = Counter(shown.tokens)
    theirs = words if words is not None else Counter({word: many for word, many in mine.items() if word in text})
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def _standing(entry_file: EntryFile, letter: SentLetter) -> Text:
    """Return what has become of a letter since it was issued; empty when it still stands."""
    if entry_file.entri.batal:
        return _void(entry_file)
    if letter.diganti:
        return phrase("diganti oleh {nomor}", nomor=letter.diganti)
    if letter not in register_reader.standing(entry_file.entri):
        return phrase("sudah diubah oleh surat perubahan")
    return ""


def _void(entry_file: EntryFile) -> Text:
    return phrase("nomornya batal: {alasan}", alasan=entry_file.entri.batal) if entry_file.entri.batal else ""


def _entries(root: Path, mention: str = "") -> Iterator[EntryFile]:
    for name in register_reader.institutions(root):
        yield from register_reader.entries(root, name, [], mention)
