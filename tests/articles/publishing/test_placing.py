"""Places that are hard to find: one moment for several acts, clocks set back, addresses many want, ends that were planned."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction

from articles import publishing
from articles.look import look
from articles.models import Article, ChangeCounter, ChangeKey, Edition, Listing, Path
from articles.publishing import SYSTEM, Plan, Refused
from articles.publishing import placing as placing_module
from articles.working_copy import companions_of
from tests.articles.publishing.invariants import Reader, disagreements, months, overlaps
from tests.factories import DAY, MINUTE, NOW, change, make_article, make_author, make_section, set_clock

pytestmark = pytest.mark.django_db
TICK, SECOND, HOUR = dt.timedelta(microseconds=1), dt.timedelta(seconds=1), dt.timedelta(hours=1)


def windows(article: Article) -> list[tuple[dt.datetime, dt.datetime | None, str]]:
    return list(article.editions.order_by("live_from").values_list("live_from", "live_until", "ending"))


def number() -> int:
    return ChangeCounter.objects.get().number


def raised_after(before: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=before).values_list("name", flat=True))


def test_three_acts_at_one_moment_follow_each_other_by_a_microsecond() -> None:
    article = make_article(section=make_section(name="World"))
    for _again in range(3):
        publishing.publish(article, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + TICK, ""), (NOW + TICK, NOW + 2 * TICK, ""), (NOW + 2 * TICK, None, "")]
    assert look.now() == NOW + 2 * TICK  # readers' clocks are not behind what was done


def test_publishing_at_the_very_moment_a_scheduled_edition_begins_comes_after_it() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.schedule(article, by=SYSTEM, at=NOW + HOUR)
    set_clock(NOW + HOUR)
    publishing.publish(change(article, headline="Now"), by=SYSTEM)
    assert windows(article) == [(NOW + HOUR, NOW + HOUR + TICK, ""), (NOW + HOUR + TICK, None, "")]


def test_a_clock_set_back_shows_no_page_from_before_the_act() -> None:
    section = make_section(name="World")
    article = make_article(section=section)
    reader = Reader()
    publishing.publish(article, by=SYSTEM)
    set_clock(NOW - SECOND)
    reader.read()
    assert look.now() == NOW
    assert reader.pages["front"].shown == [(article.pk, article.headline)]


def test_withdrawing_and_publishing_again_with_a_clock_set_back_raises_the_lists() -> None:
    article, reader = make_article(section=make_section(name="World")), Reader()
    publishing.publish(article, by=SYSTEM)
    set_clock(NOW + MINUTE)
    publishing.withdraw(article, by=SYSTEM)
    reader.read()
    for clock in (NOW + MINUTE, NOW + MINUTE - SECOND):
        set_clock(clock)
        publishing.publish(article, by=SYSTEM)
        reader.read()
        assert (reader.stale, reader.pages["front"].shown) == ([], [(article.pk, article.headline)])


def test_publishing_where_a_planned_end_just_came_raises_the_lists() -> None:
    article, reader = make_article(section=make_section(name="World")), Reader()
    publishing.publish(article, by=SYSTEM, until=NOW + HOUR)
    reader.read()
    set_clock(NOW + HOUR)
    reader.read()
    assert reader.pages["front"].shown == []
    publishing.publish(article, by=SYSTEM)
    reader.read()
    assert (reader.stale, reader.pages["front"].shown) == ([], [(article.pk, article.headline)])


def test_first_edition_and_its_update_that_come_due_in_one_sweep_raise_the_lists() -> None:
    article, reader = make_article(section=make_section(name="World")), Reader()
    publishing.schedule(article, by=SYSTEM, at=NOW + HOUR)
    publishing.schedule(change(article, headline="Updated"), by=SYSTEM, at=NOW + HOUR + SECOND)
    reader.read()
    before = number()
    set_clock(NOW + 2 * HOUR)
    reader.read()
    assert raised_after(before) == {f"article:{article.pk}"} | months({"front", f"section:{article.section_id}"}, NOW)
    assert (reader.stale, reader.pages["front"].shown) == ([], [(article.pk, "Updated")])


def test_twelve_stories_published_in_any_order_get_an_address_each() -> None:
    section = make_section(name="World")
    articles = [make_article(section=section, headline="Same") for _ in range(14)]
    paths = [publishing.publish(article, by=SYSTEM).path for article in reversed(articles)]
    assert len(set(paths)) == 14
    assert paths[:9] == ["/2024/03/30/same/", *(f"/2024/03/30/same-{number}/" for number in range(2, 10))]


def test_many_stories_whose_own_number_is_taken_get_an_address_each() -> None:
    section = make_section(name="World")
    articles = [make_article(section=section, headline="Same") for _ in range(14)]
    plans = [Plan(article, [publishing.fill(article, companions_of(article))]) for article in reversed(articles)]
    for plan in plans:
        plan.editions[0].live_from = NOW
    publishing.publish_many(plans, by=SYSTEM)
    assert len(set(Edition.objects.values_list("path", flat=True))) == 14
    assert disagreements(now=NOW) == []


def test_many_keep_the_address_of_an_edition_nobody_has_seen_silent() -> None:
    article = make_article(section=make_section(name="World"))
    editions = [publishing.fill(article, companions_of(article)) for _ in range(2)]
    editions[0].live_from, editions[0].live_until = NOW - DAY, NOW + DAY
    editions[1].live_from, editions[1].slug = NOW + DAY, "the-secret-is-out"
    publishing.publish_many([Plan(article, editions)], by=SYSTEM)
    assert dict(Path.objects.filter(article=article).values_list("path", "answers_from")) == {
        "/2024/03/29/a-quiet-day-at-the-harbour/": None,
        "/2024/03/29/the-secret-is-out/": NOW + DAY,
    }


def test_a_scheduled_update_with_another_address_is_silent_until_its_moment() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    publishing.schedule(change(article, slug="secret"), by=SYSTEM, at=NOW + DAY)
    assert list(Path.objects.filter(article=article).answering(at=NOW + DAY - TICK).values_list("path", flat=True)) == [
        "/2024/03/30/a-quiet-day-at-the-harbour/"
    ]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert Path.objects.filter(article=article).count() == 1


def test_cancelling_while_its_moment_comes_leaves_no_page_that_shows_it() -> None:
    ada, ben, reader = make_author(name="Ada"), make_author(name="Ben"), Reader()
    article = make_article(section=make_section(name="World"), authors=[ada])
    publishing.publish(article, by=SYSTEM)
    article.bylines.update(author=ben)
    publishing.schedule(change(article, section=make_section(name="Sport")), by=SYSTEM, at=NOW + HOUR)
    set_clock(NOW + HOUR - TICK)
    take_back = placing_module.Place.take_back

    def slowly(place: placing_module.Place, edition: Edition) -> None:
        set_clock(NOW + HOUR)
        reader.read()  # its moment comes while the verb is under way: the readers' pages have it
        take_back(place, edition)

    with patch.object(placing_module.Place, "take_back", slowly):
        publishing.cancel_schedule(article, by=SYSTEM)
    reader.read()
    assert (reader.stale, disagreements(now=NOW + HOUR)) == ([], [])


def test_lifting_an_end_that_comes_meanwhile_leaves_no_list_without_the_story() -> None:
    article, reader = make_article(section=make_section(name="World")), Reader()
    publishing.publish(article, by=SYSTEM, until=NOW + HOUR)
    set_clock(NOW + HOUR - TICK)
    plan_end = placing_module.Place.plan_end

    def slowly(place: placing_module.Place, first: Edition, until: dt.datetime | None) -> Edition:
        set_clock(NOW + HOUR)
        reader.read()  # the end comes while the verb is under way: the readers' lists are without the story
        assert reader.pages["front"].shown == []
        return plan_end(place, first, until)

    with patch.object(placing_module.Place, "plan_end", slowly):
        publishing.publish_until(article, until=None, by=SYSTEM)
    reader.read()
    assert (reader.stale, reader.pages["front"].shown) == ([], [(article.pk, article.headline)])


def test_deleting_while_its_moment_comes_leaves_no_page_that_shows_it() -> None:
    article, reader = make_article(section=make_section(name="World")), Reader()
    publishing.schedule(article, by=SYSTEM, at=NOW + HOUR)
    set_clock(NOW + HOUR - TICK)
    take_back = placing_module.Place.take_back

    def slowly(place: placing_module.Place, edition: Edition) -> None:
        set_clock(NOW + HOUR)
        reader.read()
        assert reader.pages["front"].shown == [(article.pk, article.headline)]
        take_back(place, edition)

    with patch.object(placing_module.Place, "take_back", slowly):
        publishing.delete(article, by=SYSTEM)
    reader.read()
    assert (reader.stale, reader.pages["front"].shown) == ([], [])


def test_nothing_scheduled_is_seen_at_once_after_a_clock_was_set_back() -> None:
    section = make_section(name="World")
    publishing.publish(make_article(section=section), by=SYSTEM)
    set_clock(NOW - HOUR)
    article = make_article(section=section)
    with pytest.raises(Refused, match="This moment is past"):
        publishing.schedule(article, by=SYSTEM, at=NOW - MINUTE)
    assert windows(article) == []


def test_story_ends_as_planned_also_where_an_update_is_scheduled_before_that() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    publishing.schedule(change(article, headline="Update"), by=SYSTEM, at=NOW + HOUR)
    last = publishing.publish_until(article, until=NOW + DAY, by=SYSTEM)
    assert (last.headline, windows(article)) == ("Update", [(NOW, NOW + HOUR, ""), (NOW + HOUR, NOW + DAY, "planned")])
    publishing.publish(change(article, headline="Correction"), by=SYSTEM, until=NOW + 2 * DAY)
    assert windows(article)[1:] == [(NOW + TICK, NOW + HOUR, ""), (NOW + HOUR, NOW + 2 * DAY, "planned")]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article)[1:] == [(NOW + TICK, NOW + 2 * DAY, "planned")]
    assert disagreements(now=NOW) == []


def test_what_is_scheduled_behind_a_planned_end_comes_all_the_same() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY)
    publishing.publish_until(article, until=NOW + HOUR, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + HOUR, "planned"), (NOW + DAY, None, "")]
    publishing.publish_until(article, until=NOW + DAY, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + DAY, "planned"), (NOW + DAY, None, "")]
    publishing.publish_until(article, until=None, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + DAY, ""), (NOW + DAY, None, "")]


def test_lifting_an_end_lifts_that_of_the_scheduled_update() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM, until=NOW + DAY)
    publishing.schedule(change(article, headline="Update"), by=SYSTEM, at=NOW + HOUR)
    publishing.publish_until(article, until=None, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + HOUR, ""), (NOW + HOUR, None, "")]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, None, "")]


@pytest.mark.parametrize("planned", [None, 3 * DAY, DAY + HOUR])
def test_cancelling_gives_back_the_end_there_was_before_the_schedule(planned: dt.timedelta | None) -> None:
    article = make_article(section=make_section(name="World"))
    end = NOW + planned if planned else None
    publishing.publish(article, by=SYSTEM, until=end)
    publishing.schedule(change(article, headline="Update"), by=SYSTEM, at=NOW + DAY, until=NOW + 2 * DAY)
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, end, "planned" if end else "")]


@pytest.mark.parametrize("first_scheduled", [1, 2])
def test_end_outlives_two_schedules_in_whatever_order_they_came(first_scheduled: int) -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM, until=NOW + 5 * DAY)
    for days in (first_scheduled, 3 - first_scheduled):
        publishing.schedule(change(article, headline=f"Update {days}"), by=SYSTEM, at=NOW + days * DAY)
    assert windows(article)[-1] == (NOW + 2 * DAY, NOW + 5 * DAY, "planned")
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + 2 * DAY, ""), (NOW + 2 * DAY, NOW + 5 * DAY, "planned")]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + 5 * DAY, "planned")]


def test_inherited_end_is_kept_by_an_update_and_given_back_by_its_cancelling() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM, until=NOW + DAY)
    publishing.schedule(change(article, headline="Update"), by=SYSTEM, at=NOW + HOUR)
    assert windows(article) == [(NOW, NOW + HOUR, ""), (NOW + HOUR, NOW + DAY, "planned")]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + DAY, "planned")]


def test_scheduling_after_a_planned_end_leaves_that_end() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM, until=NOW + HOUR)
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY)
    assert windows(article) == [(NOW, NOW + HOUR, "planned"), (NOW + DAY, None, "")]
    publishing.cancel_schedule(article, by=SYSTEM)
    assert windows(article) == [(NOW, NOW + HOUR, "planned")]


def test_first_day_in_the_address_is_that_of_the_site_and_stays_once_seen(settings: object) -> None:
    settings.TIME_ZONE = "Europe/Berlin"  # type: ignore[attr-defined]
    article = make_article(section=make_section(name="World"))
    at = dt.datetime(2024, 3, 30, 23, 30, tzinfo=dt.UTC)
    set_clock(at)
    assert publishing.publish(article, by=SYSTEM).path == "/2024/03/31/a-quiet-day-at-the-harbour/"
    set_clock(at + 3 * DAY)
    assert publishing.publish(change(article, slug="other"), by=SYSTEM).path == "/2024/03/31/other/"


def test_an_unseen_story_follows_its_new_day_and_gives_the_old_address_back() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.schedule(article, by=SYSTEM, at=NOW + 5 * DAY)
    publishing.cancel_schedule(article, by=SYSTEM)
    publishing.schedule(article, by=SYSTEM, at=NOW + 6 * DAY)
    assert list(Path.objects.filter(article=article).values_list("path", "answers_from")) == [
        ("/2024/04/05/a-quiet-day-at-the-harbour/", NOW + 6 * DAY)
    ]


def test_a_notice_no_database_can_keep_is_cleaned() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish(article, by=SYSTEM)
    publishing.withdraw(article, by=SYSTEM, notice="We were\x00 wrong\ud800.")
    assert article.editions.get().notice == "We were wrong."
    publishing.edit_notice(article, by=SYSTEM, notice="\x00Sorry.")
    assert article.editions.get().notice == "Sorry."


def test_what_is_published_together_is_complete() -> None:
    empty = make_article(section=make_section(name="World"), body="")
    edition = publishing.fill(empty, companions_of(empty))
    edition.live_from = NOW
    with pytest.raises(Refused, match="The body is empty"):
        publishing.publish_many([Plan(empty, [edition])], by=SYSTEM)
    assert Edition.objects.count() == 0


def test_a_section_this_process_does_not_know_yet_can_be_published_into(settings: object) -> None:
    article = make_article(section=make_section(name="World"))
    look.now()
    with patch("articles.look.Look.refresh"):  # another process made it less than 100 ms ago
        from articles.sections import tree

        tree()
        new = make_section(name="New")
        edition = publishing.publish(change(article, section=new), by=SYSTEM)
    assert set(Listing.objects.filter(edition=edition).values_list("key", flat=True)) == {"front", f"section:{new.pk}"}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the constraint exists on PostgreSQL")
@pytest.mark.postgres
def test_the_database_itself_refuses_overlapping_editions() -> None:
    article = make_article(section=make_section(name="World"))
    edition = publishing.publish(article, by=SYSTEM)
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.live_from = None, NOW + HOUR
    with pytest.raises(IntegrityError, match="edition_no_overlap"), transaction.atomic():
        copy.save(force_insert=True)
    Edition.objects.filter(pk=edition.pk).update(live_until=NOW + HOUR)
    copy.save(force_insert=True)  # where the first one ends, the next one may begin
    assert (overlaps(), connection.vendor) == (0, "postgresql")
