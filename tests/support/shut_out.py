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


def now(browser: Clicks, axe: str) -> list[str]:
    """Return what is wrong with the page that is open, as it stands."""
    browser.run(axe)
    return list(browser.call("POST", "/execute/async", {"script": _AXE, "args": [list(RULES)]}))


def faults(browser: Clicks, addresses: Iterable[str], axe: str) -> Iterator[str]:
    """Yield what is wrong with each page; `axe` is the script that looks at it."""
    every = tuple(addresses)
    for scheme, width in _SEEN:
        browser.scheme(scheme)
        browser.viewport(width, 800)
        for address in every:
            browser.open(address)
            found = now(browser, axe)
            wide = browser.run("return document.documentElement.scrollWidth - innerWidth")
            yield from (f"{scheme} {width} {address} {fault}" for fault in found)
            if wide > 0:
                yield f"{scheme} {width} {address} is {wide} too wide"
