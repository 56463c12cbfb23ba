"""Lines of text that resemble each other, kept small: each is packed against the longest of the first few."""

import zlib
from collections.abc import Iterator

_FEW = 8


class Packed:
    """Lines by key, ten thousand in a few megabytes."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[bytes, bytes]] = {}
        self._like = b""

    def __setitem__(self, key: str, line: str) -> None:
        raw = line.encode(errors="surrogatepass")
        if len(self._lines) < _FEW and len(raw) > len(self._like):
            self._like = raw
        packer = zlib.compressobj(zdict=self._like)
        self._lines[key] = self._like, packer.compress(raw) + packer.flush()

    def __getitem__(self, key: str) -> str:
        like, packed = self._lines[key]
        return zlib.decompressobj(zdict=like).decompress(packed).decode(errors="surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)
