"""Reading pages back, as plainly as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Tag:
    """An element: its name, its attributes, and the texts within it."""

    name: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within it."""
        return "".join(self.texts)


class ReadPage(HTMLParser):
    """A page as a list of its elements, in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._open: list[Tag] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in ("meta", "link", "img", "br"):
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag, f"a {tag} closes what it did not open"

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            tag.texts.append(data)

    def all(self, *names: str) -> list[Tag]:
        """Elements of these names."""
        return [tag for tag in self.tags if tag.name in names]

    def ids(self) -> list[str]:
        """Every id on the page."""
        return [tag.attributes["id"] for tag in self.tags if "id" in tag.attributes]

    def tables(self) -> list[list[list[str]]]:
        """Texts of the cells of each row of each table."""
        found: list[list[list[str]]] = []
        for tag in self.tags:
            if tag.name == "table":
                found.append([])
            elif tag.name == "tr":
                found[-1].append([])
            elif tag.name in ("td", "th"):
                found[-1][-1].append(tag.text)
        return found
