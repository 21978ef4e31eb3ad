"""What a reader asks: the address of a search, read so that nothing in it can be an error."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from articles.html import clean_text
from articles.search.words import words_of
from articles.sections import Branch, tree

LONGEST, _MOST_WORDS, _MOST_PAGES = 200, 8, 1_000
NEWEST = "newest"
PERIODS: dict[str, dt.timedelta] = {"week": dt.timedelta(days=7), "month": dt.timedelta(days=31), "year": dt.timedelta(days=366)}
_MARKS = "\"'“”„‟‘’‚«»‹›「」『』"
_QUOTED = re.compile(rf"[{_MARKS}]\s*([^{_MARKS}]*[^{_MARKS}\s])\s*[{_MARKS}]")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for and where. `text`: as it was typed; `is_cut`: not all of it is looked for; `period`: of PERIODS, or ""."""

    text: str = ""
    words: tuple[str, ...] = ()
    is_cut: bool = False
    section: Branch | None = None
    period: str = ""
    order: str = ""
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Question":
        """Read the query of an address. What makes no sense in it is as if it were not there."""
        typed = " ".join(clean_text(asked.get("q", "")[: 10 * LONGEST]).split())
        words = words_of(typed[:LONGEST])
        named = {branch.path.strip("/"): branch for branch in tree().by_id.values()}
        page = asked.get("page", "")
        return cls(
            text=typed[:LONGEST],
            words=tuple(words[:_MOST_WORDS]),
            is_cut=len(typed) > LONGEST or len(words) > _MOST_WORDS,
            section=named.get(asked.get("section", "").strip("/")),
            period=asked.get("time", "") if asked.get("time") in PERIODS else "",
            order=NEWEST if asked.get("order") == NEWEST else "",
            page=min(int(page), _MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 10 and int(page) else 1,
        )

    @property
    def said(self) -> str:
        """Return its words for a sentence that puts them in quotation marks: without a pair of their own."""
        quoted = _QUOTED.fullmatch(self.text)
        return quoted[1] if quoted else self.text

    @property
    def is_newest_first(self) -> bool:
        return self.order == NEWEST

    @property
    def is_narrowed(self) -> bool:
        return self.section is not None or bool(self.period)

    @property
    def section_ids(self) -> list[int]:
        """Return the numbers of the section and all below it; none where all are meant."""
        return [branch.id for branch in self.section.subtree()] if self.section else []

    def since(self, *, at: dt.datetime) -> dt.datetime | None:
        return at - PERIODS[self.period] if self.period else None

    @property
    def query(self) -> str:
        """Return it as the query of an address, without what goes without saying."""
        section = self.section.path.strip("/") if self.section else ""
        told = {
            "q": self.text,
            "section": section,
            "time": self.period,
            "order": self.order,
            "page": str(self.page) if self.page > 1 else "",
        }
        return urlencode({name: value for name, value in told.items() if value})

    def on_page(self, page: int) -> "Question":
        return replace(self, page=page)

    @property
    def newest_first(self) -> "Question":
        return replace(self, order=NEWEST, page=1)

    @property
    def best_first(self) -> "Question":
        return replace(self, order="", page=1)

    @property
    def everywhere(self) -> "Question":
        """Return the same without the narrowing."""
        return replace(self, section=None, period="", page=1)

    @property
    def one_by_one(self) -> list["Question"]:
        """Return a question for each word by itself, as it was typed; none for a single one."""
        typed = list(dict.fromkeys(word for word in self.text.split() if words_of(word)))
        return [Question(text=word) for word in typed[:_MOST_WORDS]] if len(typed) > 1 else []
