"""What a letter of a page stands on: the colour around it as the page is drawn, and whether the letter stands out."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.documents.looks import contrast

_FAINTEST = 1.6
_AROUND = 3
"""Dots above and below a letter that show what it stands on."""
Box = tuple[float, float, float, float]


class Ground(NamedTuple):
    """A page drawn: three bytes a dot, rows of `stride` bytes from above, `scale` dots a point, from `left`, `top`."""

    dots: bytes
    stride: int
    width: int
    height: int
    scale: float
    left: float
    top: float

    def shows(self, box: Box, colour: tuple[int, int, int]) -> bool:
        """Return whether a letter of a colour stands out from what it stands on, and is drawn there at all."""
        across, down = self._dots(box)
        above = range(max(0, down.start - _AROUND), down.start)
        below = range(down.stop, min(self.height, down.stop + _AROUND))
        around = Counter(self._colours(across, above))
        around.update(self._colours(across, below))
        if not around:
            return False
        ((under, _),) = around.most_common(1)
        behind = _hex(under)
        if contrast(_hex(bytes(colour)), behind) < _FAINTEST:
            return False
        return any(contrast(_hex(dot), behind) >= _FAINTEST for dot in {*self._colours(across, down)})

    def _dots(self, box: Box) -> tuple[range, range]:
        left, bottom, right, top = box
        columns = (int((left - self.left) * self.scale), int((right - self.left) * self.scale) + 1)
        rows = (int((self.top - top) * self.scale), int((self.top - bottom) * self.scale) + 1)
        return (
            range(max(0, columns[0]), min(self.width, columns[1])),
            range(max(0, rows[0]), min(self.height, rows[1])),
        )

    def _colours(self, across: range, down: range) -> Iterator[bytes]:
        for row in down:
            begin = row * self.stride
            line = self.dots[begin + 3 * across.start : begin + 3 * across.stop]
            yield from (line[at : at + 3] for at in range(0, len(line) - 2, 3))


def _hex(dot: bytes) -> str:
    return dot.hex().upper()
