"""What must hold after whatever was done: rows that agree with each other, and kept pages that are right while they are judged fresh."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from articles.changes import month_key
from articles.look import look
from articles.models import FAR, Article, Edition, Listing, Path
from articles.publishing.composing import list_keys
from articles.sections import load_tree


def overlaps() -> int:
    """Count pairs of editions of one story that are live at the same moment."""
    found = 0
    windows: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    for article, begins, ends in Edition.objects.order_by("article_id", "live_from").values_list("article_id", "live_from", "live_until"):
        windows.setdefault(article, []).append((begins, ends or FAR))
    for some in windows.values():
        found += sum(earlier[1] > later[0] for earlier, later in pairwise(some))
    return found


def disagreements(*, now: dt.datetime) -> list[str]:
    """Return what is wrong with the rows of all stories, in sentences."""
    return [sentence for article in Article.objects.order_by("pk") for sentence in _of_story(article, now)]


def _of_story(article: Article, now: dt.datetime) -> Iterator[str]:
    editions = list(Edition.objects.filter(article=article).order_by("live_from"))
    if article.live_hash != (editions[-1].content_hash if editions else ""):
        yield f"{article}: live_hash"
    if editions and not article.slug:
        yield f"{article}: no slug"
    if {edition.published_at for edition in editions} - {edition.live_from for edition in editions[:1]}:
        yield f"{article}: published_at"
    tree = load_tree()
    for edition in editions:
        keys = set(list_keys(edition, tree.list_keys(edition.section_id or 0)))
        wanted = {(key, edition.published_at, edition.live_from, edition.live_until or FAR) for key in keys}
        listed = Listing.objects.filter(edition=edition).values_list("key", "published_at", "live_from", "live_until")
        if set(listed) != wanted:
            yield f"{edition}: listings {set(listed) ^ wanted}"
    yield from _of_paths(article, editions, now)


def _of_paths(article: Article, editions: list[Edition], now: dt.datetime) -> Iterator[str]:
    first_use: dict[str, dt.datetime] = {}
    for edition in editions:
        first_use.setdefault(edition.path, edition.live_from)
    rows = dict(Path.objects.filter(article=article).values_list("path", "answers_from"))
    if set(first_use) - set(rows):
        yield f"{article}: paths without rows {set(first_use) - set(rows)}"
    for path, answers_from in rows.items():
        if path not in first_use:
            if answers_from is not None and answers_from > now:
                yield f"{article}: {path} is claimed for nobody"
        elif first_use[path] > now and answers_from is not None and answers_from != first_use[path]:
            yield f"{article}: {path} answers from {answers_from}, not from {first_use[path]}"
        elif first_use[path] <= now and answers_from is not None and answers_from > now:
            yield f"{article}: {path} is silent though readers saw it"


@dataclass
class Kept:
    """One page: what it showed, the number before its first query, the keys it depends on."""

    shown: object
    as_of: int
    generation: int
    keys: set[str] = field(default_factory=set)


@dataclass
class Reader:
    """A reader's kept pages, one of each list, month and story. `stale` holds what was judged fresh and was not right."""

    pages: dict[str, Kept] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    redrawn: int = 0

    def read(self) -> None:
        """Look at every page: keep one that is fresh, which must then be right, and draw the others."""
        for name in self._names():
            now = look.now()
            as_of, generation = look.seen, look.generation
            page = self._draw(name, now, Kept(None, as_of, generation))
            old = self.pages.get(name)
            if old is None or old.generation != generation or not look.is_fresh(old.as_of, old.keys):
                self.pages[name] = page
                self.redrawn += 1
            elif old.shown != page.shown:
                self.stale.append(f"{name}: {old.shown} is shown, {page.shown} is right")

    def _names(self) -> list[str]:
        lists = list(Listing.objects.values_list("key", flat=True).distinct())
        return [*self.pages, *sorted({*lists, *(f"article:{pk}" for pk in Article.objects.values_list("pk", flat=True))} - set(self.pages))]

    def _draw(self, name: str, now: dt.datetime, page: Kept) -> Kept:
        if name.startswith("article:"):
            page.keys.add(name)
            page.shown = list(Edition.objects.filter(article_id=name[8:]).live(at=now).values_list("headline", "path"))
            return page
        rows = list(
            Listing.objects.filter(key=name).live(at=now).newest_first().values_list("article_id", "edition__headline", "published_at")
        )
        page.keys |= {name, *(f"article:{article}" for article, _, _ in rows)}
        page.shown = [row[:2] for row in rows]
        return page


def months(keys: set[str], published_at: dt.datetime) -> set[str]:
    """Return the keys of lists, with their months."""
    return keys | {month_key(key, published_at) for key in keys}
