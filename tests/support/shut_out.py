"""Whom a page shuts out: what axe-core finds in it, and whether it is wider than a desk (light) or a phone (dark)."""

from collections.abc import Iterable, Iterator

from support.clicks import Clicks

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_SEEN = (("light", 1280), ("dark", 390))
_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then((found) =>
  done(found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html).slice(0, 2).join(' ')}`)));
"""


def faults(browser: Clicks, addresses: Iterable[str], axe: str) -> Iterator[str]:
    """Yield what is wrong with each page; `axe` is the script that looks at it."""
    every = tuple(addresses)
    for scheme, width in _SEEN:
        browser.scheme(scheme)
        browser.viewport(width, 800)
        for address in every:
            browser.open(address)
            browser.run(axe)
            found = browser.call("POST", "/execute/async", {"script": _AXE, "args": [list(RULES)]})
            wide = browser.run("return document.documentElement.scrollWidth - innerWidth")
            yield from (f"{scheme} {width} {address} {fault}" for fault in found)
            if wide > 0:
                yield f"{scheme} {width} {address} is {wide} too wide"
