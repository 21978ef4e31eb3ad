"""The verbs: what each does to editions, listings, paths and keys, at exact moments."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from articles import publishing
from articles.look import look
from articles.models import Article, ChangeKey, Edition, Listing, Path
from articles.publication import PublicationState
from articles.publishing import SYSTEM, Incomplete, NotAllowed, Overtaken, Refused
from articles.saving import save_section
from tests.factories import NOW, change, make_article, make_author, make_section, make_tag, make_user, set_clock

pytestmark = pytest.mark.django_db
HOUR, DAY, TICK = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(microseconds=1)


def article_in(name: str = "World", **rest: Any) -> Article:
    return make_article(section=make_section(name=name), **rest)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def windows(article: Article) -> list[tuple[str, dt.datetime, dt.datetime | None, str]]:
    return list(article.editions.order_by("live_from").values_list("headline", "live_from", "live_until", "ending"))


def state(article: Article, *, at: dt.datetime) -> PublicationState:
    return Article.objects.with_publication(at=at).get(pk=article.pk).publication.state


def raised_since(number: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=number).values_list("name", flat=True))


def last_number() -> int:
    return max([0, *ChangeKey.objects.values_list("changed", flat=True)])


def live_headline(article: Article, *, at: dt.datetime) -> str | None:
    return article.editions.live(at=at).values_list("headline", flat=True).first()


def test_publish_shows_the_working_copy_from_now_on() -> None:
    article = article_in(headline="Ferries stop", kicker="Storm")
    edition = publishing.publish(article, by=SYSTEM, now=NOW)
    assert windows(article) == [("Ferries stop", NOW, None, "")]
    assert (edition.kicker, edition.published_at, edition.updated_at, edition.path) == ("Storm", NOW, None, "/2024/03/30/ferries-stop/")
    assert fresh(article).live_hash == fresh(article).content_hash != ""
    assert fresh(article).slug == "ferries-stop"


def test_an_edition_stands_in_front_every_section_above_its_authors_and_tags() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    author, tag = make_author(name="Mara Lind"), make_tag(name="Storms")
    edition = publishing.publish(make_article(section=europe, authors=[author], tags=[tag]), by=SYSTEM, now=NOW)
    rows = Listing.objects.filter(edition_id=edition.pk).values_list("key", "published_at", "live_from", "live_until")
    far = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
    keys = {"front", f"section:{world.pk}", f"section:{europe.pk}", f"author:{author.pk}", f"tag:{tag.pk}"}
    assert set(rows) == {(key, NOW, NOW, far) for key in keys}


def test_live_from_is_included_and_live_until_is_not() -> None:
    article = article_in(headline="Old")
    publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.schedule(change(article, headline="New"), by=SYSTEM, at=NOW + HOUR, now=NOW)
    assert live_headline(article, at=NOW - TICK) is None
    assert live_headline(article, at=NOW) == "Old"
    assert live_headline(article, at=NOW + HOUR - TICK) == "Old"
    assert live_headline(article, at=NOW + HOUR) == "New"


def test_first_publication_raises_the_story_and_its_lists_with_their_months() -> None:
    article, before = article_in(), last_number()
    publishing.publish(article, by=SYSTEM, now=NOW)
    section = f"section:{article.section_id}"
    assert raised_since(before) == {f"article:{article.pk}", "front", "front@2024-03", section, f"{section}@2024-03"}


def test_a_new_headline_raises_the_story_alone() -> None:
    article = article_in()
    publishing.publish(article, by=SYSTEM, now=NOW)
    before = last_number()
    publishing.publish(change(article, headline="Better"), by=SYSTEM, now=NOW + HOUR)
    assert raised_since(before) == {f"article:{article.pk}"}


def test_a_new_tag_raises_the_story_and_the_tags_list() -> None:
    article, tag = article_in(), make_tag(name="Storms")
    publishing.publish(article, by=SYSTEM, now=NOW)
    article.tags.add(tag)
    before = last_number()
    publishing.publish(change(article), by=SYSTEM, now=NOW + HOUR)
    assert raised_since(before) == {f"article:{article.pk}", f"tag:{tag.pk}", f"tag:{tag.pk}@2024-03"}


def test_scheduling_raises_no_list_until_its_moment_comes() -> None:
    article, before = article_in(), last_number()
    set_clock(NOW)
    look.now()
    publishing.schedule(article, by=SYSTEM, at=NOW + HOUR, now=NOW)
    assert raised_since(before) == {f"article:{article.pk}"}
    before = last_number()
    set_clock(NOW + HOUR)
    look.now()
    section = f"section:{article.section_id}"
    assert raised_since(before) == {f"article:{article.pk}", "front", "front@2024-03", section, f"{section}@2024-03"}


def test_a_planned_end_that_comes_is_swept_once() -> None:
    article = article_in()
    set_clock(NOW)
    publishing.publish(article, by=SYSTEM, until=NOW + HOUR)
    look.now()
    before = last_number()
    set_clock(NOW + HOUR)
    look.now()
    assert f"article:{article.pk}" in raised_since(before)
    before = last_number()
    set_clock(NOW + 2 * HOUR)
    look.now()
    assert raised_since(before) == set()


def test_the_verb_that_was_done_at_once_is_not_swept_again() -> None:
    article = article_in()
    set_clock(NOW)
    look.now()
    publishing.publish(article, by=SYSTEM)
    before = last_number()
    set_clock(NOW + HOUR)
    look.now()
    assert raised_since(before) == set()


def test_publish_now_before_a_scheduled_one_ends_where_that_begins() -> None:
    article = article_in(headline="Planned")
    publishing.schedule(article, by=SYSTEM, at=NOW + 3 * DAY, now=NOW)
    assert Path.objects.get(article=article).path == "/2024/04/02/planned/"
    publishing.publish(change(article, headline="Breaking"), by=SYSTEM, now=NOW + HOUR)
    assert windows(article) == [("Breaking", NOW + HOUR, NOW + 3 * DAY, ""), ("Planned", NOW + 3 * DAY, None, "")]
    assert set(article.editions.values_list("published_at", flat=True)) == {NOW + HOUR}
    assert list(Path.objects.filter(article=article).values_list("path", "answers_from")) == [("/2024/03/30/planned/", None)]


def test_scheduling_twice_for_one_moment_replaces_what_nobody_has_seen() -> None:
    article = article_in(headline="First")
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY, now=NOW)
    publishing.schedule(change(article, headline="Second"), by=SYSTEM, at=NOW + DAY, now=NOW + HOUR)
    assert windows(article) == [("Second", NOW + DAY, None, "")]


def test_cancelling_the_middle_one_of_three_lets_the_one_before_run_on() -> None:
    article = article_in(headline="One")
    publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.schedule(change(article, headline="Two"), by=SYSTEM, at=NOW + DAY, now=NOW)
    publishing.schedule(change(article, headline="Three"), by=SYSTEM, at=NOW + 2 * DAY, now=NOW)
    publishing.cancel_schedule(article, by=SYSTEM, now=NOW + HOUR)
    assert windows(article) == [("One", NOW, NOW + 2 * DAY, ""), ("Three", NOW + 2 * DAY, None, "")]
    listed = set(Listing.objects.filter(article_id=article.pk, key="front").values_list("live_from", "live_until"))
    assert listed == set(article.editions.values_list("live_from", "live_until").exclude(live_until=None)) | {
        (NOW + 2 * DAY, dt.datetime(9999, 12, 31, tzinfo=dt.UTC))
    }


def test_cancelling_the_only_one_frees_the_path_nobody_has_seen() -> None:
    article = article_in()
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY, now=NOW)
    publishing.cancel_schedule(article, by=SYSTEM, now=NOW)
    assert (windows(article), Path.objects.filter(article=article).count(), fresh(article).live_hash) == ([], 0, "")


def test_a_claimed_path_answers_from_its_moment_on() -> None:
    article = article_in()
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY, now=NOW)
    paths = Path.objects.filter(article=article)
    assert [paths.answering(at=moment).exists() for moment in (NOW, NOW + DAY - TICK, NOW + DAY)] == [False, False, True]


def test_withdraw_ends_it_now_with_its_notice_and_takes_back_what_was_scheduled() -> None:
    article = article_in()
    publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.schedule(change(article, headline="Later"), by=SYSTEM, at=NOW + DAY, now=NOW)
    publishing.withdraw(article, by=SYSTEM, notice="We were wrong.", now=NOW + HOUR)
    edition = article.editions.get()
    assert (edition.live_until, edition.ending, edition.notice) == (NOW + HOUR, "withdrawn", "We were wrong.")
    assert state(article, at=NOW + HOUR) == PublicationState.WITHDRAWN
    publishing.edit_notice(article, notice="We were wrong, and sorry.", by=SYSTEM, now=NOW + 2 * HOUR)
    edition.refresh_from_db()
    assert (edition.notice, edition.live_until) == ("We were wrong, and sorry.", NOW + HOUR)


def test_published_again_after_a_withdrawal_it_keeps_its_first_moment_and_address() -> None:
    article = article_in()
    first = publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.withdraw(article, by=SYSTEM, now=NOW + HOUR)
    second = publishing.publish(article, by=SYSTEM, now=NOW + 40 * DAY)
    assert (second.published_at, second.path, second.live_from) == (NOW, first.path, NOW + 40 * DAY)


def test_publish_until_plans_the_end_and_an_update_keeps_it() -> None:
    article = article_in(headline="Sale")
    publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.publish_until(article, until=NOW + DAY, by=SYSTEM, now=NOW)
    publishing.publish(change(article, headline="Sale, corrected"), by=SYSTEM, now=NOW + HOUR)
    assert windows(article) == [("Sale", NOW, NOW + HOUR, ""), ("Sale, corrected", NOW + HOUR, NOW + DAY, "planned")]
    assert state(article, at=NOW + DAY) == PublicationState.EXPIRED
    publishing.publish_until(article, until=None, by=SYSTEM, now=NOW + 2 * HOUR)
    assert windows(article)[-1] == ("Sale, corrected", NOW + HOUR, None, "")


def test_roll_back_makes_a_new_edition_and_leaves_the_working_copy() -> None:
    article = article_in(headline="Right")
    first = publishing.publish(article, by=SYSTEM, now=NOW)
    wrong = change(article, headline="Wrong")
    publishing.publish(wrong, by=SYSTEM, now=NOW + HOUR)
    again = publishing.roll_back(wrong, to=Edition.objects.get(pk=first.pk), by=SYSTEM, now=NOW + 2 * HOUR)
    assert (again.headline, again.blocks, again.live_from) == ("Right", first.blocks, NOW + 2 * HOUR)
    assert (fresh(article).headline, fresh(article).has_unpublished_changes) == ("Wrong", True)


def test_tell_readers_moves_updated_at_and_nothing_else_does() -> None:
    article = article_in()
    publishing.publish(article, by=SYSTEM, now=NOW, tell_readers=True)
    quiet = publishing.publish(change(article, deck="Comma."), by=SYSTEM, now=NOW + HOUR)
    told = publishing.publish(change(article, deck="News."), by=SYSTEM, now=NOW + 2 * HOUR, tell_readers=True)
    later = publishing.publish(change(article, deck="Comma again."), by=SYSTEM, now=NOW + 3 * HOUR)
    assert [one.updated_at for one in (quiet, told, later)] == [None, NOW + 2 * HOUR, NOW + 2 * HOUR]


def test_what_readers_are_told_stands_on_what_was_scheduled_before() -> None:
    article = article_in()
    publishing.publish(article, by=SYSTEM, now=NOW)
    publishing.schedule(change(article, deck="Comma."), by=SYSTEM, at=NOW + DAY, now=NOW)
    publishing.schedule(change(article, deck="More news."), by=SYSTEM, at=NOW + 2 * DAY, now=NOW, tell_readers=True)
    publishing.publish(change(article, deck="News."), by=SYSTEM, now=NOW + HOUR, tell_readers=True)
    updated = article.editions.order_by("live_from").values_list("updated_at", flat=True)
    assert list(updated) == [None, NOW + HOUR, NOW + HOUR, NOW + 2 * DAY]


def test_next_scheduled_is_the_one_readers_will_see_next() -> None:
    article, other = article_in(), article_in("Sport")
    publishing.schedule(other, by=SYSTEM, at=NOW + HOUR, now=NOW)
    publishing.publish(article, by=SYSTEM, now=NOW)
    assert publishing.next_scheduled(article, now=NOW) is None
    for days in (2, 1):
        publishing.schedule(change(article, headline=f"In {days}"), by=SYSTEM, at=NOW + days * DAY, now=NOW)
    told = [publishing.next_scheduled(article, now=NOW + days * DAY) for days in (0, 1, 2)]
    assert [one and one.headline for one in told] == ["In 1", "In 2", None]


def test_the_address_follows_the_slug_and_the_day_stays_once_seen() -> None:
    article = article_in(headline="Ferries stop")
    publishing.publish(article, by=SYSTEM, now=NOW)
    renamed = change(article, slug="ferries-run")
    edition = publishing.publish(renamed, by=SYSTEM, now=NOW + 5 * DAY)
    assert edition.path == "/2024/03/30/ferries-run/"
    assert set(Path.objects.filter(article=article).values_list("path", flat=True)) == {"/2024/03/30/ferries-stop/", edition.path}


def test_twelve_stories_of_one_day_that_want_one_address_all_get_one() -> None:
    section = make_section(name="World")
    paths = [publishing.publish(make_article(section=section, headline="Same"), by=SYSTEM, now=NOW).path for _ in range(12)]
    assert paths[:3] == ["/2024/03/30/same/", "/2024/03/30/same-2/", "/2024/03/30/same-3/"]
    assert len(set(paths)) == 12


def test_a_headline_of_emoji_gets_an_address_by_number() -> None:
    article = article_in(headline="🔥🔥🔥")
    assert publishing.publish(article, by=SYSTEM, now=NOW).path == f"/2024/03/30/story-{article.pk}/"


@pytest.mark.parametrize(("missing", "sentence"), [("section", "Choose the section"), ("body", "The body is empty")])
def test_what_is_missing_is_said_and_nothing_changes(missing: str, sentence: str) -> None:
    article = make_article(section=None if missing == "section" else make_section(name="W"), body="" if missing == "body" else "<p>x</p>")
    with pytest.raises(Incomplete) as refusal:
        publishing.publish(article, by=SYSTEM, now=NOW)
    assert [str(one)[: len(sentence)] for one in refusal.value.sentences] == [sentence]
    assert article.editions.count() == 0


def test_who_may_publish_and_who_may_not() -> None:
    article = article_in()
    reporter, editor = make_user(groups=["Reporter"]), make_user(groups=["Editor"])
    with pytest.raises(NotAllowed, match="may not publish"):
        publishing.publish(article, by=reporter, now=NOW)
    assert publishing.publish(article, by=editor, now=NOW).published_by == editor
    for verb in (publishing.withdraw, publishing.cancel_schedule):
        with pytest.raises(NotAllowed):
            verb(article, by=reporter, now=NOW)
    with pytest.raises(NotAllowed):
        publishing.roll_back(article, to=article.editions.get(), by=reporter, now=NOW)


def test_a_story_somebody_else_saved_meanwhile_is_not_published() -> None:
    article = article_in()
    change(fresh(article), headline="Theirs")
    with pytest.raises(Overtaken, match="Somebody else saved this story"):
        publishing.publish(article, by=SYSTEM, now=NOW)
    assert article.editions.count() == 0


@pytest.mark.parametrize("year", [1, 9999])
def test_moments_no_calendar_holds_are_refused(year: int) -> None:
    moment = dt.datetime(year, 6, 1, tzinfo=dt.UTC)
    with pytest.raises(Refused):
        publishing.schedule(article_in(), by=SYSTEM, at=moment, now=NOW)


def test_past_moments_and_ends_before_beginnings_are_refused() -> None:
    article = article_in()
    for wrong in ({"at": NOW - TICK}, {"at": NOW + DAY, "until": NOW + HOUR}):
        with pytest.raises(Refused):
            publishing.schedule(article, by=SYSTEM, now=NOW, **wrong)
    assert article.editions.count() == 0


def test_only_a_story_readers_never_saw_is_deleted() -> None:
    seen, unseen = article_in("A"), article_in("B", headline="Unseen")
    publishing.publish(seen, by=SYSTEM, now=NOW)
    publishing.schedule(unseen, by=SYSTEM, at=NOW + DAY, now=NOW)
    with pytest.raises(Refused, match="Withdraw it instead"):
        publishing.delete(seen, by=SYSTEM, now=NOW + HOUR)
    publishing.delete(unseen, by=SYSTEM, now=NOW + HOUR)
    assert list(Article.objects.values_list("pk", flat=True)) == [seen.pk]
    assert list(Path.objects.filter(article=None, section=None).values_list("path", flat=True)) == []


def test_deleting_a_related_story_leaves_the_other_whole() -> None:
    section = make_section(name="World")
    gone = make_article(section=section, headline="Gone")
    keeps = make_article(section=section, headline="Keeps", related=[gone])
    edition = publishing.publish(keeps, by=SYSTEM, now=NOW)
    assert edition.related == [gone.pk]
    publishing.delete(gone, by=SYSTEM, now=NOW)
    assert (keeps.related.count(), fresh(keeps).has_unpublished_changes) == (0, True)


@pytest.mark.parametrize(
    ("wall", "offset_hours"),
    [((2026, 3, 29, 3, 0), 2), ((2026, 10, 25, 3, 0), 1)],
    ids=["clocks go forward", "clocks go back"],
)
def test_a_schedule_across_a_change_of_summer_time_is_true_to_the_wall_clock(wall: tuple[int, ...], offset_hours: int) -> None:
    article = article_in(headline="Spring forward")
    at = dt.datetime(*wall, tzinfo=ZoneInfo("Europe/Berlin"))  # type: ignore[misc]
    in_utc = at.astimezone(dt.UTC)
    publishing.schedule(article, by=SYSTEM, at=at, now=in_utc - DAY)
    assert in_utc.hour == 3 - offset_hours
    assert [live_headline(article, at=in_utc + step) for step in (-TICK, dt.timedelta(0))] == [None, "Spring forward"]


def test_the_hour_that_happens_twice_holds_two_moments() -> None:
    article = article_in(headline="First pass")
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (dt.datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    now = first.astimezone(dt.UTC) - DAY
    publishing.schedule(article, by=SYSTEM, at=first, now=now)
    publishing.schedule(change(article, headline="Second pass"), by=SYSTEM, at=second, now=now)
    assert [one[:2] for one in windows(article)] == [
        ("First pass", dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)),
        ("Second pass", dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)),
    ]


def test_a_process_whose_clock_is_a_second_behind_never_acts_before_the_last_sweep() -> None:
    article, other = article_in("A", headline="Due"), article_in("B")
    set_clock(NOW)
    publishing.schedule(article, by=SYSTEM, at=NOW + HOUR)
    set_clock(NOW + HOUR)
    assert look.now() == NOW + HOUR  # this process sweeps
    set_clock(NOW + HOUR - dt.timedelta(seconds=1))  # the next one is a second behind
    assert look.now() == NOW + HOUR
    assert publishing.publish(other, by=SYSTEM).live_from == NOW + HOUR


def test_a_scheduled_story_survives_its_sections_move() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    europe = make_section(name="Europe", parent=world)
    article = make_article(section=europe)
    publishing.schedule(article, by=SYSTEM, at=NOW + DAY, now=NOW)
    europe.parent = sport
    save_section(europe)
    keys = set(Listing.objects.filter(article_id=article.pk).values_list("key", flat=True))
    assert keys == {"front", f"section:{europe.pk}", f"section:{sport.pk}"}
