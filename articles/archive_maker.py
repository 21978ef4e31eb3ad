"""Making an archive: any number of invented stories, with the rows that saving and publishing them would have left.

Rows are written without models' own saving, nearly twice as fast. `tests/articles/test_make_archive.py` compares them with those of
`articles.publishing.publish_many` and of the verb; a column added to an article or an edition comes along by itself.
"""

import copy
import datetime as dt
import gc
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from taggit.models import Tag

from articles import html, publishing, saving, search, suggestions
from articles.addresses import slug_from, story_path
from articles.changes import count_change, month_key
from articles.look import moment
from articles.models import Article, Author, Byline, Edition, Listing, Path, RelatedArticle, Section, TaggedArticle
from articles.models.rows import insert_objects, insert_rows, made, take_ids
from articles.publishing.composing import list_keys
from articles.publishing.placing import LISTING_COLUMNS, listing_rows
from articles.sections import hold_sections, load_tree
from articles.synthetic import Draft, Writer, author_names, section_names, tag_names
from articles.working_copy import Companions

BATCH = 4000
_REMEMBERED = 200
"""How many stories back a related one lies at most. Twin: `articles.synthetic`."""
Tell = Callable[[int, float], None]


class ArchiveIsThere(Exception):
    """An archive of this seed was made here before."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How large an archive shall be. `updated_share`: how many of the stories have a second edition, 0 to 1."""

    articles: int
    seed: int = 1
    sections: int = 12
    authors: int = 60
    tags: int = 200
    years: int = 20
    updated_share: float = 0.0


@dataclass(slots=True)
class _Cast:
    """Whom and what stories name, by their place in the seed."""

    sections: list[int]
    authors: list[tuple[int, str]]
    tags: list[dict[str, int | str]]
    latest: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))


def make_archive(scale: Scale, *, tell: Tell, now: dt.datetime | None = None) -> float:
    """Write the stories, oldest first, in flat memory; return the seconds it took. `tell` hears how many are there after each batch.

    Raises `ArchiveIsThere`; then nothing was written.
    """
    if Article.objects.filter(import_ref__startswith=f"{_ref(scale.seed, '')}").exists():
        raise ArchiveIsThere
    began = time.monotonic()
    until = moment(now)
    cast = _cast(scale)
    writer = Writer(
        seed=scale.seed, sections=len(cast.sections), authors=len(cast.authors), tags=len(cast.tags), updated_share=scale.updated_share
    )
    drafts = iter(writer.write, None)
    with _cycles_uncollected():
        for first in range(0, scale.articles, BATCH):
            batch = list(islice(drafts, min(BATCH, scale.articles - first)))
            with transaction.atomic():
                _store(batch, cast, scale, until=until)
            tell(first + len(batch), time.monotonic() - began)
    return time.monotonic() - began


@contextmanager
def _cycles_uncollected() -> Iterator[None]:
    """Keep the collector from walking through every batch: a tenth of the time, and no cycle is made here."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@transaction.atomic
def _cast(scale: Scale) -> _Cast:
    """Find or make sections, authors and tags."""
    sections: dict[tuple[str, ...], int] = {}
    for names in section_names(scale.sections):
        found = Section.objects.filter(name=names[-1], parent=sections.get(names[:-1])).first()
        section = found or saving.save_section(Section(name=names[-1], parent_id=sections.get(names[:-1]), position=len(sections)))
        sections[names] = section.pk
    authors = [Author.objects.filter(name=name).first() or saving.save_author(Author(name=name)) for name in author_names(scale.authors)]
    tags = [Tag.objects.filter(name=name).first() or _new_tag(name) for name in tag_names(scale.tags)]
    return _Cast(
        list(sections.values()),
        [(author.pk, author.name) for author in authors],
        [{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in tags],
    )


def _new_tag(name: str) -> Tag:
    return saving.save_tag(Tag(name=name, slug=slug_from(name, otherwise="tag")))


def _store(drafts: Sequence[Draft], cast: _Cast, scale: Scale, *, until: dt.datetime) -> None:
    """Write a batch: working copies, what stands beside them, editions. Twins: `working_copy.settle`, `publishing.many`."""
    hold_sections()
    articles = [_article(draft, cast, scale, until=until) for draft in drafts]
    for pk, article in zip(take_ids(Article, len(articles)), articles, strict=True):
        article.pk = pk
    companions = [_companions(draft, cast) for draft in drafts]
    editions, keys = _editions_of(drafts, articles, companions, until=until)
    for article, own in zip(articles, editions, strict=True):
        article.content_hash = article.live_hash = own[-1].content_hash
    insert_objects(Article, articles, are_scrubbed=True)
    _write_beside(articles, companions)
    search.keep_many([vars(article) | {"pk": article.pk} for article in articles])
    _publish([(edition, some) for own, some in zip(editions, keys, strict=True) for edition in own])
    cast.latest.extend(article.pk for article in articles)


def _article(draft: Draft, cast: _Cast, scale: Scale, *, until: dt.datetime) -> Article:
    published_at = _moment_of(draft.number, scale, until=until)
    ref = _ref(scale.seed, str(draft.number))
    values = {
        "import_ref": ref,
        "kicker": draft.kicker,
        "headline": draft.headline,
        "deck": draft.deck,
        "dateline": draft.dateline,
        "body": _linked(draft, cast),
        "slug": f"{draft.headline.lower().replace(' ', '-')}-{scale.seed}-{draft.number}",  # nobody else wants it
        "kind": draft.kind,
        "section_id": cast.sections[draft.section],
        "stage": Article.Stage.APPROVED,
        "created_at": published_at,
        "changed_at": published_at,
    }
    return made(Article, values)


def _linked(draft: Draft, cast: _Cast) -> html.CleanBody:
    """Fill in the id of the story a body links to; before there are any, the link's words stay."""
    if "{" not in draft.body:
        return draft.body
    related = _related(draft, cast)
    if not related:
        return html.CleanBody(html.link_stories(draft.body, {}))
    return html.CleanBody(draft.body.replace(f"{{{draft.related_back[0]}}}", str(related[0])))


