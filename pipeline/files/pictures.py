"""What a file is by its first bytes: a PDF, or a picture such as a scanner or a phone makes."""

_AT_START = 1024
_BEGINS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_PHONES = (b"heic", b"heix", b"mif1", b"avif", b"heim", b"msf1")


def is_pdf(content: bytes) -> bool:
    """Return whether a file begins as a PDF does, as readers of PDF look for it."""
    return b"%PDF-" in content[:_AT_START]


def is_picture(content: bytes) -> bool:
    """Return whether a file begins as a picture does."""
    boxed = content[4:8] == b"ftyp" and content[8:12] in _PHONES
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return content.startswith(_BEGINS) or boxed or webp
