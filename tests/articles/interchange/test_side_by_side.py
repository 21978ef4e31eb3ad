"""Imports beside the desk: a batch locks sections first, then stories, and the counter of changes last and shortly."""

import time
from typing import Any

import pytest
from django.db import connection

from articles import publishing
from articles.changes import raise_what_came_due
from articles.interchange import importing
from articles.models import Article, ChangeCounter, Edition, Section
from articles.publishing import SYSTEM
from tests.articles.interchange.papers import live, run_import, story
from tests.factories import NOW, make_article, make_section
from tests.side_by_side import side_by_side

NEW = {"authors": [{"name": "Somebody New"}], "tags": ["brand new"]}


def while_a_batch_is_open(monkeypatch: pytest.MonkeyPatch, act: Any) -> list[BaseException]:
    """Do something over another connection when a batch has been stored and is not committed."""
    errors: list[BaseException] = []
    store = importing.storing.store

    def store_and_act(*args: Any, **facts: Any) -> Any:
        done = store(*args, **facts)
        errors.extend(side_by_side(act))
        return done

    monkeypatch.setattr(importing.storing, "store", store_and_act)
    return errors


def impatiently(act: Any) -> Any:
    def acts() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 2000")
        act()

    return acts


@pytest.mark.django_db
def test_dry_run_counts_no_change() -> None:
    make_section(name="World")
    before = ChangeCounter.objects.get().number
    run = run_import(live(section=["World"], **NEW), story(import_ref="b", section=["New"]), is_dry_run=True)
    assert (run.stories, ChangeCounter.objects.get().number, Article.objects.count()) == ((2, 0, 0, 0), before, 0)


@pytest.mark.usefixtures("committed")
def test_desk_writes_while_a_dry_run_goes_on_and_the_dry_run_does_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite, too, which has one writer at a time: there the dry run works on a copy."""
    article, _in_the_file = (make_article(section=make_section(name=name), import_ref=name) for name in ("World", "Sport"))
    name = connection.settings_dict["NAME"]
    errors = while_a_batch_is_open(monkeypatch, impatiently(lambda: publishing.publish(article, by=SYSTEM)))
    run = run_import(live(section=["World"], **NEW), live(import_ref="Sport", section=["Sport"]), is_dry_run=True)
    assert (errors, run.stories) == ([], (1, 1, 0, 0))
    assert (connection.settings_dict["NAME"], Article.objects.count(), Edition.objects.count()) == (name, 2, 1)


@pytest.mark.usefixtures("committed")
def test_dry_run_that_fails_leads_back_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article()

    def fail(*args: Any, **facts: Any) -> None:
        raise OSError("The disk went away.")

    monkeypatch.setattr(importing.storing, "store", fail)
    with pytest.raises(importing.Stopped):
        run_import(story(), is_dry_run=True)
    Article.objects.update(headline="Written to the database")
    connection.close()
    assert Article.objects.get().headline == "Written to the database"


@pytest.mark.django_db
def test_section_that_cannot_be_made_is_refused_with_its_story() -> None:
    run = run_import(story(section=["x" * 80] * 7), story(import_ref="b", section=["World"]))
    assert (run.stories, Section.objects.filter(name="World").count()) == ((1, 0, 0, 1), 1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.postgres
@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("is_dry_run", [True, False])
def test_desk_publishes_and_the_sweep_goes_on_while_a_batch_is_open(monkeypatch: pytest.MonkeyPatch, is_dry_run: bool) -> None:
    article = make_article(section=make_section(name="World"))

    def works() -> None:
        publishing.publish(article, by=SYSTEM)
        raise_what_came_due(NOW.replace(year=2100))

    errors = while_a_batch_is_open(monkeypatch, impatiently(works))
    run = run_import(live(section=["World", "New"], **NEW), is_dry_run=is_dry_run)
    assert (errors, run.stories) == ([], (1, 0, 0, 0))
    assert Edition.objects.count() == (1 if is_dry_run else 2)


@pytest.mark.usefixtures("committed")
def test_import_that_makes_sections_beside_publishers_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    section = make_section(name="World")
    articles = [make_article(section=section, headline=f"Story {number}") for number in range(12)]
    assemble = importing.storing.assemble

    def slowly(*args: Any) -> Any:
        time.sleep(0.05)
        return assemble(*args)

    def publishes() -> None:
        for article in articles:
            publishing.publish(article, by=SYSTEM)

    monkeypatch.setattr(importing.storing, "assemble", slowly)
    lines = [live(import_ref=f"{number}", section=[f"New {number}"], authors=[{"name": f"A{number}"}]) for number in range(6)]
    assert side_by_side(publishes, lambda: run_import(*lines)) == []
    assert (Edition.objects.count(), Section.objects.count()) == (18, 7)
