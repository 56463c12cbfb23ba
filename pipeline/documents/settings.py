"""The settings of a Word file: those that shape the page go into its documents, the others stay behind."""

from collections.abc import Iterator

from lxml import etree

from pipeline.problems.phrase import Phrase, phrase

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEPT = frozenset(
    "zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "  # noqa: SIM905
    "evenAndOddHeaders bookFoldPrinting bookFoldRevPrinting bookFoldPrintingSheets displayBackgroundShape "
    "printPostScriptOverText printFractionalCharacterWidth embedTrueTypeFonts embedSystemFonts saveSubsetFonts "
    "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps defaultTableStyle "
    "drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin "
    "drawingGridVerticalOrigin noPunctuationKerning characterSpacingControl strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore hdrShapeDefaults footnotePr endnotePr compat mathPr themeFontLang clrSchemeMapping "
    "shapeDefaults decimalSymbol listSeparator doNotShadeFormData".split()
)
"""What shapes the page, by the local name of its element."""
_INSPECT = phrase("Berkas > Info > Periksa Masalah > Periksa Dokumen, hapus yang ditemukan")
_TOLD: dict[str, tuple[Phrase, Phrase]] = {
    "mailMerge": (
        phrase("data gabungan surat (Mail Merge)"),
        phrase("Surat Menyurat > Mulai Gabungan Surat > Dokumen Word Normal"),
    ),
    "attachedTemplate": (
        phrase("tautan ke templat Word lain"),
        phrase("Pengembang > Templat Dokumen, tulis Normal"),
    ),
    "documentProtection": (
        phrase("proteksi dokumen"),
        phrase("Tinjau > Batasi Pengeditan > Hentikan Proteksi"),
    ),
    "writeProtection": (
        phrase("sandi untuk mengubah dokumen"),
        phrase("Simpan Sebagai > Alat > Opsi Umum, kosongkan sandinya"),
    ),
    "updateFields": (
        phrase("pertanyaan Word saat dokumen dibuka: perbarui bidang"),
        phrase("nomor halaman di daftar isi diperbarui sekali dengan Ctrl+A, lalu F9"),
    ),
    "docVars": (phrase("variabel dokumen"), _INSPECT),
}
"""What somebody may have meant to be there, and does not go along."""


def fit(root: "etree._Element") -> Iterator[tuple[Phrase, Phrase]]:
    """Remove what does not shape the page; yield what of it is worth a word, with how it is removed in Word."""
    told: dict[Phrase, Phrase] = {}
    for element in list(root):
        name = etree.QName(element).localname
        if name not in KEPT:
            root.remove(element)
            if name in _TOLD:
                told.setdefault(*_TOLD[name])
    yield from told.items()
