"""What a process knows: at most 100 ms old, whatever the database does."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection

from articles import look as look_module
from articles import publishing
from articles.changes import raise_keys
from articles.look import Kept, Look, look, moment, read_counter
from articles.models import ChangeCounter, ChangeKey
from articles.publishing import SYSTEM
from tests.factories import DAY, NOW, make_article, make_section, set_clock
from tests.side_by_side import side_by_side
from tests.silent_line import SilentLine

SECOND = dt.timedelta(seconds=1)
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # a look's thread is ended by one


@pytest.fixture
def committed(committed: None, settings: Any) -> Iterator[None]:
    """Let the look have its own thread, as in production."""
    settings.LOOK_INLINE = False
    yield
    close(look)


def in_another_process(act: Callable[[], object]) -> None:
    assert side_by_side(act) == []


@pytest.fixture
def own() -> Iterator[Look]:
    """Another process's look: whatever it did, its thread ends with the test."""
    other = Look()
    yield other
    close(other)


@pytest.fixture
def silent_line(committed: None) -> Iterator[SilentLine]:
    """Let all connections that are made from now on go over a line that can fall silent."""
    settings, before = connection.settings_dict, connection.settings_dict["PORT"]
    line = SilentLine(settings["HOST"], int(before or 5432))
    settings["PORT"] = str(line.port)
    yield line
    settings["PORT"] = before
    line.server.close()
    connection.close()


def close(one: Look) -> None:
    """End the look's thread, which closes its connection."""
    if one._thread is None:
        return

    def end() -> None:
        raise SystemExit

    one._look = end  # type: ignore[method-assign]
    one.look_again()
    one._wanted.set()
    one._thread.join(3)
    one._thread = None
    del one._look


def meet(one: Look) -> None:
    """Let the process look for the first time, however long its first connection takes."""
    wait_for(lambda: one.refresh() is None and one.reachable and one.seen >= 0, at_most_s=5)


def wait_for(condition: Callable[[], bool], *, at_most_s: float) -> float:
    """Ask until it holds, as readers do; return how long it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < at_most_s, "it never held"
        time.sleep(0.005)
    return time.monotonic() - began


@pytest.fixture
def slow_looks(committed: None, own: Look, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Let every look take longer than the time between two."""
    meet(own)
    read = look_module.read_counter

    def slowly(clock: Any = None) -> Any:
        time.sleep(0.12)
        return read(clock)

    monkeypatch.setattr(look_module, "read_counter", slowly)
    return own


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["swept_until", "acted_at"])
def test_moment_is_never_before_the_last_sweep_or_act(kind: str) -> None:
    ChangeCounter.objects.create(**{kind: NOW})
    set_clock(NOW - SECOND)
    assert (moment(), moment(NOW - DAY), moment(NOW + DAY)) == (NOW, NOW, NOW + DAY)


@pytest.mark.django_db
def test_looking_costs_no_query_of_the_pages_own(django_assert_num_queries: Any) -> None:
    set_clock(NOW)
    look.now()
    with django_assert_num_queries(0):
        look.now()


@pytest.mark.django_db
def test_database_clock_is_the_databases() -> None:
    raise_keys(["front"])
    reading = read_counter()
    assert abs(reading.clock - dt.datetime.now(dt.UTC)) < SECOND
    assert reading.number == 1


@pytest.mark.django_db
def test_page_is_fresh_until_one_of_its_keys_is_raised() -> None:
    look.refresh()
    raise_keys(["front"])
    look.refresh()
    as_of = look.seen
    assert look.is_fresh(as_of, {"front", "article:1"})
    raise_keys(["article:2"])
    look.refresh()
    assert look.is_fresh(as_of, {"front", "article:1"})
    raise_keys(["article:1"])
    look.refresh()
    assert not look.is_fresh(as_of, {"front", "article:1"})
    assert look.is_fresh(look.seen, {"front", "article:1"})


@pytest.mark.django_db
def test_page_from_before_the_process_began_to_look_is_not_judged_fresh() -> None:
    raise_keys(["front"])
    raise_keys(["front"])
    look.refresh()
    assert not look.is_fresh(1, {"article:1"})


@pytest.mark.django_db
def test_restored_database_leaves_nothing_kept() -> None:
    kept = Kept("front", lambda: list(ChangeKey.objects.order_by("name").values_list("name", flat=True)))
    for _change in range(9):
        raise_keys(["front"])
    assert kept.get() == ["front"]
    ChangeCounter.objects.update(number=3)
    ChangeKey.objects.all().delete()
    assert kept.get() == []
    raise_keys(["restored"])  # numbers come a second time
    assert kept.get() == []
    raise_keys(["front"])
    assert kept.get() == ["front", "restored"]


