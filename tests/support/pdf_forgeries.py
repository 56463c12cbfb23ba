"""Forgeries of an issued PDF, made by code: each shows something else, or carries something that was not issued."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

Change = Callable[[Any], None]
AT = "1 0 0 1 72 400 cm"


def changed(raw: bytes, change: Change, **how: Any) -> bytes:
    """Return a PDF after a change, saved anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def _over(content: str, resources: dict[str, Any] | None = None) -> Change:
    """Draw over the first page."""

    def change(document: Any) -> None:
        page = document.pages[0]
        made = {name: group(document) if callable(group) else group for name, group in (resources or {}).items()}
        for name, group in made.items():
            page.Resources[Name(name)] = group
        page.contents_add(Stream(document, f"q {content} Q".encode()))

    return change


def _under(content: str) -> Change:
    return lambda document: document.pages[0].contents_add(Stream(document, content.encode()), prepend=True)


def _replaced(was: bytes, now: bytes) -> Change:
    def change(document: Any) -> None:
        page = document.pages[0]
        raw = b"\n".join(one.read_bytes() for one in page.Contents) if isinstance(page.Contents, Array) else None
        raw = raw if raw is not None else page.Contents.read_bytes()
        assert was in raw
        page.Contents = Stream(document, raw.replace(was, now))

    return change


def _note(kind: str, **said: Any) -> Change:
    def change(document: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[72, 400, 300, 460], **said)
        document.pages[0].Annots = Array([document.make_indirect(note)])

    return change


def _root(name: str, value: Callable[[Any], Any]) -> Change:
    return lambda document: document.Root.__setitem__(Name(name), value(document))


def _page(name: str, value: Any) -> Change:
    return lambda document: document.pages[0].obj.__setitem__(Name(name), value)


def _script(kind: str, **said: Any) -> Dictionary:
    return Dictionary(S=Name(kind), **said)


def _attached(document: Any) -> None:
    document.attachments["lain.txt"] = b"isi lain"


def _field(kind: str) -> Callable[[Any], Any]:
    return lambda document: Dictionary(
        Fields=Array([document.make_indirect(Dictionary(FT=Name(kind), T="a", Rect=[72, 400, 300, 460]))])
    )


def _layer(document: Any) -> Dictionary:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="lapisan"))
    return Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))


def _picture(document: Any) -> Dictionary:
    made = Stream(document, b"\xff\0\0" * 4)
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 2, 2
    made.ColorSpace, made.BitsPerComponent = Name.DeviceRGB, 8
    return Dictionary(P=made)


def _form(document: Any) -> Dictionary:
    made = Stream(document, b"BT /F1 12 Tf 10 10 Td (IKM 97,50) Tj ET")
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, [0, 0, 300, 60]
    made.Resources = Dictionary(Font=document.pages[0].Resources.Font)
    return Dictionary(X=made)


def _shade(_: Any) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 1, 1], N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[72, 700, 300, 700], Function=function)
    return Dictionary(S=shade)


def _other_signs(document: Any) -> None:
    font = document.pages[0].Resources.Font.F1
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=[56, Name.nine])  # what is written 8 is shown 9


def _white(document: Any) -> None:
    """Another reader takes every grey for white."""
    code = Stream(document, b"{pop 1}", FunctionType=4, Domain=[0, 1], Range=[0, 1])
    grey = Array([Name.Separation, Name.A, Name.DeviceGray, document.make_indirect(code)])
    document.pages[0].Resources.ColorSpace = Dictionary(DefaultGray=grey)


def _bookmark(document: Any) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("IKM 97,50", 0))


def _read_aloud(document: Any) -> None:
    said = Dictionary(S=Name.P, ActualText="IKM 97,50")
    document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=said))


def _added(document: Any) -> None:
    document.pages.append(document.pages[0])


def _blank(document: Any) -> None:
    document.add_blank_page()


def _inverted(document: Any) -> None:
    _under("1 1 1 rg")(document)