def _related(draft: Draft, cast: _Cast) -> list[int]:
    """Return the ids of the stories so many back before this batch; the first ones have none."""
    return list(dict.fromkeys(cast.latest[-back] for back in draft.related_back if back <= len(cast.latest)))


def _companions(draft: Draft, cast: _Cast) -> Companions:
    tags = [cast.tags[place] for place in draft.tags]
    return Companions(
        bylines=[{"author": pk, "role": Byline.Role.WRITER.value, "name": name} for pk, name in (cast.authors[at] for at in draft.authors)],
        tags=sorted(tags, key=lambda tag: (tag["name"], tag["id"])),
        related=_related(draft, cast),
    )


def _write_beside(articles: Sequence[Article], companions: Sequence[Companions]) -> None:
    beside = [(article.pk, own) for article, own in zip(articles, companions, strict=True)]
    bylines = [(pk, line["author"], line["role"], place) for pk, own in beside for place, line in enumerate(own.bylines)]
    insert_rows(Byline, ("article_id", "author_id", "role", "position"), bylines)
    insert_rows(TaggedArticle, ("content_object_id", "tag_id"), [(pk, tag["id"]) for pk, own in beside for tag in own.tags])
    related = [(pk, target, place) for pk, own in beside for place, target in enumerate(own.related)]
    insert_rows(RelatedArticle, ("article_id", "target_id", "position"), related)


def _editions_of(
    drafts: Sequence[Draft], articles: Sequence[Article], companions: Sequence[Companions], *, until: dt.datetime
) -> tuple[list[list[Edition]], list[list[str]]]:
    """Fill the stories' editions; suggestions come from what was live before this batch. Return them, and the keys of their lists."""
    tree, own_keys, editions = load_tree(), [], []
    for draft, article, beside in zip(drafts, articles, companions, strict=True):
        editions.append(_editions(draft, article, beside, published_at=article.created_at))
        own_keys.append(list_keys(editions[-1][0], tree.list_keys(article.section_id or 0)))
    newest = suggestions.newest_in((key for keys in own_keys for key in keys), at=until)
    for own, keys in zip(editions, own_keys, strict=True):
        chosen = suggestions.choose(newest, keys, besides=[own[0].article_id, *own[0].related])
        for edition in own:
            edition.suggestions, edition.placed_at = chosen, until
    return editions, own_keys


def _editions(draft: Draft, article: Article, companions: Companions, *, published_at: dt.datetime) -> list[Edition]:
    """Fill the editions of one story: the working copy's words, and before them, where there are two, another headline."""
    last = publishing.fill(article, companions)
    last.live_from = last.published_at = published_at
    last.path = story_path(last.slug, published_at=published_at)
    if not draft.has_two_editions:
        return [last]
    before = copy.copy(article)
    before.headline = draft.earlier_headline
    first = publishing.fill(before, companions)
    first.live_from, first.live_until = published_at, published_at + dt.timedelta(minutes=47)
    first.published_at, first.path = published_at, last.path
    last.live_from = last.updated_at = first.live_until
    return [first, last]


def _publish(listed: Sequence[tuple[Edition, list[str]]]) -> None:
    """Write editions, paths, listings, and the change."""
    editions = [edition for edition, _ in listed]
    for pk, edition in zip(take_ids(Edition, len(editions)), editions, strict=True):
        edition.pk = pk
    insert_objects(Edition, editions, are_scrubbed=True)
    paths = {edition.path: edition.article_id for edition in editions}
    insert_rows(Path, ("path", "article_id"), sorted(paths.items()))
    raised, listings = set[str](), list[tuple[Any, ...]]()
    for edition, keys in listed:
        listings += listing_rows(edition, keys)
        month = month_key("", edition.published_at)
        raised.update((f"article:{edition.article_id}", *keys, *(f"{key}{month}" for key in keys)))
    insert_rows(Listing, LISTING_COLUMNS, listings)
    search.readers.keep(editions)
    count_change(raised)


def _moment_of(number: int, scale: Scale, *, until: dt.datetime) -> dt.datetime:
    """Spread the stories evenly over the years up to an hour ago, to the second."""
    span = dt.timedelta(days=365.25 * scale.years) - dt.timedelta(hours=1)
    return (until - dt.timedelta(hours=1) - span * (scale.articles - 1 - number) / max(scale.articles, 1)).replace(microsecond=0)


def _ref(seed: int, number: str) -> str:
    return f"archive-{seed}-{number}"
