"""Threads as pages draw them: what stands in them, in which order, at what cost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from comments import reading, verbs
from comments.models import Comment
from comments.reading import Place
from comments.signing import new_secret
from comments.threads import set_mode, standing
from tests.comments.writing import known, make_person, say, set_rules, story
from tests.factories import MINUTE, NOW, make_user, set_clock

pytestmark = pytest.mark.django_db


def fill(article_id: int, count: int, *, root: Comment | None = None) -> list[int]:
    """Write live comments a minute apart, without the verbs: fast."""
    person = make_person()
    rows = [
        Comment(
            article_id=article_id, root=root, parent=root, person=person, name="Hanna", text=f"Number {number}",
            html=f"<p>Number {number}</p>",
            state="live", shown=True, created_at=NOW + number * MINUTE, first_live_at=NOW, likes=number % 7,
        )
        for number in range(count)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)
    from comments.models import Thread

    thread, _ = Thread.objects.get_or_create(article_id=article_id)
    Thread.objects.filter(pk=thread.pk).update(live_count=thread.live_count + count)
    return list(Comment.objects.order_by("pk").values_list("pk", flat=True))


def read(article_id: int, order: str = "oldest", after: Place | None = None) -> reading.ThreadPage:
    return reading.page(standing(article_id, at=NOW), order=order, after=after)


def walk(article_id: int, order: str) -> list[int]:
    found, after = [], None
    while True:
        page = read(article_id, order, after)
        found += [comment.id for comment in page.comments]
        after = page.next
        if after is None:
            return found
        assert Place.read(str(after)) == after


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("oldest", lambda row: (row.created_at, row.pk)),
        ("newest", lambda row: (dt.datetime(9999, 1, 1, tzinfo=dt.UTC) - row.created_at, -row.pk)),
        ("liked", lambda row: (-row.likes, -row.pk)),
    ],
)
def test_every_comment_stands_on_one_page_of_each_order(article_id: int, order: str, key: Any) -> None:
    fill(article_id, 67)
    assert walk(article_id, order) == [row.pk for row in sorted(Comment.objects.all(), key=key)]


def test_comments_of_one_moment_are_neither_lost_nor_doubled(article_id: int) -> None:
    ids = fill(article_id, 45)
    Comment.objects.update(created_at=NOW, likes=0)
    assert walk(article_id, "oldest") == ids
    assert walk(article_id, "newest") == walk(article_id, "liked") == ids[::-1]


def test_replies_of_replies_are_drawn_on_the_second_level_and_say_whom_they_answer(article_id: int) -> None:
    (anna, _), (ben, _) = known(make_person(name="Anna")), known(make_person(name="Ben"))
    root = say(article_id, writer=anna)
    reply = say(article_id, writer=ben, parent=root)
    deeper = say(article_id, writer=anna, parent=reply)
    (drawn,) = read(article_id).comments
    assert [(one.id, one.answers, one.parent_id) for one in drawn.replies] == [(reply.pk, "", root.pk), (deeper.pk, "Ben", reply.pk)]


def test_thread_five_hundred_deep_is_a_page_like_any_other(article_id: int, client: Client) -> None:
    comment = say(article_id)
    deepest = comment
    for number in range(500):
        deepest = Comment.objects.create(
            article_id=article_id, root=comment, parent=deepest, name="A", text="x", html="<p>x</p>", state="live", shown=True,
            created_at=NOW + number * MINUTE,
        )  # fmt: skip
    (drawn,) = read(article_id).comments
    assert (len(drawn.replies), drawn.has_more) == (reading.REPLIES, True)
    page = client.get(f"/comments/{deepest.pk}/").content.decode()
    assert f'id="comment-{deepest.pk}"' in page


@pytest.mark.parametrize("state", ["waiting", "rejected", "spam", "unconfirmed", "deleted"])
def test_what_is_not_live_is_not_drawn_and_its_place_has_no_words(article_id: int, state: str) -> None:
    root = say(article_id, "Secret words.", writer=known(make_person(name="Secret name"))[0])
    values: dict[str, Any] = {"state": state, "queued_at": NOW}
    Comment.objects.filter(pk=root.pk).update(**values, shown=False)
    assert read(article_id).comments == ()
    Comment.objects.filter(pk=root.pk).update(shown=True, featured=True, likes=3, badge="staff")
    (drawn,) = read(article_id).comments
    assert (drawn.name, drawn.html, drawn.likes, drawn.badge, drawn.featured, drawn.is_gone) == ("", "", 0, "", False, True)


def test_order_of_picks_is_offered_only_where_something_is_picked(article_id: int, client: Client) -> None:
    offered, none = b"?order=picked#comments", b"The desk has picked none of these comments yet."
    comment = say(article_id)
    address = f"/comments/story/{article_id}/"

    def found(query: str = "") -> tuple[bool, bool]:
        page = client.get(address + query).content
        return offered in page, none in page

    assert (found(), found("?order=picked")) == ((False, False), (False, True))
    by = make_user(is_superuser=True)
    verbs.feature(comment.pk, by=by, featured=True)
    assert (found(), found("?order=picked")) == ((True, False), (True, False))
    verbs.decide(comment.pk, "reject", by=by)
    assert found("?order=picked") == (False, True)


def test_very_long_comment_is_folded_and_whole_at_its_own_address(article_id: int, client: Client) -> None:
    long, _short = say(article_id, "The gate was open. " * 120), say(article_id)
    assert [one.is_long for one in read(article_id).comments] == [True, False]
    page, alone = (client.get(address).content.decode() for address in (f"/comments/story/{article_id}/", f"/comments/{long.pk}/"))
    assert (page.count('class="unfold"'), alone.count('class="unfold"')) == (1, 0)
    assert (long.text in page, long.text in alone) == (True, True)


def test_picked_comments_have_a_page_of_their_own(article_id: int) -> None:
    picked, _other, gone = (say(article_id) for _ in range(3))
    Comment.objects.filter(pk__in=[picked.pk, gone.pk]).update(featured=True)
    Comment.objects.filter(pk=gone.pk).update(state="rejected")
    assert [comment.id for comment in read(article_id, "picked").comments] == [picked.pk]


@pytest.mark.parametrize("count", [1, 30])
def test_thread_on_a_storys_page_takes_three_queries(count: int, client: Client, django_assert_num_queries: Any) -> None:
    set_rules()
    edition = story()
    fill(edition.article_id, count)
    fill(edition.article_id, count, root=Comment.objects.first())
    client.get(edition.path)
    with django_assert_num_queries(1 + 3):  # the story alone takes one
        page = client.get(edition.path).content.decode()
    assert page.count('<article class="comment') == min(count, reading.ROOTS) + min(count, reading.REPLIES)


@pytest.mark.parametrize("count", [1, 30])
def test_page_of_comments_takes_three_queries(article_id: int, count: int, client: Client, django_assert_num_queries: Any) -> None:
    fill(article_id, count)
    client.get(f"/comments/story/{article_id}/")
    with django_assert_num_queries(3):
        client.get(f"/comments/story/{article_id}/?order=liked")


def test_readers_pages_set_no_cookie_and_name_what_they_depend_on(article_id: int, client: Client) -> None:
    comment = say(article_id)
    for address in (story().path, f"/comments/story/{article_id}/", f"/comments/{comment.pk}/", f"/comments/story/{article_id}/feed.xml"):
        response = client.get(address)
        assert (response.status_code, response.cookies.output(), "Cookie" in response.headers.get("Vary", "")) == (200, "", False)
        assert "comments:" in response["Surrogate-Key"]


@pytest.mark.parametrize(
    "query",
    ["?order=x", "?after=x", "?after=1", "?after=1-99999999999999999", "?after=0-0", "?after=1-1&order=newest", "?order=liked&after=1-"],
)
def test_nonsense_in_an_address_is_not_found(article_id: int, query: str, client: Client) -> None:
    say(article_id)
    assert client.get(f"/comments/story/{article_id}/{query}").status_code == 404


def test_closed_thread_stays_readable_and_says_so(article_id: int, client: Client) -> None:
    comment = say(article_id, "Still here.")
    set_mode(article_id, "closed")
    page = client.get(f"/comments/story/{article_id}/").content.decode()
    assert ("Comments are closed." in page, "Still here." in page, "/write/" in page, f"/comments/{comment.pk}/report/" in page) == (
        True, True, False, True,
    )  # fmt: skip


def test_hidden_thread_is_nowhere(article_id: int, client: Client) -> None:
    comment = say(article_id, "Not here.")
    set_mode(article_id, "hidden")
    for address in (f"/comments/story/{article_id}/", f"/comments/{comment.pk}/", f"/comments/story/{article_id}/feed.xml"):
        assert client.get(address).status_code == 404
    assert "Not here." not in client.get(standing(article_id, at=NOW).path).content.decode()


def test_permalink_leads_to_the_page_of_the_thread_that_holds_the_reply(article_id: int, client: Client) -> None:
    root = say(article_id)
    fill(article_id, 120, root=root)
    last = Comment.objects.filter(root=root).order_by("created_at", "pk")[110]
    page = client.get(f"/comments/{last.pk}/").content.decode()
    assert (f'is-asked" id="comment-{last.pk}"' in page, page.count('<article class="comment')) == (True, 1 + 20)


def test_machines_read_the_thread(article_id: int, client: Client) -> None:
    import json
    import re

    root = say(article_id, "The gate </script> was open.")
    say(article_id, "Indeed.", parent=root)
    page = client.get(standing(article_id, at=NOW).path).content.decode()
    blocks = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    (thread,) = [block for block in blocks if isinstance(block, dict) and block["@type"] == "DiscussionForumPosting"]
    assert (thread["commentCount"], thread["comment"][0]["text"], thread["comment"][0]["comment"][0]["text"]) == (
        2, "The gate </script> was open.", "Indeed.",
    )  # fmt: skip


def test_feed_holds_what_is_live_newest_first(article_id: int, client: Client) -> None:
    say(article_id, "First words.")
    set_clock(NOW + MINUTE)
    say(article_id, "Second words.")
    waiting = say(article_id, "Hidden words.")
    Comment.objects.filter(pk=waiting.pk).update(state="waiting", queued_at=NOW)
    feed = client.get(f"/comments/story/{article_id}/feed.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    words = feed.content.decode()
    assert (0 < words.find("Second words.") < words.find("First words."), "Hidden words." in words) == (True, False)


def test_like_shows_on_the_page(article_id: int, client: Client) -> None:
    comment = say(article_id)
    verbs.like(comment.pk, secret=new_secret(), address="192.0.2.1")
    assert "<span data-likes>1</span>" in client.get(f"/comments/story/{article_id}/").content.decode()
