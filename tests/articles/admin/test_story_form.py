"""The story form: buttons are verbs done after the save, and nobody's words are overwritten or lost."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.moments import clock
from comments.models import Thread
from newsroom.models import User
from tests.factories import NOW, change, make_article, make_author, make_image, make_live, make_section, make_tag, make_user, publish

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def form_of(article: Article | None = None, **typed: Any) -> dict[str, Any]:
    """Return what a browser would post for a story, with what was typed."""
    posted: dict[str, Any] = {"headline": "Ferries stop", "body": "<p>Words.</p>", "kind": "report", "stage": "draft", "opened_version": ""}
    if article:
        fields = ("kicker", "headline", "deck", "dateline", "body", "kind", "language", "slug", "stage", "notes")
        posted |= {name: getattr(article, name) for name in fields} | {
            "opened_version": article.version,
            "section": article.section_id or "",
        }
    for prefix in ("bylines", "related", "thread"):
        posted |= {f"{prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        posted[f"{prefix}-MAX_NUM_FORMS"] = 1000
    return posted | typed


def address(article: Article | None) -> str:
    return reverse("admin:articles_article_change", args=[article.pk]) if article else reverse("admin:articles_article_add")


def send(client: Client, article: Article | None = None, *, button: str = "save", **typed: Any) -> Any:
    return client.post(address(article), form_of(article, **typed) | {"_verb": button})


def withdraw(client: Client, article: Article, *, notice: str) -> Any:
    """Press Withdraw, then the button of the page that asks."""
    page = send(client, article, button="withdraw", notice=notice)
    confirmed = {"action": "withdraw", "_selected_action": article.pk, "confirmed": "1", "from_form": "1", "notice": page.context["notice"]}
    return client.post(reverse("admin:articles_article_changelist"), confirmed)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user(groups=["Editor"])
    client.force_login(user)
    return user


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_new_story_is_saved_as_a_draft_nobody_sees(client: Client, editor: User) -> None:
    response = send(client, section=make_section(name="World").pk, tags='ferries, "climate change"')
    article = Article.objects.get()
    assert (response.status_code, response["Location"]) == (302, address(article))
    assert (article.headline, article.created_by, article.editions.count()) == ("Ferries stop", editor, 0)
    assert sorted(article.tags.names()) == ["climate change", "ferries"]
    assert article.content_hash != ""


def test_publish_saves_first_and_then_shows_it_to_readers(client: Client, editor: User) -> None:
    response = send(client, button="publish", section=make_section(name="World").pk)
    article = Article.objects.get()
    edition = article.editions.get()
    assert (edition.headline, edition.published_by) == ("Ferries stop", editor)
    assert f'<a href="{edition.path}">' in said(response)[0]
    assert client.get(edition.path).status_code == 200
    assert LogEntry.objects.filter(object_id=str(article.pk), change_message__contains="readers see it now").count() == 1


def test_a_refused_verb_leaves_the_draft_saved_and_says_what_is_missing(client: Client, editor: User) -> None:
    article = make_article(headline="Old", section=make_section(name="World"))
    response = send(client, article, button="publish", headline="New", section="")
    assert (fresh(article).headline, fresh(article).editions.count()) == ("New", 0)
    assert said(response) == ["The draft is saved, but that was not done:", "Choose the section this story stands in."]


def test_schedule_needs_a_moment_and_takes_it_in_the_sites_time_zone(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    response = send(client, article, button="schedule")
    assert "Fill in “Publish at”" in said(response)[1]
    send(client, fresh(article), button="schedule", planned_at="2031-07-01 06:00")
    assert article.editions.get().live_from == dt.datetime(2031, 7, 1, 6, tzinfo=dt.UTC)
    send(client, fresh(article), button="cancel")
    assert article.editions.count() == 0


def test_withdraw_until_and_roll_back_from_the_form(client: Client, editor: User) -> None:
    article = make_article(headline="First", section=make_section(name="World"))
    send(client, article, button="publish")
    send(client, fresh(article), button="until", live_until="2031-07-01 06:00")
    first = article.editions.get()
    assert (first.live_until, first.ending) == (dt.datetime(2031, 7, 1, 6, tzinfo=dt.UTC), "planned")
    send(client, fresh(article), button="publish", headline="Second")
    send(client, fresh(article), button=f"roll_back:{first.pk}")
    assert list(article.editions.order_by("live_from").values_list("headline", flat=True)) == ["First", "Second", "First"]
    assert fresh(article).headline == "Second"
    withdraw(client, fresh(article), notice="We were wrong.")
    last = article.editions.order_by("-live_from")[0]
    assert (last.ending, last.notice, client.get(last.path).status_code) == ("withdrawn", "We were wrong.", 410)


def test_nothing_is_rolled_back_to_the_words_readers_see_already(client: Client, editor: User) -> None:
    article = make_article(headline="First", section=make_section(name="World"))
    for headline in ("First", "Second", "First"):
        send(client, fresh(article), button="publish", headline=headline)
    live, second, first = article.editions.order_by("-live_from")
    page = client.get(address(article)).content.decode()
    assert [f"roll_back:{one.pk}" in page for one in (live, second, first)] == [False, True, False]
    assert (page.count("Readers see this now"), page.count("The same words as now")) == (1, 1)
    for one in (live, first):
        response = send(client, fresh(article), button=f"roll_back:{one.pk}", headline="First")
        assert said(response)[1] == "Readers see these words already: there is nothing to roll back to."
    assert article.editions.count() == 3


@pytest.mark.parametrize("is_logged", [True, False])
def test_the_page_of_a_conflict_names_who_saved_and_when(client: Client, editor: User, is_logged: bool) -> None:
    article = make_article(section=make_section(name="World"))
    opened = fresh(article)
    editor.first_name, editor.last_name = "Mara", "Lind"
    editor.save()
    send(client, fresh(article), deck="Theirs")
    if not is_logged:
        LogEntry.objects.all().delete()
    saved_at = clock(timezone.localtime(fresh(article).changed_at))
    page = send(client, opened, deck="Mine")
    assert page.context["who_saved"] == (f"Mara Lind saved it at {saved_at}." if is_logged else f"It was saved at {saved_at}.")


def test_a_reporter_sees_no_publish_button_and_a_forged_one_is_refused(client: Client) -> None:
    client.force_login(make_user(groups=["Reporter"]))
    article = make_article(section=make_section(name="World"))
    page = client.get(address(article)).content.decode()
    assert ('value="save"' in page, 'value="publish"' in page, 'value="withdraw"' in page) == (True, False, False)
    response = send(client, article, button="publish", headline="Mine")
    assert "may not publish" in said(response)[1]
    assert (fresh(article).headline, article.editions.count()) == ("Mine", 0)


def test_a_stale_save_is_refused_and_shows_both_texts(client: Client, editor: User) -> None:
    article = make_article(headline="As opened", section=make_section(name="World"))
    opened = form_of(article)
    change(fresh(article), headline="Theirs")
    response = client.post(address(article), opened | {"headline": "Mine", "_verb": "publish"})
    page = response.content.decode()
    assert (response.status_code, fresh(article).headline, article.editions.count()) == (200, "Theirs", 0)
    assert "Somebody else saved this story after you had opened it. Nothing was overwritten." in page
    assert ("<mark>Mine</mark>" in page, "<mark>Theirs</mark>" in page, "\nMine</textarea>" in page) == (True, True, True)
    client.post(address(article), opened | {"headline": "Mine", "_overwrite": str(fresh(article).version), "_verb": "save"})
    assert fresh(article).headline == "Mine"


def test_a_conflict_shows_bylines_and_related_stories_and_marks_the_words_that_differ(client: Client, editor: User) -> None:
    mara, ines = make_author(name="Mara Lind"), make_author(name="Ines Falk")
    article = make_article(headline="A long night at the harbour", authors=[mara], section=make_section(name="World"))
    opened = form_of(article)
    article.bylines.update(author=ines)
    change(fresh(article), headline="A quiet night at the harbour")
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": mara.pk, "bylines-0-role": "writer", "bylines-0-position": 0}
    response = client.post(address(article), opened | rows | {"_verb": "save"})
    shown = {difference.label: (difference.your_parts, difference.their_parts) for difference in response.context["differences"]}
    assert shown["Headline"][0] == [("A ", False), ("long", True), (" night at the harbour", False)]
    assert shown["Headline"][1] == [("A ", False), ("quiet", True), (" night at the harbour", False)]
    assert [(words, other) for words, other in shown["bylines"][1] if other] == [("Ines", True), ("Falk", True)]


def test_a_story_deleted_meanwhile_comes_back_as_a_new_one(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    where, opened = address(article), form_of(article)
    article.delete()
    response = client.post(where, opened | {"headline": "Still here", "_verb": "save"})
    assert "This story was deleted while you wrote" in said(response)[0]
    assert Article.objects.get().headline == "Still here"


def test_saving_counts_versions_and_an_unchanged_story_stays_published(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    send(client, article, button="publish")
    send(client, fresh(article))
    assert (fresh(article).version, fresh(article).has_unpublished_changes) == (article.version + 2, False)


def test_the_writers_own_byline_stands_in_a_new_story(client: Client, editor: User) -> None:
    author = make_author(name="Mara Lind", user=editor)
    page = client.get(address(None)).content.decode()
    assert f'name="bylines-0-author" value="{author.pk}"' in page
    assert '<span data-text dir="auto">Mara Lind</span>' in page
    rows = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": author.pk, "bylines-0-role": "writer", "bylines-0-position": 0}
    send(client, **rows)
    assert list(Article.objects.get().bylines.values_list("author__name", flat=True)) == ["Mara Lind"]


def test_the_desk_closes_a_storys_comments_at_once(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    send(client, article, button="publish")
    path = article.editions.get().path
    assert "Comments are closed." not in client.get(path).content.decode()
    send(client, fresh(article), **{"thread-TOTAL_FORMS": 1, "thread-0-mode": "closed"})
    assert Thread.objects.get(article=article).mode == "closed"
    assert "Comments are closed." in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": "<p>" + "x" * 10_000_000 + "</p>"}, "The body has 10,000,007 characters; at most 2,000,000 fit."),
        ({"headline": "a\x00b"}, "Null characters are not allowed."),
        ({"headline": ""}, "Give the story a headline; a working title will do."),
        ({"headline": "x" * 301}, "Ensure this value has at most 300 characters"),
        ({"planned_at": "0001-01-01 00:00"}, "Choose a moment between the years 1000 and 9998."),
        ({"deadline": "9999-12-31 23:59:59"}, "Choose a moment between the years 1000 and 9998."),
        ({"planned_at": "soon"}, "This is no moment that we understand."),
        ({"language": "<script>"}, "This is no language tag."),
        ({"section": "999999"}, "Select a valid choice."),
        ({"canonical_url": "nowhere"}, "Enter a valid URL."),
        ({"opened_version": "x"}, "Enter a whole number."),
    ],
    ids=[
        "long body",
        "null byte",
        "no headline",
        "long headline",
        "year 1",
        "year 9999",
        "no date",
        "language",
        "section",
        "url",
        "version",
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(client: Client, editor: User, typed: dict[str, str], sentence: str) -> None:
    article = make_article(headline="Kept", section=make_section(name="World"))
    response = send(client, article, button="publish", **{"notes": "what was typed", **typed})
    page = response.content.decode()
    assert (response.status_code, sentence in page, "what was typed" in page) == (200, True, True)
    assert (fresh(article).headline, fresh(article).version, article.editions.count()) == ("Kept", article.version, 0)


@pytest.mark.parametrize("twice", [True, False], ids=["twice", "itself"])
def test_a_related_story_stands_once_and_is_never_itself(client: Client, editor: User, twice: bool) -> None:
    section = make_section(name="World")
    article, other = make_article(section=section), make_article(section=section, headline="Other")
    targets = [other, other] if twice else [article]
    rows: dict[str, Any] = {"related-TOTAL_FORMS": len(targets)}
    for number, target in enumerate(targets):
        rows |= {f"related-{number}-target": target.pk, f"related-{number}-position": number, f"related-{number}-article": article.pk}
    response = send(client, article, **rows)
    sentence = "One of these stands here twice. Name each once." if twice else "A story cannot be related to itself."
    assert (response.status_code, sentence in response.content.decode(), article.related.count()) == (200, True, 0)


def test_a_slug_of_emoji_becomes_the_storys_number(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    send(client, article, button="publish", slug="🔥🔥", headline="🔥")
    assert article.editions.get().path.endswith(f"/story-{article.pk}/")


def test_only_what_readers_never_saw_is_deleted(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    section = make_section(name="World")
    seen, unseen = make_article(section=section, headline="Seen"), make_article(section=section, headline="Unseen")
    send(client, seen, button="publish")
    for article in (seen, unseen):
        client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert list(Article.objects.values_list("headline", flat=True)) == ["Seen"]


def test_the_form_costs_the_same_with_one_edition_and_thirty(client: Client, editor: User, django_assert_max_num_queries: Any) -> None:
    article = make_article(section=make_section(name="World"))
    send(client, article, button="publish")
    with django_assert_max_num_queries(100) as one:
        client.get(address(article))
    for number in range(30):
        send(client, fresh(article), button="publish", deck=f"Deck {number}")
    with django_assert_max_num_queries(100) as thirty:
        client.get(address(article))
    assert len(thirty) == len(one)


def history(article: Article) -> list[str]:
    return [entry.get_change_message() for entry in LogEntry.objects.filter(object_id=str(article.pk)).order_by("pk")]


def test_the_history_names_what_was_saved_and_has_no_empty_line(client: Client, editor: User) -> None:
    article, writer = make_article(section=make_section(name="World")), make_author(name="Mara")
    row = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": writer.pk, "bylines-0-role": "writer", "bylines-0-position": 0}
    send(client, article, headline="New", notes="Call back")
    send(client, fresh(article), tags='"climate change"', notes="Call back")
    send(client, fresh(article), tags='"climate change"', notes="Call back", button="review")
    assert fresh(article).stage == "review"
    send(client, fresh(article), tags='"climate change"', notes="Call back")
    send(client, fresh(article), tags='"climate change"', notes="Call back", live_until="2031-07-01 06:00", button="publish")
    send(client, fresh(article), tags='"climate change"', notes="Call back", **row)
    told = ["Changed Headline and Notes.", "Changed Tags.", "Changed Stage."]
    published = "Published: readers see it now, until July 1, 2031, 6 a.m. UTC."
    assert history(article) == [*told, published, "Added byline “Mara, By”."]
    assert "No fields changed" not in history_page(client, article).text


def history_page(client: Client, article: Article) -> Any:
    return client.get(f"{address(article).removesuffix('change/')}history/")


def test_a_save_that_changes_nothing_is_no_line_whatever_a_browser_does_to_line_breaks(client: Client, editor: User) -> None:
    article = make_article(body="<p>One.</p>\n<pre>a\nb</pre>", section=make_section(name="World"), notes="a\nb")
    send(client, article, body=str(article.body).replace("\n", "\r\n"), notes="a\r\nb")
    assert history(article) == []
    send(client, fresh(article), body="<p>Two.</p>")
    assert history(article) == ["Changed Body."]


def test_the_history_begins_with_the_newest_and_leads_to_what_was_published(client: Client, editor: User) -> None:
    article = make_article(section=make_section(name="World"))
    send(client, article, headline="First", button="publish")
    send(client, fresh(article), headline="Second", button="publish")
    second, first = article.editions.order_by("-live_from")
    lines = history_page(client, article).context["lines"]
    published, changed = "Published: readers see it now.", "Changed Headline."
    assert [line.words for line in lines] == [published, changed, published, changed]
    assert [(line.edition, line.before) for line in lines] == [(second, first), (None, None), (first, None), (None, None)]
    page = history_page(client, article).content.decode()
    assert f"compare/?old={first.pk}&amp;new={second.pk}" in page
    assert f"/edition/{second.pk}/change/" in page


@pytest.mark.parametrize("saves", [1, 30])
def test_the_history_asks_as_often_for_thirty_lines_as_for_one(
    client: Client, editor: User, django_assert_num_queries: Any, saves: int
) -> None:
    article = make_article(section=make_section(name="World"))
    for number in range(saves):
        send(client, fresh(article), headline=f"Headline {number}", button="publish")
    history_page(client, article)
    with django_assert_num_queries(9):
        history_page(client, article)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_form_asks_as_often_for_thirty_rows_as_for_one(client: Client, editor: User, django_assert_num_queries: Any, rows: int) -> None:
    section, pictures = make_section(name="World"), [make_image(alt=f"Crane {number}") for number in range(rows)]
    body = "".join(f'<figure data-image="{picture.pk}"></figure>' for picture in pictures)
    article = make_article(
        section=section,
        lead_image=pictures[0],
        body=body,
        authors=[make_author(name=f"Author {number}") for number in range(rows)],
        tags=[make_tag(name=f"tag {number}") for number in range(rows)],
        related=[make_live(headline=f"Beside {number}", section=section).article for number in range(rows)],
    )
    for number in range(rows):
        publish(change(article, deck=f"Deck {number}"), at=NOW + number * HOUR)
    change(article, deck="Not published")
    client.get(address(article))
    with django_assert_num_queries(23):
        client.get(address(article))
