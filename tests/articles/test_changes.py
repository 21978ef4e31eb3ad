"""Changes as numbers: keys, the counter, the collector of a page, the sweep."""

import datetime as dt
import re
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import changes, publishing
from articles.changes import collecting, depends_on, gathered, give_number, month_key, next_due, raise_keys, raise_what_came_due, taken_back
from articles.look import look
from articles.models import Article, Author, ChangeCounter, ChangeKey
from articles.models.changes import EPOCH
from articles.publishing import SYSTEM
from tests.articles.publishing.invariants import months
from tests.factories import DAY, MINUTE, NOW, change, make_article, make_author, make_image, make_section, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(_fresh_look: None) -> None:
    set_clock(NOW)


TICK = dt.timedelta(microseconds=1)


def keys() -> dict[str, int]:
    return dict(ChangeKey.objects.values_list("name", "changed"))


def raised_after(number: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=number).values_list("name", flat=True))


def number() -> int:
    return ChangeCounter.objects.get().number


def test_first_change_of_a_site_has_number_one() -> None:
    change_made = raise_keys(["front"])
    assert change_made == changes.Change(1, EPOCH)
    assert (keys(), number()) == ({"front": 1}, 1)


def test_key_carries_the_number_of_the_change_that_last_raised_it() -> None:
    raise_keys(["front", "article:1"])
    raise_keys(["front"])
    assert keys() == {"article:1": 1, "front": 2}


def test_no_keys_count_no_change() -> None:
    assert raise_keys([]) is None
    assert not ChangeCounter.objects.exists()


def test_keys_are_written_sorted_and_each_once_after_the_counter() -> None:
    with CaptureQueriesContext(connection) as captured:
        raise_keys(["b", "a", "b", "c"])
    written = " ".join(query["sql"] for query in captured if "INSERT" in query["sql"])
    assert written.index("articles_changecounter") < written.index("articles_changekey")
    assert re.findall(r"""(?<=[{'",])[abc](?=[}'",])""", written) == ["a", "b", "c"]


def test_thousands_of_keys_take_few_statements(django_assert_num_queries: Any) -> None:
    names = [f"article:{pk}" for pk in range(1000)]
    with transaction.atomic(), django_assert_num_queries(3):
        give_number(7, names)
    assert keys() == dict.fromkeys(names, 7)


def test_what_is_taken_back_counted_nothing() -> None:
    raise_keys(["front"])
    with transaction.atomic():
        raise_keys(["front"])
        transaction.set_rollback(True)
    assert (keys(), number()) == ({"front": 1}, 1)


def test_page_collects_what_it_says_it_depends_on_and_nothing_from_others() -> None:
    depends_on("lost")
    with collecting() as outer:
        depends_on("a", "b")
        with collecting() as inner:
            depends_on("c")
        depends_on("d")
    depends_on("lost too")
    assert (outer, inner) == ({"a", "b", "d"}, {"c"})


def test_collector_is_closed_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collecting() as inside:
        raise ZeroDivisionError
    depends_on("late")
    assert inside == set()


