"""Where an edition goes among its neighbours: the one place that writes `live_from` and `live_until`.

Every verb locks the article's row first (on SQLite: the immediate transaction), then reads the clock. That alone keeps two
editions of one article apart; on PostgreSQL the exclusion constraint `edition_no_overlap` proves it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles import search
from articles.addresses import story_path, wishes
from articles.changes import Coming, month_key, raise_keys
from articles.composed import Prepared
from articles.look import moment
from articles.models import FAR, Article, Edition, ImageUse, Listing, Path
from articles.models.rows import DO_NOTHING, insert_rows
from articles.publishing.composing import deleted, list_keys, overtaken
from articles.publishing.refusals import Refused
from articles.sections import hold_sections, load_tree
from articles.working_copy import pictures_of

TICK = dt.timedelta(microseconds=1)
NEAR = dt.timedelta(minutes=1)
"""A moment so near may come before the verb's commit: readers' pages may have been drawn with it."""


@dataclass(slots=True)
class Place:
    """A locked article with its editions in order, and the moment of the act. Only inside a transaction."""

    article: Article
    now: dt.datetime
    editions: list[Edition]
    raised: set[str] = field(default_factory=set)
    coming: list[Coming] = field(default_factory=list)

    @classmethod
    def lock(cls, article_id: int, *, now: dt.datetime | None, version: int | None = None) -> "Place":
        """Lock the tree of sections and the article's row, then read the clock. Raises `Overtaken` when its version is another."""
        hold_sections()
        article = next(iter(_LOCKED.objects(article_id)), None)
        if article is None:
            raise deleted()
        if version is not None and article.version != version:
            raise overtaken()
        at = moment(now)
        editions = _EDITIONS.objects(article_id)
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
        """Insert an edition at `start`: end the one before it, stop at the one after it, replace an unseen one at the same moment.

        An `until` that lies behind the one after it is the end of the last one that begins before it.
        """
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
        search.readers.keep([edition])
        self._tell_those_behind(edition, after)
        if until and after and until > after[0].live_from:
            self.plan_end(edition, until)
        if not [one for one in before if one.live_from <= self.now]:
            self.publish_first_at(self.editions[0].live_from)
        return edition

    def end(self, edition: Edition, *, at: dt.datetime | None, ending: str, notice: str | None = None) -> None:
        """Move an edition's end, and its listings' with it. Where the old end is coming just now, pages may have been drawn without it."""
        old = edition.live_until
        if old is not None and old != at and old <= self.now + NEAR:
            self.touch_lists(self.listed(edition), edition.published_at)
        edition.live_until, edition.ending = at, ending
        values: dict[str, object] = {"live_until": at, "ending": ending}
        if notice is not None:
            edition.notice = notice
            values["notice"] = notice
        Edition.objects.filter(pk=edition.pk).update(**values)
        Listing.objects.filter(edition_id=edition.pk).update(live_until=at or FAR)

    def plan_end(self, first: Edition, until: dt.datetime | None) -> Edition:
        """Let the story end at `until`, whatever is scheduled before that; return the edition that ends then, the last to begin before.

        None lifts the planned end of the editions that follow each other from `first` on. What is scheduled for later comes all the same.
        """
        run = self._run_from(first) if until is None else [one for one in self.editions if first.live_from <= one.live_from < until]
        last = run[-1]
        if until is None:
            self._run_on(last, None)
        else:
            self.end(last, at=until, ending=Edition.Ending.PLANNED)
            self.coming.append((until, with_months(self.listed(last), last.published_at)))
        self._remember(until, [*run[1:], *([following] if until is None and (following := self._next(last)) else [])])
        return last

    def _run_from(self, first: Edition) -> list[Edition]:
        """Return the editions that follow each other without a gap."""
        run = [first]
        while run[-1].ending == Edition.Ending.NEXT and (following := self._next(run[-1])):
            run.append(following)
        return run

    def _remember(self, until: dt.datetime | None, unseen: Sequence[Edition]) -> None:
        """Let the story end as it is planned now, also where one of these is taken back."""
        for edition in unseen:
            edition.until_before = until
        if unseen:
            Edition.objects.filter(pk__in=[edition.pk for edition in unseen]).update(until_before=until)

    def take_back(self, edition: Edition) -> None:
        """Delete an edition nobody has seen; the one that was to end at its beginning ends as it was to end before it was scheduled."""
        self.editions.remove(edition)
        before = next((one for one in self.editions if one.live_until == edition.live_from and one.ending == Edition.Ending.NEXT), None)
        if edition.live_from <= self.now + NEAR:
            self.touch_lists(self.listed(edition) | (self.listed(before) if before else set()), edition.published_at)
        Edition.objects.filter(pk=edition.pk).delete()  # first: the exclusion constraint is checked at once
        search.readers.forget(edition)
        if before:
            self._run_on(before, edition.until_before)
        if self.unseen and not self.seen:
            self.publish_first_at(self.unseen[0].live_from)
        self.free_paths()

    def publish_first_at(self, first: dt.datetime) -> None:
        """Let the editions that nobody has seen follow the first one: same first moment, so same day in the address."""
        for edition in self.unseen:
            if edition.published_at == first and edition.path:
                continue
            search.readers.forget(edition)
            edition.published_at = first
            edition.path = self.claim(edition.slug, published_at=first, answers_from=edition.live_from)
            Edition.objects.filter(pk=edition.pk).update(published_at=first, path=edition.path)
            Listing.objects.filter(edition_id=edition.pk).update(published_at=first)
            search.readers.keep([edition])  # elsewhere: its place begins with that moment
        if self.unseen:
            self.free_paths()

    def claim(self, slug: str, *, published_at: dt.datetime, answers_from: dt.datetime) -> str:
        """Return a path for the story, its own one if it has it, else the first free of slug, slug-2, slug-3 … At least one query."""
        since = None if answers_from <= self.now else answers_from
        for wish in wishes(slug, article_id=self.article.pk):
            path = story_path(wish, published_at=published_at)
            if insert_rows(Path, ("path", "article_id", "answers_from"), [(path, self.article.pk, since)], conflicts=DO_NOTHING):
                return path
            mine = Path.objects.filter(path=path, article_id=self.article.pk)
            if mine.exists():
                mine.filter(answers_from__gt=max(answers_from, self.now)).update(answers_from=since)
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
        self.count()

    def count(self) -> None:
        """Count the change. What the sweep has passed while we were at it is raised by us."""
        raise_keys(self.raised, coming=self.coming, acted_at=self.now)

    def touch_lists(self, keys: Iterable[str], published_at: dt.datetime) -> None:
        """Raise the lists whose members or order change now, and their months."""
        self.raised |= with_months(keys, published_at)

    def listed(self, edition: Edition) -> set[str]:
        return set(Listing.objects.filter(edition_id=edition.pk).values_list("key", flat=True))

    def _begin(
        self, edition: Edition, before: Sequence[Edition], after: Sequence[Edition], *, start: dt.datetime, until: dt.datetime | None
    ) -> None:
        previous = before[-1] if before else None
        planned = _planned_end(previous, after, start=start)
        wanted = until or planned
        following = after[0].live_from if after else None
        edition.live_from, edition.placed_at = start, self.now
        edition.until_before = planned if start > self.now else None
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
            self.coming.append((edition.live_from, with_months(lists, edition.published_at)))

    def _run_on(self, edition: Edition, until: dt.datetime | None) -> None:
        """Let an edition run on to the planned end, or to the next one where that begins before it."""
        following = self._next(edition)
        if following and (until is None or until > following.live_from):
            self.end(edition, at=following.live_from, ending=Edition.Ending.NEXT)
        else:
            self.end(edition, at=until, ending=Edition.Ending.PLANNED if until else Edition.Ending.NEXT)

    def _next(self, edition: Edition) -> Edition | None:
        return next((one for one in self.editions if one.live_from > edition.live_from), None)

    def _tell_those_behind(self, edition: Edition, after: Sequence[Edition]) -> None:
        """Carry on what readers were told of: an edition scheduled before that was made in ignorance of it."""
        told = edition.updated_at
        unaware = [one for one in after if told and (one.updated_at is None or one.updated_at < told)]
        for one in unaware:
            one.updated_at = told
        if unaware:
            Edition.objects.filter(pk__in=[one.pk for one in unaware]).update(updated_at=told)

    def _use_pictures(self, edition: Edition) -> None:
        pictures = pictures_of(edition.lead_image_id, edition.body)
        uses = [ImageUse(image_id=image, article_id=edition.article_id, edition=edition) for image in existing_pictures(pictures)]
        ImageUse.objects.bulk_create(uses)


