"""What a page links to, loads and names: read from its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}


@dataclass
class Markings:
    """The attributes of a page that a check asks about."""

    ids: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Relative addresses that a reader can follow."""
    loaded: list[str] = field(default_factory=list)
    """Relative addresses that the browser loads at once: scripts, styles, pictures that are not lazy."""
    foreign: list[str] = field(default_factory=list)
    """Addresses of other hosts that the browser would load."""
    handlers: list[str] = field(default_factory=list)
    unsized: list[str] = field(default_factory=list)
    policy: str = ""


def read_markup(html: str) -> Markings:
    """Read a page of ours."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Markings()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._name(given)
        # The page's Content-Security-Policy forbids them: a browser would silently ignore what they do.
        self.found.handlers += [f"{name} of <{tag}>" for name in given if name.startswith("on")]
        if tag == "a" and "href" in given:
            self._follow(given["href"])
        elif tag in LOADING and LOADING[tag] in given:
            self._load(given[LOADING[tag]], lazy=given.get("loading") == "lazy")
        if tag == "img" and not (given.get("width") and given.get("height")):
            self.found.unsized.append(given.get("src", ""))
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.found.policy = given.get("content", "")

    def _name(self, given: dict[str, str]) -> None:
        if "id" in given:
            if given["id"] in self.found.ids:
                self.found.repeated.append(given["id"])
            self.found.ids.add(given["id"])

    def _follow(self, address: str) -> None:
        if not _elsewhere(address):
            self.found.links.append(address)

    def _load(self, address: str, lazy: bool) -> None:
        if _elsewhere(address):
            self.found.foreign.append(address)
        else:
            # Lazy pictures come when they are scrolled to, and weigh nothing before.
            (self.found.links if lazy else self.found.loaded).append(address)


def _elsewhere(address: str) -> bool:
    return address.startswith(("//", "http:", "https:", "mailto:", "data:"))