@pytest.mark.django_db
def test_kept_value_is_loaded_once_and_anew_when_its_key_is_raised(django_assert_num_queries: Any) -> None:
    kept = Kept("front", lambda: ChangeCounter.objects.get().number)
    raise_keys(["front"])
    assert kept.get() == 1
    raise_keys(["another"])
    assert kept.get() == 1
    look.refresh()
    with django_assert_num_queries(0):
        kept.get()
    raise_keys(["front"])
    assert kept.get() == 3


@pytest.mark.django_db
def test_value_loaded_by_two_threads_never_stays_old() -> None:
    values = iter(["old", "new", "newest"])
    kept: Kept[str] = Kept("front", lambda: next(values))
    raise_keys(["front"])

    def load_slowly() -> str:
        kept.load = lambda: next(values)
        told = next(values)
        raise_keys(["front"])
        assert kept.get() == "new"  # another thread, faster than this one
        return told

    kept.load = load_slowly
    kept.get()
    assert kept.get() in {"new", "newest"}


@pytest.mark.django_db
def test_memory_does_not_grow_with_every_story_ever_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_module, "MOST_KEYS", 10)
    look.refresh()
    raise_keys(["front"])
    look.refresh()
    as_of = look.seen
    raise_keys([f"article:{pk}" for pk in range(50)])
    look.refresh()
    assert len(look.changed) <= 10
    assert not look.is_fresh(as_of, {"front"})
    assert look.is_fresh(look.seen, {"front"})


@pytest.mark.django_db
def test_look_that_would_fetch_very_many_keys_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_module, "MOST_KEYS_AT_ONCE", 10)
    look.refresh()
    raise_keys(["front"])
    look.refresh()
    as_of = look.seen
    raise_keys([f"article:{pk}" for pk in range(11)])
    look.refresh()
    assert (look.changed, look.is_fresh(as_of, {"front"}), look.is_fresh(look.seen, {"front"})) == ({}, False, True)


def test_database_that_takes_120_ms_a_look_is_not_silent(slow_looks: Look) -> None:
    reachable, waited = [], []
    for _reader in range(12):
        time.sleep(0.11)
        began = time.monotonic()
        slow_looks.refresh()
        waited.append(time.monotonic() - began)
        reachable.append(slow_looks.reachable)
    assert (set(reachable), max(waited) < slow_looks.patience_s) == ({True}, True)


def test_change_is_seen_while_looks_take_120_ms(slow_looks: Look) -> None:
    as_of = slow_looks.seen
    in_another_process(lambda: raise_keys(["front"]))
    assert wait_for(lambda: slow_looks.refresh() is None and not slow_looks.is_fresh(as_of, {"front"}), at_most_s=3) < 0.5