@pytest.mark.parametrize(
    ("published_at", "key"),
    [
        (dt.datetime(2024, 3, 31, 21, 59, 59, tzinfo=dt.UTC), "front@2024-03"),
        (dt.datetime(2024, 3, 31, 22, 0, tzinfo=dt.UTC), "front@2024-04"),
        (dt.datetime(2024, 12, 31, 22, 59, tzinfo=dt.UTC), "front@2024-12"),
        (dt.datetime(2024, 12, 31, 23, 0, tzinfo=dt.UTC), "front@2025-01"),
        (dt.datetime(1000, 1, 2, tzinfo=dt.UTC), "front@1000-01"),
    ],
)
def test_month_is_the_sites_own(published_at: dt.datetime, key: str, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    assert month_key("front", published_at) == key


def test_next_due_is_the_first_beginning_or_planned_end() -> None:
    section = make_section(name="World")
    assert next_due(after=NOW) is None
    publishing.schedule(make_article(section=section), by=SYSTEM, at=NOW + DAY, now=NOW)
    assert next_due(after=NOW) == NOW + DAY
    publishing.publish(make_article(section=section), by=SYSTEM, now=NOW, until=NOW + MINUTE)
    assert next_due(after=NOW) == NOW + MINUTE
    assert next_due(after=NOW + MINUTE) == NOW + DAY
    assert next_due(after=NOW + DAY) is None


def test_sweep_raises_each_beginning_and_end_exactly_once() -> None:
    article = make_article(section=make_section(name="World"), authors=[make_author(name="Ada")])
    lists = {"front", f"section:{article.section_id}", f"author:{article.bylines.get().author_id}"}
    raise_what_came_due(NOW)
    publishing.schedule(article, by=SYSTEM, at=NOW + MINUTE, until=NOW + DAY, now=NOW)
    before = number()
    assert raise_what_came_due(NOW + MINUTE - TICK) == 0
    assert raised_after(before) == set()
    assert [raise_what_came_due(NOW + MINUTE) for _process in range(3)] == [1, 0, 0]
    assert raised_after(before) == {f"article:{article.pk}"} | months(lists, NOW + MINUTE)
    before = number()
    assert [raise_what_came_due(NOW + 2 * DAY) for _process in range(3)] == [1, 0, 0]
    assert raised_after(before) == {f"article:{article.pk}"} | months(lists, NOW + MINUTE)


def test_sweep_of_an_update_raises_only_lists_it_joins_or_leaves() -> None:
    ada, ben = make_author(name="Ada"), make_author(name="Ben")
    article = make_article(section=make_section(name="World"), authors=[ada])
    raise_what_came_due(NOW)
    publishing.publish(article, by=SYSTEM, now=NOW)
    article.bylines.update(author=ben)
    publishing.schedule(change(article), by=SYSTEM, at=NOW + DAY, now=NOW)
    before = number()
    raise_what_came_due(NOW + DAY)
    assert raised_after(before) == {f"article:{article.pk}"} | months({f"author:{ada.pk}", f"author:{ben.pk}"}, NOW)


def test_sweep_never_goes_back() -> None:
    raise_what_came_due(NOW)
    assert raise_what_came_due(NOW - DAY) == 0
    assert ChangeCounter.objects.get().swept_until == NOW


def test_scheduled_edition_whose_moment_was_swept_while_it_was_composed_raises_its_lists_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article(section=make_section(name="World"))
    set_clock(NOW)
    raise_what_came_due(NOW)
    count_change = changes.count_change

    def late(keys: set[str], **facts: Any) -> changes.Change:
        raise_what_came_due(NOW + MINUTE)  # another process, before this verb counts
        return count_change(keys, **facts)

    monkeypatch.setattr(changes, "count_change", late)
    before = number()
    publishing.schedule(article, by=SYSTEM, at=NOW + TICK)
    assert raised_after(before) >= months({"front", f"section:{article.section_id}"}, NOW)


def test_gathered_changes_are_counted_once_and_last() -> None:
    with CaptureQueriesContext(connection) as captured, gathered():
        raise_keys(["b"])
        make_author(name="Ada")
        with gathered():
            raise_keys(["a"], acted_at=NOW)
    writes = [word for query in captured for word in re.findall(r'INSERT INTO "?(\w+)', query["sql"])]
    assert writes[-2:] == ["articles_changecounter", "articles_changekey"]
    assert [write for write in writes if "change" in write] == writes[-2:]
    assert (number(), raised_after(0) >= {"a", "b"}, ChangeCounter.objects.get().acted_at) == (1, True, NOW)


def test_what_fails_inside_a_gathering_is_not_counted_with_the_rest() -> None:
    with gathered():
        raise_keys(["kept"])
        with suppress(ZeroDivisionError), gathered():
            raise_keys(["lost"])
            raise ZeroDivisionError
    assert keys() == {"kept": 1}


def test_what_is_done_and_taken_back_never_locks_the_counter() -> None:
    with CaptureQueriesContext(connection) as captured, taken_back():
        make_author(name="Ada")
        with gathered():
            raise_keys(["front"])
    assert [query["sql"] for query in captured if "articles_change" in query["sql"]] == []
    assert (Author.objects.count(), ChangeCounter.objects.count(), changes.is_taken_back()) == (0, 0, False)


def test_what_was_swept_past_while_changes_were_gathered_is_raised_with_them() -> None:
    raise_what_came_due(NOW)
    with gathered():
        raise_keys(["article:1"], coming=[(NOW + MINUTE, {"front"}), (NOW + DAY, {"section:1"})])
        raise_what_came_due(NOW + MINUTE)
    assert set(keys()) == {"article:1", "front"}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite checks foreign keys at once")
@pytest.mark.postgres
def test_foreign_keys_are_checked_before_the_counter_is_locked() -> None:
    article = make_article(section=make_section(name="World"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # as at the beginning of a transaction
    before = number()
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(section_id=10**6)
        with pytest.raises(IntegrityError, match="section_id"):
            raise_keys(["front"])
        transaction.set_rollback(True)
    assert number() == before


def test_end_of_a_pictures_rights_is_swept_once_at_the_sites_midnight(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    midnight = dt.datetime(2024, 3, 31, 22, 0, tzinfo=dt.UTC)  # summer time came on the last day
    image = make_image(rights_expire_on=dt.date(2024, 3, 31))
    make_image(rights_expire_on=dt.date(2024, 4, 1))
    make_image(rights_expire_on=dt.date(9999, 12, 31))
    raise_what_came_due(NOW)
    before = number()
    assert next_due(after=NOW) == midnight
    assert [raise_what_came_due(moment) for moment in (midnight - TICK, midnight, midnight + TICK)] == [0, 1, 0]
    assert (raised_after(before), next_due(after=midnight)) == ({f"image:{image.pk}"}, midnight + DAY)


def test_page_with_a_picture_is_stale_once_its_rights_have_ended() -> None:
    image = make_image(rights_expire_on=NOW.date())
    look.now()
    as_of = look.seen
    set_clock(NOW + DAY)
    look.now()
    assert (look.is_fresh(as_of, {f"image:{image.pk}"}), look.is_fresh(as_of, {"front"})) == (False, True)


def test_counting_and_numbering_are_two_statements(django_assert_num_queries: Any) -> None:
    """On PostgreSQL it is one turn, foreign keys checked in it."""
    raise_keys(["front"])
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        raise_keys(["front", "article:1"])


@pytest.mark.parametrize("at_once", [True, False])
def test_only_a_change_that_is_seen_at_once_makes_its_process_look_again(
    *, at_once: bool, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(look, "look_again", lambda: looked.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        raise_keys(["comments:1"], at_once=at_once)
    assert (looked, set(keys())) == ([True] * at_once, {"comments:1"})
