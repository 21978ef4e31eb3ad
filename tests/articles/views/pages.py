"""Reading a page as a test sees it: the words in its elements, in order."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse

_INLINE = {"a", "span", "em", "strong", "time", "cite", "code", "sub", "sup", "s", "br", "img", "mark", "bdi"}
_VOID = {"meta", "link", "img", "br", "hr", "input", "source", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str], list[str]]] = []
        self.closed: list[tuple[int, str, set[str], str]] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.number = 0
        self.numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in _INLINE:
            self.handle_data(" ")
        if tag not in _VOID:
            self.number += 1
            self.numbers.append(self.number)
            self.open.append((tag, set((dict(attrs).get("class") or "").split()), []))

    def handle_data(self, data: str) -> None:
        for _tag, _classes, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, classes, words = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        self.closed.append((self.numbers.pop(), tag, classes, " ".join("".join(words).split())))


class PageRead:
    """A page's elements by tag or class: `page.words("h1")`, `page.words(".kicker")`, `page.values("a", "href")`."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        assert not reader.open, f"<{reader.open[-1][0]}> is never closed"
        self._closed = sorted(reader.closed)
        self._attributes = reader.attributes

    def words(self, what: str) -> list[str]:
        return [
            text for _, tag, classes, text in self._closed if tag == what or (what.removeprefix(".") in classes and what.startswith("."))
        ]

    def values(self, tag: str, name: str) -> list[str | None]:
        return [attributes[name] for one, attributes in self._attributes if one == tag and name in attributes]

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for one, attributes in self._attributes if one == tag]

    def meta(self, name: str) -> list[str | None]:
        return [attributes.get("content") for tag, attributes in self._attributes if tag == "meta" and attributes.get("name") == name]

    def order_of(self, *marks: str) -> Iterator[str]:
        """Yield which of these classes and tags open, in order."""
        for _, tag, classes, _text in self._closed:
            yield from (mark for mark in marks if tag == mark or (mark.removeprefix(".") in classes and mark.startswith(".")))


def read(response: HttpResponse) -> PageRead:
    """Read a page; elements that do not nest are an error."""
    return PageRead(response.content.decode())