_LOCKED = Prepared(lambda pk: Article.objects.select_for_update().only("pk", "version", "slug", "content_hash", "live_hash").filter(pk=pk))
_EDITIONS = Prepared(lambda pk: Edition.objects.filter(article_id=pk).light().order_by("live_from"))


def _planned_end(previous: Edition | None, after: Sequence[Edition], *, start: dt.datetime) -> dt.datetime | None:
    """Return the end that was planned for the story where an edition is put: it outlives an update."""
    if previous is None or previous.live_until is None or previous.live_until <= start:
        return None
    if previous.ending == Edition.Ending.PLANNED:
        return previous.live_until
    return after[0].until_before if after else None


def with_months(keys: Iterable[str], published_at: dt.datetime) -> set[str]:
    """Return the keys of lists and of their months."""
    return {name for key in keys for name in (key, month_key(key, published_at))}


def existing_pictures(pictures: Sequence[int]) -> list[int]:
    """Keep the ids that exist. No query for none."""
    from articles.models import Image

    return sorted(Image.objects.filter(pk__in=pictures).values_list("pk", flat=True)) if pictures else []


LISTING_COLUMNS = ("edition_id", "article_id", "key", "published_at", "live_from", "live_until")


def listing_rows(edition: Edition, keys: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return an edition's listings, as LISTING_COLUMNS names them. No query."""
    facts = (edition.published_at, edition.live_from, edition.live_until or FAR)
    return [(edition.pk, edition.article_id, key, *facts) for key in keys]
