"""Elements of an XML file one after the other, in flat memory. Entities of a file's own are refused: they are how a file explodes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_CHUNK = 65_536
_MOST_DEEP = 50


@dataclass(slots=True)
class Element:
    """An element with its words and what stands in it. Names carry no namespace, attributes lead with theirs."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def first(self, name: str) -> "Element | None":
        return next((child for child in self.children if child.name == name), None)

    def word(self, name: str) -> str:
        found = self.first(name)
        return found.text.strip() if found else ""


def elements(file: BinaryIO, names: set[str]) -> Iterator[Element]:
    """Yield each element of these names as it ends; what is outside of them is forgotten. Raises ValidationError for no XML."""
    reader = _Reader(names)
    try:
        while chunk := file.read(_CHUNK):
            reader.parser.Parse(chunk, False)  # noqa: FBT003  (expat's own)
            yield from reader.taken()
        reader.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise ValidationError(_("This is no XML that can be read: %(reason)s.") % {"reason": error}) from error
    yield from reader.taken()


class _Reader:
    def __init__(self, names: set[str]) -> None:
        self.names, self.done = names, list[Element]()
        self.stack, self.depth = list[Element](), 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._refuse

    def taken(self) -> Iterator[Element]:
        done, self.done = self.done, []
        yield from done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise ValidationError(_("The file is nested too deep."))
        name = tag.rpartition(":")[2]
        if self.stack or name in self.names:
            element = Element(name, attributes)
            if self.stack:
                self.stack[-1].children.append(element)
            self.stack.append(element)

    def _words(self, words: str) -> None:
        if self.stack:
            self.stack[-1].text += words

    def _end(self, tag: str) -> None:
        self.depth -= 1
        if self.stack:
            element = self.stack.pop()
            if not self.stack:
                self.done.append(element)

    def _refuse(self, *told: object) -> None:
        raise ValidationError(_("The file declares entities of its own, which is refused."))