CHANGES: dict[str, Change] = {
    "teks di atas teks": _over("BT /F1 12 Tf 72 720 Td (97,50) Tj ET"),
    "teks di tempat kosong": _over("BT /F1 12 Tf 72 300 Td (IKM 97,50) Tj ET"),
    "teks yang tidak terlihat": _over("BT 3 Tr /F1 12 Tf 72 300 Td (IKM 97,50) Tj ET"),
    "kotak putih": _over("1 1 1 rg 72 700 300 40 re f"),
    "kotak hitam": _over("0 g 72 700 300 40 re f"),
    "garis coret": _over("1 w 72 724 m 300 724 l S"),
    "gambar": _over("100 0 0 40 72 700 cm /P Do", {"/XObject": _picture}),
    "gambar dalam isi": _over("40 0 0 40 72 700 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"),
    "formulir gambar": _over(f"{AT} /X Do", {"/XObject": _form}),
    "arsiran": _over("72 700 300 40 re W n /S sh", {"/Shading": _shade}),
    "angka diganti": _replaced(b"87,50", b"97,50"),
    "angka dihapus": _replaced(b"87,50", b""),
    "angka ditukar letaknya": _replaced(b"87,50 dan 75,00", b"75,00 dan 87,50"),
    "huruf bergambar lain": _other_signs,
    "teks diperbesar": _under("2 0 0 2 0 0 cm"),
    "teks digeser": _under("1 0 0 1 40 0 cm"),
    "teks dipotong": _under("0 0 10 10 re W n"),
    "sebagian teks dipotong": _under("0 0 100 842 re W n"),
    "teks diabukan": _under("0.8 g"),
    "teks ditebalkan": _under("2 Tr 1 w"),
    "teks diputihkan": _inverted,
    "halaman ditambahkan": _added,
    "halaman kosong": _blank,
    "halaman diputar": _page("/Rotate", 180),
    "halaman dipotong": _page("/CropBox", Array([0, 0, 200, 200])),
    "halaman lebih besar": _page("/MediaBox", Array([0, 0, 700, 900])),
    "catatan tempel": _note("/Text", Contents="97,50"),
    "teks bebas": _note("/FreeText", Contents="97,50", DA="/F1 12 Tf"),
    "stempel": _note("/Stamp", Name=Name.Approved),
    "sorotan": _note("/Highlight", QuadPoints=[72, 700, 300, 700, 72, 740, 300, 740]),
    "kotak catatan": _note("/Square", IC=[1, 1, 1]),
    "tanda air": _note("/Watermark"),
    "bidang penutup": _note("/Redact"),
    "film": _note("/Screen"),
    "tautan": _note("/Link", A=_script("/URI", URI="https://palsu.example")),
    "tautan yang menjalankan program": _note("/Link", A=_script("/Launch", F="x.exe")),
    "skrip saat dibuka": _root("/OpenAction", lambda document: _script("/JavaScript", JS="app.alert(1)")),
    "alamat saat dibuka": _root("/OpenAction", lambda document: _script("/URI", URI="https://palsu.example")),
    "skrip bernama": _root(
        "/Names",
        lambda document: Dictionary(
            JavaScript=Dictionary(Names=Array(["a", document.make_indirect(_script("/JavaScript", JS="1"))]))
        ),
    ),
    "skrip dokumen": _root("/AA", lambda document: Dictionary(WC=_script("/JavaScript", JS="1"))),
    "skrip halaman": _page("/AA", Dictionary(O=_script("/JavaScript", JS="1"))),
    "lampiran": _attached,
    "isian formulir": _root("/AcroForm", _field("/Tx")),
    "isian tanda tangan": _root("/AcroForm", _field("/Sig")),
    "formulir XFA": _root("/AcroForm", lambda document: Dictionary(Fields=Array([]), XFA="<x/>")),
    "lapisan": _root("/OCProperties", _layer),
    "warna lain bagi pembaca lain": _white,
    "penanda buku": _bookmark,
    "dibacakan lain": _read_aloud,
    "dibacakan lain dalam isi": _replaced(  # marked content, which a screen reader reads instead of the page
        b"(31 Desember 2026) Tj", b"/Span << /ActualText (31 Desember 2027) >> BDC (31 Desember 2026) Tj EMC"
    ),
    "dibacakan lain di ujung": _over("/Span << /ActualText (97,50) >> BDC EMC"),
    "berkas yang menyertai": _root("/AF", lambda document: Array([Dictionary(F="lain.txt")])),
    "satuan lain": _page("/UserUnit", 3),
    "gambar kecil": _page("/Thumb", Dictionary(Width=2, Height=2)),
    "sifat yang tidak dikenal": _page("/Entah", 1),
    "nomor halaman lain": _root("/PageLabels", lambda document: Dictionary(Nums=Array([0, Dictionary(St=97)]))),
    "portofolio": _root("/Collection", lambda document: Dictionary(View=Name.H)),
}
"""What a program that edits PDFs does, by what is done."""


def _update(raw: bytes) -> bytes:
    """Append an update: the page anew, with another content; what was issued stands in front, byte for byte."""
    start = int(raw.rpartition(b"startxref")[2].split()[0])
    content = b"BT /F1 12 Tf 72 720 Td (065.1/2/UJI/2025 97,50) Tj ET"
    at = len(raw)
    body = b"4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(content), content)
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return raw + body + table % (at, start, at + len(body))


def _empty_update(raw: bytes) -> bytes:
    start = int(raw.rpartition(b"startxref")[2].split()[0])
    table = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return raw + table % (start, len(raw))


RAW: dict[str, Callable[[bytes], bytes]] = {
    "pembaruan dengan isi lain": _update,
    "pembaruan kosong": _empty_update,
    "bita di belakang": lambda raw: raw + b"\n%lain\n",
    "berkas lain di belakang": lambda raw: raw + b"PK\x03\x04" + b"\0" * 30,
    "berkas lain di depan": lambda raw: b"<html><script>alert(1)</script></html>" + raw,
    "disimpan ulang, berkas lain di depan": lambda raw: b"PK\x03\x04lain" + changed(raw, lambda document: None),
    "disimpan ulang, berkas lain di belakang": lambda raw: changed(raw, lambda document: None) + b"<html>lain</html>",
    "terkunci kata sandi pemilik": lambda raw: changed(
        raw, lambda document: None, encryption=pikepdf.Encryption(owner="a", user="", R=6)
    ),
    "terkunci kata sandi pembaca": lambda raw: changed(
        raw, lambda document: None, encryption=pikepdf.Encryption(owner="a", user="b", R=6)
    ),
}
"""What is done to the file as a whole."""
HONEST: dict[str, Callable[[bytes], bytes]] = {
    "disimpan ulang": lambda raw: changed(raw, lambda document: None),
    "dipadatkan": lambda raw: changed(raw, lambda document: None, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "diurutkan untuk web": lambda raw: changed(raw, lambda document: None, linearize=True),
    "judul lain": lambda raw: changed(raw, lambda document: document.docinfo.__setitem__("/Title", "Lain")),
}
"""What shows and carries the same."""
ALL = {**{name: (lambda raw, change=change: changed(raw, change)) for name, change in CHANGES.items()}, **RAW}
BESIDE = (
    "penanda buku",
    "dibacakan lain",
    "dibacakan lain di ujung",
    "berkas yang menyertai",
    "satuan lain",
    "gambar kecil",
)
"""Changes of what a PDF carries beside its pages: a print anew has none of them either."""
