"""The verbs: buttons, bulk acts, commands, imports and the API all call these, and nothing else writes editions.

Each takes `by` (an account or `SYSTEM`) and `now` (aware; None: the database's clock, read once the story is locked), and raises
`Refused` with sentences when it is not done: then nothing has changed.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import deleted_drafts, search
from articles.look import moment
from articles.models import Article, Edition, RelatedArticle
from articles.moments import EARLIEST, LATEST
from articles.publishing.composing import Composition, compose, compose_again, overtaken
from articles.publishing.placing import Place
from articles.publishing.refusals import PUBLISH, WITHDRAW, Account, Refused, System, account_id, demand_right
from articles.sections import hold_sections
from articles.working_copy import settle_companions


def publish(
    article: Article,
    *,
    by: Account | System,
    now: dt.datetime | None = None,
    until: dt.datetime | None = None,
    tell_readers: bool = False,
    instead_of_the_schedule: bool = False,
) -> Edition:
    """Show readers the saved working copy from now on, until `until` where it is given; else a planned end stays as it was.

    The story ends at `until` also where an update is scheduled before that: the update has the end then. What is scheduled for later
    comes all the same, and it was made from older words: `next_scheduled` tells of it.
    `tell_readers`: the page says “updated”, for a change that readers should know of.
    `instead_of_the_schedule`: a first publication takes back the one edition that is scheduled, where it says the same for good.
    """
    demand_right(by, PUBLISH)
    _demand_sane(until)
    composition = compose(article, at=now or moment())
    return _place(
        composition, by=by, at=None, now=now, until=until, tell_readers=tell_readers, instead_of_the_schedule=instead_of_the_schedule
    )


def schedule(
    article: Article,
    *,
    by: Account | System,
    at: dt.datetime | None,
    now: dt.datetime | None = None,
    until: dt.datetime | None = None,
    tell_readers: bool = False,
) -> Edition:
    """Show readers the saved working copy from `at` on. A moment that is past is refused; None means now. `until`: as in `publish`."""
    demand_right(by, PUBLISH)
    _demand_sane(at, until)
    composition = compose(article, at=now or moment())
    return _place(composition, by=by, at=at, now=now, until=until, tell_readers=tell_readers)


def roll_back(article: Article, *, to: Edition, by: Account | System, now: dt.datetime | None = None) -> Edition:
    """Show readers again what an earlier edition said. A new edition is made; the working copy stays as it is."""
    demand_right(by, PUBLISH)
    if to.article_id != article.pk:
        raise Refused(_("This edition belongs to another story."))
    if to.live_from > moment(now):
        raise Refused(_("Readers have not seen this edition yet. Publish instead."))
    return _place(compose_again(to), by=by, at=None, now=now, until=None, tell_readers=False)


@transaction.atomic
def publish_until(article: Article, *, until: dt.datetime | None, by: Account | System, now: dt.datetime | None = None) -> Edition:
    """Plan the end of what readers see now, or will see next; None lifts a planned end. Returns the edition that ends then.

    The story ends at `until` whatever is scheduled before that; what is scheduled for later comes all the same.
    """
    demand_right(by, PUBLISH)
    _demand_sane(None, until)
    place = Place.lock(article.pk, now=now)
    edition = place.live or next(iter(place.unseen), None)
    if edition is None:
        raise Refused(_("This story is neither live nor scheduled. Publish it first."))
    if until is not None and until <= max(place.now, edition.live_from):
        raise Refused(_("The end must lie after the beginning, and ahead. Choose a later moment."))
    last = place.plan_end(edition, until)
    place.settle()
    return last


@transaction.atomic
def withdraw(article: Article, *, by: Account | System, notice: str = "", now: dt.datetime | None = None) -> Edition:
    """Take a live story from its readers, who find the notice in its place. Scheduled editions are taken back too."""
    demand_right(by, WITHDRAW)
    place = Place.lock(article.pk, now=now)
    live = place.live
    if live is None:
        raise Refused(_("This story is not live, so there is nothing to withdraw."))
    for edition in reversed(place.unseen):
        place.take_back(edition)
    place.end(live, at=place.now, ending=Edition.Ending.WITHDRAWN, notice=notice)
    place.touch_lists(place.listed(live), live.published_at)
    place.settle()
    return live


@transaction.atomic
def edit_notice(article: Article, *, notice: str, by: Account | System, now: dt.datetime | None = None) -> Edition:
    """Change what readers find in the place of a withdrawn story."""
    demand_right(by, WITHDRAW)
    place = Place.lock(article.pk, now=now)
    last = next(reversed(place.seen), None)
    if last is None or place.live is not None or last.ending != Edition.Ending.WITHDRAWN:
        raise Refused(_("Only a withdrawn story has a notice."))
    place.end(last, at=last.live_until, ending=last.ending, notice=notice)
    place.settle()
    return last


@transaction.atomic
def cancel_schedule(article: Article, *, by: Account | System, now: dt.datetime | None = None) -> Edition:
    """Take back the next scheduled edition and return it. The one that was to end at its beginning ends as if it had never been there."""
    demand_right(by, PUBLISH)
    place = Place.lock(article.pk, now=now)
    coming = next(iter(place.unseen), None)
    if coming is None:
        raise Refused(_("Nothing is scheduled for this story."))
    place.take_back(coming)
    place.settle()
    return coming


@transaction.atomic
def delete(article: Article, *, by: Account | System, now: dt.datetime | None = None) -> None:
    """Delete a story that readers never saw, with what was scheduled of it; its draft is kept for a while. Others can only be withdrawn."""
    if not isinstance(by, System) and not by.has_perm("articles.delete_article"):
        raise Refused(_("Your account may not delete stories."))
    pickers = _lock_with_pickers(article.pk)
    place = Place.lock(article.pk, now=now)
    if place.seen:
        raise Refused(_("Readers have seen this story, so it cannot be deleted. Withdraw it instead."))
    for edition in reversed(place.unseen):
        place.take_back(edition)
    doomed = Article.objects.get(pk=article.pk)
    deleted_drafts.keep(doomed, by=account_id(by), now=place.now)
    doomed.delete()
    search.forget(article.pk)
    settle_companions(pickers)
    place.count()


def _lock_with_pickers(article_id: int) -> list[Article]:
    """Lock a story and those under which it stands as related, in one order for everybody; return the latter."""
    hold_sections()
    pickers = RelatedArticle.objects.filter(target=article_id).values_list("article_id", flat=True)
    locked = list(Article.objects.select_for_update().filter(pk__in=[article_id, *pickers]).order_by("pk"))
    if not {one.pk for one in locked}.issuperset(pickers.all()):
        raise overtaken()  # one more has picked it since; none can any more
    return [one for one in locked if one.pk != article_id]


@transaction.atomic
def _place(
    composition: Composition,
    *,
    by: Account | System,
    at: dt.datetime | None,
    now: dt.datetime | None,
    until: dt.datetime | None,
    tell_readers: bool,
    instead_of_the_schedule: bool = False,
) -> Edition:
    edition = composition.edition
    place = Place.lock(edition.article_id, now=now, version=composition.version)
    if at is not None and at <= place.now:
        raise Refused(_("This moment is past. Publish now, or choose a later one."))
    start = at or place.now
    if until is not None and until <= start:
        raise Refused(_("The end must lie after the beginning, and ahead. Choose a later moment."))
    if instead_of_the_schedule:
        _take_back_the_same(place, edition)
    edition.published_by_id = account_id(by)
    edition.updated_at = start if tell_readers and place.seen else None
    place.put(edition, start=start, until=until)
    place.settle()
    return edition


def _take_back_the_same(place: Place, edition: Edition) -> None:
    """Take back the only edition of a story nobody has seen, where it says the same for good: it would overwrite tonight's corrections."""
    if place.seen or len(place.unseen) != 1:
        return
    coming = place.unseen[0]
    if coming.content_hash == edition.content_hash and coming.live_until is None:
        place.take_back(coming)


def _demand_sane(*moments: dt.datetime | None) -> None:
    for one in moments:
        if one is not None and not EARLIEST <= one <= LATEST:
            raise Refused(_("This year is outside of what a calendar holds. Choose a moment between the years 1000 and 9998."))
