"""What to write instead of what a template may not say."""

from pipeline.documents import dotted
from pipeline.problems.phrase import Phrase, phrase

CHOOSE = phrase("untuk mencetak pilihan tulis {{ 'ya' if kata else 'tidak' }}")
ASK = phrase("tulis {% if kata %} atau {% if not kata %}")
CONSTANT = phrase("tulis bandingannya utuh di kedua sisi: {% if kata == 'a' or kata == 'b' %}")
EQUAL = phrase("lebih atau kurang hanya dari angka; untuk teks pakai == atau !=")
UNLIKE = phrase("angka tidak pernah sama dengan teks: bandingkan angka dengan angka")
AMONG = phrase("tulis pilihannya dalam kurung siku: {% if kata in ['a', 'b'] %}")
ALWAYS = phrase("ubah syaratnya, atau hapus: seluruhnya atau sebagian selalu benar, apa pun datanya")
NEVER = phrase("ubah syaratnya, atau hapus: seluruhnya atau sebagian tidak pernah benar, apa pun datanya")
READY = phrase("pakai kata yang sudah jadi; daftarnya di docs/kata.md")
NUMBERS = phrase("hapus saringannya: kata yang berupa angka dibandingkan sebagai angka")
FILTER_HINTS = {
    "int": NUMBERS,
    "float": NUMBERS,
    "round": NUMBERS,
    "abs": NUMBERS,
    "count": phrase("tulis kata|length"),
    "default": phrase("tulis {{ kata or 'gantinya' }}"),
    "d": phrase("tulis {{ kata or 'gantinya' }}"),
    "join": phrase("ulangi dengan {% for x in kata %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}"),
    "title": phrase("tulis kata|capitalize, atau ketik hurufnya di data"),
    "trim": phrase("hapus saringannya: blanko di tepi tidak dihitung"),
}
"""What to write for a filter of Jinja that templates do not have."""
SAME = phrase("tulis {% if kata == 'a' %}, atau {% if kata %} untuk menanyakan apakah ada isinya")
MORE = phrase("tulis {% if kata > 80 %} atau >=")
LESS = phrase("tulis {% if kata < 80 %} atau <=")
TEST_HINTS = {
    "none": ASK,
    "in": AMONG,
    "ne": phrase("tulis {tag}", tag="{% if kata != 'a' %}"),
    **dict.fromkeys(("gt", "greaterthan", "ge"), MORE),
    **dict.fromkeys(("lt", "lessthan", "le"), LESS),
}
"""What to write for a test of Jinja that templates do not have."""
LEVEL = phrase(
    "buka dan tutup di tingkat yang sama; untuk seluruh paragraf pakai {%p ... %}, untuk seluruh baris {%tr ... %}"
)
HINTS = {"T005": phrase("pindahkan ke teks paragraf"), "T006": LEVEL, "T007": READY}


def unquoted(text: str) -> Phrase:
    """Return what to write for a text in quotes, or a number, that stands where a word is expected."""
    if dotted.is_word(text):
        return phrase("kata ditulis tanpa tanda kutip: `{word}`", word=text.strip())
    return phrase("teks yang selalu sama diketik di luar tanda templat; di dalamnya kata, misalnya {{ nomor }}")


def dated(printed: str) -> Phrase:
    """Return what to write for a date that is not spelt as documents print it."""
    return phrase("tulis tanggalnya seperti yang tercetak: '{printed}'", printed=printed)
