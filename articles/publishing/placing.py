"""Where an edition goes among its neighbours: the one place that writes `live_from` and `live_until`.

Every verb locks the article's row first (on SQLite: the immediate transaction), then reads the clock. That alone keeps two
editions of one article apart; on PostgreSQL the exclusion constraint `edition_no_overlap` proves it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.addresses import story_path, wishes
from articles.changes import count_change, give_number, month_key
from articles.look import moment
from articles.models import FAR, Article, Edition, ImageUse, Listing, Path
from articles.models.rows import insert_rows
from articles.publishing.composing import deleted, list_keys, overtaken
from articles.publishing.refusals import Refused
from articles.sections import hold_sections, load_tree
from articles.working_copy import pictures_of

TICK = dt.timedelta(microseconds=1)
NEAR = dt.timedelta(seconds=10)
"""A moment so near may come before the verb's commit: readers' pages may have been drawn with it."""


@dataclass(slots=True)
class Place:
    """A locked article with its editions in order, and the moment of the act. Only inside a transaction."""

    article: Article
    now: dt.datetime
    editions: list[Edition]
    raised: set[str] = field(default_factory=set)
    coming: list[tuple[dt.datetime, set[str]]] = field(default_factory=list)

    @classmethod
    def lock(cls, article_id: int, *, now: dt.datetime | None, version: int | None = None) -> "Place":
        """Lock the tree of sections and the article's row, then read the clock. Raises `Overtaken` when its version is another."""
        fields = ("pk", "version", "slug", "content_hash", "live_hash")
        hold_sections()
        article = Article.objects.select_for_update().only(*fields).filter(pk=article_id).first()
        if article is None:
            raise deleted()
        if version is not None and article.version != version:
            raise overtaken()
        at = moment(now)
        editions = list(Edition.objects.filter(article_id=article_id).light().order_by("live_from"))
        for edition in editions:  # what was done has been done, also for a clock that was set back since
            if edition.live_from <= max(at, edition.placed_at):
                at = max(at, edition.live_from + TICK)
            if edition.ending == Edition.Ending.WITHDRAWN and edition.live_until:
                at = max(at, edition.live_until)
        return cls(article, at, editions, {f"article:{article_id}"})

    @property
    def seen(self) -> list[Edition]:
        return [edition for edition in self.editions if edition.live_from <= self.now]

    @property
    def unseen(self) -> list[Edition]:
        return [edition for edition in self.editions if edition.live_from > self.now]

    @property
    def live(self) -> Edition | None:
        return next((one for one in self.seen if one.live_until is None or one.live_until > self.now), None)

    def put(self, edition: Edition, *, start: dt.datetime, until: dt.datetime | None) -> Edition:
        """Insert an edition at `start`: end the one before it, stop at the one after it, replace an unseen one at the same moment."""
        for same in [one for one in self.unseen if one.live_from == start]:
            self.take_back(same)
        before = [one for one in self.editions if one.live_from <= start]
        after = [one for one in self.editions if one.live_from > start]
        self._begin(edition, before, after, start=start, until=until)
        if before and (before[-1].live_until is None or before[-1].live_until > start):
            self.end(before[-1], at=start, ending=Edition.Ending.NEXT)
        self._address(edition, before)
        edition.save(force_insert=True)
        self.editions = [*before, edition, *after]
        self._list(edition, before)
        self._use_pictures(edition)
        if not [one for one in before if one.live_from <= self.now]:
            self.publish_first_at(self.editions[0].live_from)
        return edition

    def end(self, edition: Edition, *, at: dt.datetime | None, ending: str, notice: str | None = None) -> None:
        """Move an edition's end, and its listings' with it."""
        edition.live_until, edition.ending = at, ending
        values: dict[str, object] = {"live_until": at, "ending": ending}
        if notice is not None:
            edition.notice = notice
            values["notice"] = notice
        Edition.objects.filter(pk=edition.pk).update(**values)
        Listing.objects.filter(edition_id=edition.pk).update(live_until=at or FAR)

    def take_back(self, edition: Edition) -> None:
        """Delete an edition nobody has seen; the one that was to end at its beginning runs on."""
        self.editions.remove(edition)
        before = next((one for one in self.editions if one.live_until == edition.live_from and one.ending == Edition.Ending.NEXT), None)
        until, ending = edition.live_until, edition.ending
        if edition.live_from <= self.now + NEAR:
            self.touch_lists(self.listed(edition) | (self.listed(before) if before else set()), edition.published_at)
        Edition.objects.filter(pk=edition.pk).delete()  # first: the exclusion constraint is checked at once
        if before:
            self.end(before, at=until, ending=ending)
        if self.unseen and not self.seen:
            self.publish_first_at(self.unseen[0].live_from)
        self.free_paths()

    def publish_first_at(self, first: dt.datetime) -> None:
        """Let the editions that nobody has seen follow the first one: same first moment, so same day in the address."""
        for edition in self.unseen:
            if edition.published_at == first and edition.path:
                continue
            edition.published_at = first
            edition.path = self.claim(edition.slug, published_at=first, answers_from=edition.live_from)
            Edition.objects.filter(pk=edition.pk).update(published_at=first, path=edition.path)
            Listing.objects.filter(edition_id=edition.pk).update(published_at=first)
        self.free_paths()

    def claim(self, slug: str, *, published_at: dt.datetime, answers_from: dt.datetime) -> str:
        """Return a path for the story, its own one if it has it, else the first free of slug, slug-2, slug-3 … At least two queries."""
        seen_already = answers_from <= self.now
        for wish in wishes(slug, article_id=self.article.pk):
            path = story_path(wish, published_at=published_at)
            row = Path(path=path, article_id=self.article.pk, answers_from=None if seen_already else answers_from)
            Path.objects.bulk_create([row], ignore_conflicts=True)
            mine = Path.objects.filter(path=path, article_id=self.article.pk)
            if mine.exists():
                mine.filter(answers_from__gt=max(answers_from, self.now)).update(answers_from=row.answers_from)
                return path
        raise Refused(_("This address is taken. Choose a different one."))

    def free_paths(self) -> None:
        """Give back the paths that were claimed for editions which are gone and which nobody has seen."""
        needed = {one.path: one.live_from for one in reversed(self.editions)}
        claimed = Path.objects.filter(article_id=self.article.pk, answers_from__gt=self.now)
        for row in claimed:
            if row.path not in needed:
                row.delete()
            elif needed[row.path] != row.answers_from:
                Path.objects.filter(pk=row.pk).update(answers_from=needed[row.path])

    def settle(self) -> None:
        """Write what the desk's row says of it all, then count the change: the last statements before the commit."""
        last = self.editions[-1] if self.editions else None
        slug = self.article.slug or (last.slug if last else "")
        live_hash = last.content_hash if last else ""
        if (slug, live_hash) != (self.article.slug, self.article.live_hash):
            Article.objects.filter(pk=self.article.pk).update(slug=slug, live_hash=live_hash)
        change = count_change(acted_at=self.now)
        due = {key for begins, keys in self.coming if begins <= change.swept_until for key in keys}  # swept past while we composed
        give_number(change.number, self.raised | due)

    def touch_lists(self, keys: Iterable[str], published_at: dt.datetime) -> None:
        """Raise the lists whose members or order change now, and their months."""
        for key in keys:
            self.raised |= {key, month_key(key, published_at)}

    def listed(self, edition: Edition) -> set[str]:
        return set(Listing.objects.filter(edition_id=edition.pk).values_list("key", flat=True))

    def _begin(
        self, edition: Edition, before: Sequence[Edition], after: Sequence[Edition], *, start: dt.datetime, until: dt.datetime | None
    ) -> None:
        previous = before[-1] if before else None
        inherited = previous.live_until if previous and previous.ending == Edition.Ending.PLANNED else None
        wanted = until or (inherited if inherited and inherited > start else None)
        following = after[0].live_from if after else None
        edition.live_from, edition.placed_at = start, self.now
        edition.live_until = min((end for end in (wanted, following) if end), default=None)
        edition.ending = Edition.Ending.PLANNED if wanted and edition.live_until == wanted else Edition.Ending.NEXT
        edition.published_at = before[0].published_at if before else start
        if edition.updated_at is None and previous:
            edition.updated_at = previous.updated_at

    def _address(self, edition: Edition, before: Sequence[Edition]) -> None:
        previous = before[-1] if before else None
        if previous and previous.slug == edition.slug and previous.path:
            edition.path = previous.path
        else:
            edition.path = self.claim(edition.slug, published_at=edition.published_at, answers_from=edition.live_from)

    def _list(self, edition: Edition, before: Sequence[Edition]) -> None:
        assert edition.section_id is not None  # the gate
        keys = list_keys(edition, load_tree().list_keys(edition.section_id))
        insert_rows(Listing, LISTING_COLUMNS, listing_rows(edition, keys))
        lists = set(keys)
        if before and before[-1].live_until == edition.live_from and before[-1].ending == Edition.Ending.NEXT:
            lists ^= self.listed(before[-1])
        if edition.live_from <= self.now:
            self.touch_lists(lists, edition.published_at)
        else:
            months = {month_key(key, edition.published_at) for key in lists}
            self.coming.append((edition.live_from, lists | months))

    def _use_pictures(self, edition: Edition) -> None:
        pictures = pictures_of(edition.lead_image_id, edition.body)
        uses = [ImageUse(image_id=image, article_id=edition.article_id, edition=edition) for image in existing_pictures(pictures)]
        ImageUse.objects.bulk_create(uses)


def existing_pictures(pictures: Sequence[int]) -> list[int]:
    """Keep the ids that exist. No query for none."""
    from articles.models import Image

    return sorted(Image.objects.filter(pk__in=pictures).values_list("pk", flat=True)) if pictures else []


LISTING_COLUMNS = ("edition_id", "article_id", "key", "published_at", "live_from", "live_until")


def listing_rows(edition: Edition, keys: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return an edition's listings, as LISTING_COLUMNS names them. No query."""
    facts = (edition.published_at, edition.live_from, edition.live_until or FAR)
    return [(edition.pk, edition.article_id, key, *facts) for key in keys]