def test_own_commit_is_seen_though_a_look_was_under_way(slow_looks: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    time.sleep(0.11)
    asking = threading.Thread(target=slow_looks.refresh)
    asking.start()
    time.sleep(0.13)  # its answer, from before the commit, is there
    raise_keys(["front"])
    slow_looks.look_again()
    slow_looks.refresh()
    asking.join()
    assert slow_looks.seen == ChangeCounter.objects.get().number


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no connections to lose")
@pytest.mark.postgres
def test_killed_connection_is_a_failed_look_and_no_mistake(committed: None, own: Look) -> None:
    meet(own)
    thread = own._thread
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    time.sleep(own.every_s * 1.2)
    own.refresh()
    assert own.reachable is False
    wait_for(lambda: own.refresh() is None and own.reachable, at_most_s=4)
    assert own._thread is thread


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no connections to lose")
@pytest.mark.postgres
def test_connection_that_falls_silent_is_hung_up_and_another_made(committed: None, own: Look, silent_line: SilentLine) -> None:
    own.silence_s = 0.6
    meet(own)
    silent_line.fall_silent()
    time.sleep(own.every_s * 1.2)
    own.refresh()
    assert own.reachable is False
    assert wait_for(lambda: own.refresh() is None and own.reachable, at_most_s=10) > own.silence_s - 0.5


def test_another_connections_commit_is_seen_within_200_ms(committed: None, own: Look) -> None:
    meet(own)
    in_another_process(lambda: raise_keys(["front"]))
    number = ChangeCounter.objects.get().number

    def knows() -> bool:
        own.refresh()
        return own.seen == number

    assert wait_for(knows, at_most_s=3) < 0.2
    assert own.reachable


def test_own_commit_is_seen_at_once(committed: None) -> None:
    meet(look)
    before = look.seen
    raise_keys(["front"])
    look.refresh()
    assert look.seen == before + 1


def test_no_more_than_one_look_in_100_ms_whatever_the_readers_do(committed: None, own: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    read = look_module.read_counter
    meet(own)
    monkeypatch.setattr(look_module, "read_counter", lambda clock=None: looks.append(1) or read(clock))
    began = time.monotonic()
    while time.monotonic() - began < 0.5:
        own.refresh()
    assert 1 <= len(looks) <= 6


def test_silent_database_costs_a_reader_250_ms_once_and_then_nothing(committed: None, own: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(own)
    as_of, answers = own.seen, threading.Event()
    read = look_module.read_counter

    def silent(clock: Any = None) -> Any:
        answers.wait(5)
        return read(clock)

    monkeypatch.setattr(look_module, "read_counter", silent)
    time.sleep(own.every_s * 1.2)
    began = time.monotonic()
    own.refresh()
    first = time.monotonic() - began
    for _reader in range(100):
        own.refresh()
    rest = time.monotonic() - began - first
    assert own.patience_s <= first < own.patience_s + 0.2
    assert rest < 0.1
    assert (own.reachable, own.is_fresh(as_of - 5, {"front"})) == (False, True)
    answers.set()
    wait_for(lambda: own.refresh() is None and own.reachable, at_most_s=3)


def test_refusing_database_is_survived_and_found_again(committed: None, own: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(own)
    now_known = own.seen
    read = look_module.read_counter

    def refuse(clock: Any = None) -> Any:
        raise OperationalError("the database is away")

    monkeypatch.setattr(look_module, "read_counter", refuse)
    time.sleep(own.every_s * 1.2)
    began = time.monotonic()
    own.refresh()
    assert time.monotonic() - began < own.patience_s + 0.2
    assert (own.reachable, own.seen, own.now() <= dt.datetime.now(dt.UTC) + SECOND) == (False, now_known, True)
    monkeypatch.setattr(look_module, "read_counter", read)
    in_another_process(lambda: raise_keys(["front"]))
    number = ChangeCounter.objects.get().number
    wait_for(lambda: own.refresh() is None and own.reachable and own.seen == number, at_most_s=4)


def test_look_that_breaks_by_mistake_is_tried_again(committed: None, own: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    read = look_module.read_counter
    meet(own)
    monkeypatch.setattr(look_module, "read_counter", lambda clock=None: 1 / 0)
    time.sleep(own.every_s * 1.2)
    own.refresh()
    assert own.reachable is False
    monkeypatch.setattr(look_module, "read_counter", read)
    wait_for(lambda: own.refresh() is None and own.reachable, at_most_s=4)


def test_two_processes_whose_clocks_are_a_second_apart_agree_in_the_end(committed: None) -> None:
    fast, slow = Look(clock=lambda: dt.datetime.now(dt.UTC) + SECOND), Look(clock=lambda: dt.datetime.now(dt.UTC))
    article = make_article(section=make_section(name="World"))
    meet(fast)
    begins = publishing.schedule(article, by=SYSTEM, at=dt.datetime.now(dt.UTC) + 1.4 * SECOND).live_from
    meet(slow)
    slow_page, fast_page = slow.seen, fast.seen
    wait_for(lambda: fast.now() >= begins and not fast.is_fresh(fast_page, {"front"}), at_most_s=2)  # the fast one sweeps
    assert dt.datetime.now(dt.UTC) < begins
    swept = ChangeKey.objects.get(name="front").changed
    wait_for(lambda: slow.now() >= begins and not slow.is_fresh(slow_page, {"front"}), at_most_s=0.5)  # the slow one follows at once
    time.sleep(max(0.0, (begins - dt.datetime.now(dt.UTC)).total_seconds()) + 0.2)
    for one in (slow, fast):
        one.refresh()
        close(one)
    assert ChangeKey.objects.get(name="front").changed == swept  # exactly once


def test_scheduled_edition_is_swept_once_by_whichever_process_comes_first(committed: None) -> None:
    looks = [Look() for _process in range(3)]
    article = make_article(section=make_section(name="World"))
    for one in looks:
        meet(one)
    publishing.schedule(article, by=SYSTEM, at=dt.datetime.now(dt.UTC) + 0.4 * SECOND)
    before = ChangeCounter.objects.get().number
    began = time.monotonic()
    while time.monotonic() - began < 0.9:
        for one in looks:
            one.refresh()
        time.sleep(0.01)
    assert ChangeCounter.objects.get().number == before + 1
    assert {one.seen for one in looks} == {before + 1}
    for one in looks:
        close(one)
