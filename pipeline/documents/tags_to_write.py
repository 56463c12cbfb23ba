"""The tags that bring data into print, as they are to be typed: within the template's own loops where it has them."""

import re
from collections.abc import Collection, Iterable, Mapping

from pipeline.documents.tag import Tag
from pipeline.problems.phrase import Phrase, phrase

_LOOP = re.compile(r"\bfor\s+(\w+)\s+in\b")
_NAMES = "xyzuvw"
_USUAL = ("nama", "jumlah")
"""What is printed first of a group: of a person, of a number."""


class Ways:
    """What to type in a template with these tags, whose words are `known`."""

    def __init__(self, tags: Iterable[Tag], known: Collection[str]) -> None:
        looped = ((tag.word, _LOOP.search(tag.typed)) for tag in tags if tag.use == "looped")
        self.loops: Mapping[str, str] = {word: found[1] for word, found in looped if found}
        self.known = known
        self.free = [name for name in _NAMES if name not in self.loops.values()] or [f"{name}_" for name in _NAMES]

    def has(self, word: str) -> bool:
        """Return whether a word may be said, or something of it."""
        return word in self.known or any(known.startswith(f"{word}.") for known in self.known)

    def printing(self, paths: Iterable[str]) -> Phrase:
        """Return what to type so that what stands at these paths is printed."""
        paths = tuple(dict.fromkeys(map(self._leaf, paths)))
        around = self._around(paths)
        typed = self._typed([self._named(path, around) for path in paths])
        if not around:
            return phrase("tulis {tags}", tags=typed)
        return phrase("tulis {tags} di antara {loop} dan endfor-nya", tags=typed, loop=self._loop(around))

    def showing(self, path: str, captions: Collection[str]) -> Phrase:
        """Return what to do so that the picture at a path is shown, with its caption where it is given one."""
        around = self._around((path,))
        name, opened = self._named(path, around), [self._loop(around)] if around else []
        for depth in range(name.count("[]")):
            listed, _, rest = name.partition("[]")
            opened.append(f"{{% for {self.free[depth]} in {listed} %}}")
            name = f"{self.free[depth]}{rest}"
        shown = phrase("isi teks alternatif sebuah gambar di templat dengan {tag}", tag=f"{{{{ {name} }}}}")
        if captions:
            below = " ".join(f"{{{{ {name}{caption.removeprefix(path)} }}}}" for caption in captions)
            shown = phrase("{shown}, dan tulis {below} di bawahnya", shown=shown, below=below)
        if not opened:
            return shown
        return phrase("{shown}, di antara {loop} dan endfor-nya", shown=shown, loop=" ".join(opened))

    def _leaf(self, path: str) -> str:
        """Return the path of a text: of a group, what is usually printed of it."""
        inside = [known for known in self.known if known.startswith(f"{path}.")]
        if path in self.known or not inside:
            return path
        return next((f"{path}.{name}" for name in _USUAL if f"{path}.{name}" in inside), inside[0])

    def _around(self, paths: Collection[str]) -> str:
        """Return the innermost list that the template repeats already and that all of these stand in."""
        fitting = (word for word in self.loops if all(path.startswith(f"{word}[]") for path in paths))
        return max(fitting, key=len, default="")

    def _named(self, path: str, around: str) -> str:
        return f"{self.loops[around]}{path.removeprefix(f'{around}[]')}" if around else path

    def _loop(self, around: str) -> str:
        outer = self._around((around,))
        return f"{{% for {self.loops[around]} in {self._named(around, outer)} %}}"

    def _typed(self, names: Iterable[str], depth: int = 0) -> str:
        within: dict[str, list[str]] = {}
        for name in names:
            listed, is_list, rest = name.partition("[]")
            within.setdefault(listed, []).extend([rest] if is_list else [])
        free = self.free[depth]
        return " ".join(
            f"{{% for {free} in {name} %}}{self._typed((f'{free}{rest}' for rest in rests), depth + 1)}{{% endfor %}}"
            if rests
            else f"{{{{ {name} }}}}"
            for name, rests in within.items()
        )
