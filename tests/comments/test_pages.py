"""Writing through the pages, without a script: forms that lose nothing, cookies of these pages alone."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from articles.models import Article
from comments import verbs
from comments.models import Browser, Comment, Mail, Person, Report
from comments.signing import BROWSER_COOKIE, sign
from comments.threads import set_mode, standing
from tests.comments.writing import form, knowing, known, make_person, say, set_rules, stamp, story
from tests.factories import MINUTE, NOW, make_user, withdraw

pytestmark = pytest.mark.django_db
TYPED = "  <b>What I typed</b>\n\nand “more”  "


def write(article_id: int) -> str:
    return f"/comments/story/{article_id}/write/"


def typed_in(response: Any) -> str:
    """Return what stands in the page's text field, as a browser would read it."""
    from html import unescape

    found = re.search(r'<textarea id="c-(?:text|kept)"[^>]*>\n(.*?)</textarea>', response.content.decode(), re.DOTALL)
    return unescape(found[1]) if found else ""


def test_form_is_made_when_it_is_asked_for_and_kept_by_nobody(article_id: int, client: Client) -> None:
    response = client.get(write(article_id))
    assert (response.status_code, response["Cache-Control"], response.cookies.output()) == (200, "no-store, private", "")
    assert 'name="email"' in response.content.decode()


def test_whole_way_of_somebody_new(article_id: int, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(write(article_id), form(article_id))
    comment = Comment.objects.get()
    assert (response.status_code, response["Location"], comment.state) == (303, f"/comments/mine/#comment-{comment.pk}", "unconfirmed")
    cookie = response.cookies[BROWSER_COOKIE]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/comments/", "Lax", True)
    assert "Confirm your address" in client.get("/comments/mine/").content.decode()
    link = re.search(r"http://[^/]+(/comments/confirm/\S+)", mail.outbox[0].body)
    assert link
    elsewhere = Client()
    assert "It was me" in elsewhere.get(link[1]).content.decode()
    comment.refresh_from_db()
    assert comment.state == "unconfirmed"  # a program that looks at links has changed nothing
    elsewhere.post(link[1])
    comment.refresh_from_db()
    assert comment.state == "live"
    page = client.get(write(article_id)).content.decode()
    assert ("You write as <strong>Hanna Pohl</strong>" in page, 'name="email"' in page) == (True, False)


def test_known_browser_posts_at_once_and_is_led_to_its_comment(article_id: int, client: Client) -> None:
    person = knowing(client)
    response = client.post(write(article_id), form(article_id, name=None, email=None, text=TYPED))
    comment = Comment.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/comments/{comment.pk}/")
    assert (comment.person, comment.text, comment.html) == (
        person, "<b>What I typed</b>\n\nand “more”", '<p dir="auto">&lt;b&gt;What I typed&lt;/b&gt;</p><p dir="auto">and “more”</p>',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "hanna@"}, "Something is missing after the @."),
        ({"email": "hanna"}, "Write an email address"),
        ({"email": ""}, "Write an email address"),
        ({"email": None}, "Write an email address"),
        ({"name": " \u200b "}, "Write your name"),
        ({"name": "x" * 61}, "60 characters at most"),
        ({"text": TYPED + "x" * 3000}, "at most 3,000 fit"),
        ({"text": TYPED + "scum"}, "“scum” is not printed here"),
        ({"stamp": "nonsense"}, "This form is old"),
        ({"stamp": None}, "This form is old"),
        ({"reply": "999999"}, "not there any more"),
        ({"reply": "x"}, "whole number"),
    ],
)
def test_refused_comment_comes_back_with_what_was_typed(article_id: int, client: Client, changed: dict[str, Any], sentence: str) -> None:
    set_rules(banned_words="scum")
    response = client.post(write(article_id), form(article_id, **{"text": TYPED, **changed}))
    assert (response.status_code, sentence in response.content.decode(), Comment.objects.count()) == (422, True, 0)
    assert typed_in(response) == changed.get("text", TYPED).replace("\r\n", "\n")


@pytest.mark.parametrize("fragment", [True, False])
def test_empty_form_sent_at_once_says_what_is_missing_and_no_more(article_id: int, client: Client, fragment: bool) -> None:
    set_rules(minimum_seconds=3)
    given = form(article_id, name="", email="", text=" ")
    page = client.post(write(article_id), given, headers={"X-Fragment": "1"} if fragment else {}).content.decode()
    assert re.findall(r'<li><a href="#c-(\w+)">', page) == ["name", "email", "text"]
    assert ("What you wrote is still here" in page, "quicker than most" in page) == (False, False)
    again = client.post(write(article_id), form(article_id)).content.decode()
    assert (again.count("What you wrote is still here"), "quicker than most" in again) == (1, True)


def test_form_that_comes_back_can_be_sent_again(article_id: int, client: Client) -> None:
    set_rules(minimum_seconds=3)
    response = client.post(write(article_id), form(article_id))
    assert (
        response.status_code,
        "quicker than most people write. If you pasted it, all is well: send it again." in response.content.decode(),
    ) == (422, True)
    again = re.search(r'name="stamp" value="([^"]+)"', response.content.decode())
    assert again
    set_rules(minimum_seconds=0)
    assert client.post(write(article_id), form(article_id, stamp=again[1])).status_code == 303


def test_stamp_of_another_story_is_refused(article_id: int, client: Client) -> None:
    other = story().article_id
    assert client.post(write(article_id), form(article_id, stamp=stamp(other))).status_code == 422


@pytest.mark.parametrize("fragment", [True, False])
@pytest.mark.parametrize(
    ("fate", "sentence"),
    [
        ("closed", "Comments are closed."),
        ("paused", "Comments pause while moderators read what has come in. Please come back later."),
        ("hidden", "This story takes no comments."),
        ("withdrawn", "This story takes no comments."),
    ],
)
def test_story_that_takes_none_any_more_gives_the_words_back(
    article_id: int, client: Client, fate: str, sentence: str, fragment: bool
) -> None:
    given = form(article_id, text=TYPED)
    if fate == "withdrawn":
        withdraw(Article.objects.get(pk=article_id), at=NOW + MINUTE)
    else:
        set_mode(article_id, fate)
    response = client.post(write(article_id), given, headers={"X-Fragment": "1"} if fragment else {})
    assert (response.status_code, typed_in(response), Comment.objects.count()) == (403, TYPED, 0)
    assert (sentence in response.content.decode(), b"<html" in response.content) == (True, not fragment)


def test_form_of_another_site_is_refused_and_mail_programs_are_not(article_id: int, client: Client) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Referer": "https://evil.example/x"},
        {"Origin": "null"},
    ):
        response = client.post(write(article_id), form(article_id, text=TYPED), headers=headers)
        assert (response.status_code, typed_in(response)) == (403, TYPED)
    assert Comment.objects.count() == 0
    person = make_person()
    stop = f"/comments/unsubscribe/{sign('stop', person.pk)}/"
    assert client.get(stop).status_code == 200
    person.refresh_from_db()
    assert person.takes_mail
    client.post(stop, {"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"})
    person.refresh_from_db()
    assert not person.takes_mail


def test_fragment_is_the_form_or_the_comment_alone(article_id: int, client: Client) -> None:
    knowing(client)
    headers = {"X-Fragment": "1"}
    assert client.get(write(article_id), headers=headers).content.decode().strip().startswith("<form")
    posted = client.post(write(article_id), form(article_id), headers=headers)
    assert (posted.status_code, posted.content.decode().strip().startswith('<article class="comment is-new"')) == (200, True)


def test_own_comment_is_changed_and_deleted_through_its_pages(article_id: int, client: Client) -> None:
    knowing(client)
    client.post(write(article_id), form(article_id))
    pk = Comment.objects.get().pk
    assert f"/comments/{pk}/edit/" in client.get("/comments/mine/").content.decode()
    refused = client.post(f"/comments/{pk}/edit/", {"text": ""})
    assert (refused.status_code, "Write something first." in refused.content.decode()) == (422, True)
    client.post(f"/comments/{pk}/edit/", {"text": "Better words."})
    assert Comment.objects.get().text == "Better words."
    assert "Better words." in client.get(f"/comments/{pk}/delete/").content.decode()
    assert Comment.objects.get().state == "live"
    assert "Your comment is deleted." not in client.get("/comments/mine/").content.decode()
    gone = client.post(f"/comments/{pk}/delete/", follow=True)
    assert (Comment.objects.get().state, "Your comment is deleted." in gone.content.decode()) == ("deleted", True)
    stranger = Client()
    assert {stranger.get(f"/comments/{pk}/{act}/").status_code for act in ("edit", "delete")} == {404}


@pytest.mark.parametrize(("decision", "ways"), [("approve", 2), ("reject", 0), ("spam", 0)])
def test_own_page_leads_only_where_its_writer_may_go(article_id: int, client: Client, decision: str, ways: int) -> None:
    person = knowing(client)
    client.post(write(article_id), form(article_id, name=None, email=None))
    comment = Comment.objects.get(person=person)
    verbs.decide(comment.pk, decision, by=make_user(is_superuser=True))
    page = client.get("/comments/mine/").content.decode()
    links = [f"/comments/{comment.pk}/{way}/" for way in ("edit", "delete")]
    assert [link in page for link in links].count(True) == ways
    assert {client.get(link).status_code for link in links} == {200 if ways else 404}


@pytest.mark.parametrize("count", [1, 30])
def test_own_page_takes_the_same_queries_for_one_story_and_for_thirty(client: Client, count: int, django_assert_num_queries: Any) -> None:
    set_rules()
    writer, secret = known()
    for _number in range(count):
        say(story().article_id, writer=writer)
    client.cookies[BROWSER_COOKIE] = secret
    client.get("/comments/mine/")
    with django_assert_num_queries(3):  # who asks, what they wrote, how those stories stand
        response = client.get("/comments/mine/")
    assert response.content.decode().count('<article class="comment') == count


WAITS = "A moderator reads it first. Once it is approved, it stands under the story."
CONFIRMS = "Open the mail and press the button behind its link."


@pytest.mark.parametrize(("is_known", "sentence"), [(True, WAITS), (False, CONFIRMS)])
def test_answer_says_what_a_comment_waits_for_and_where_it_is_found(article_id: int, client: Client, is_known: bool, sentence: str) -> None:
    set_rules(moderation="before")
    if is_known:
        knowing(client)
    given = form(article_id) if not is_known else form(article_id, name=None, email=None)
    fragment = client.post(write(article_id), given, headers={"X-Fragment": "1"}).content.decode()
    pk = Comment.objects.get().pk
    assert (sentence in fragment, f'<a href="/comments/mine/#comment-{pk}">Your comments</a>' in fragment) == (True, True)
    page = client.get("/comments/mine/").content.decode()
    assert (sentence in page, f'id="comment-{pk}"' in page) == (True, True)


def test_confirmed_address_says_what_happens_next_and_leads_to_the_comments(
    article_id: int, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    set_rules(moderation="before")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(write(article_id), form(article_id))
    link = re.search(r"http://[^/]+(/comments/confirm/\S+)", mail.outbox[0].body)
    assert link
    page = client.post(link[1]).content.decode()
    path = standing(article_id, at=NOW).path
    assert (WAITS in page, f'<a href="{path}#comments">' in page, '<a href="/comments/mine/">Your comments</a>' in page) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_every_thread_leads_to_ones_own_comments_and_is_the_same_for_everybody(article_id: int, client: Client, mode: str) -> None:
    set_mode(article_id, mode)
    path = standing(article_id, at=NOW).path
    stranger = client.get(path).content
    knowing(client)
    assert (client.get(path).content == stranger, b'<a href="/comments/mine/"' in stranger) == (True, True)
    assert (b"Write a comment" in stranger) == (mode == "open")


def test_reply_quotes_what_it_answers_only_where_that_does_not_stand_above(article_id: int, client: Client) -> None:
    address = f"{write(article_id)}?reply={say(article_id, 'The gate.').pk}"
    page, fragment = (client.get(address, headers=headers).content.decode() for headers in ({}, {"X-Fragment": "1"}))
    assert ("The gate." in page, "The gate." in fragment) == (True, False)


def test_like_works_as_a_plain_form(article_id: int, client: Client) -> None:
    comment = say(article_id)
    for _ in range(2):
        response = client.post(f"/comments/{comment.pk}/like/")
    comment.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"], comment.likes) == (200, "no-store, private", 1)
    assert ("<h1>You like this comment</h1>" in page, "1 like<" in page, 'name="liked" value="0"' in page) == (True, True, True)
    path = standing(article_id, at=NOW).path
    assert f'href="{path}#comments"' in page
    taken_back = client.post(f"/comments/{comment.pk}/like/", {"liked": "0"}).content.decode()
    assert ("<h1>You no longer like this comment</h1>" in taken_back, "0 likes" in taken_back) == (True, True)
    told = client.post(f"/comments/{comment.pk}/like/", {"liked": "0"}, headers={"X-Fragment": "1"})
    assert told.json() == {"likes": 0}
    assert client.get(f"/comments/{comment.pk}/like/").status_code == 405


def test_report_comes_back_with_what_was_typed_and_then_goes_in(article_id: int, client: Client) -> None:
    comment = say(article_id)
    address = f"/comments/{comment.pk}/report/"
    response = client.post(address, {"kind": "illegal", "explanation": "It is <libel>.", "name": "A. Reader", "email": "a@example.org"})
    page = response.content.decode()
    assert (response.status_code, "good faith" in page, "It is &lt;libel&gt;." in page, Report.objects.count()) == (422, True, True, 0)
    given = {"kind": "illegal", "explanation": "Libel.", "name": "A. Reader", "email": "a@example.org", "in_good_faith": "on"}
    thanks = client.post(address, given)
    assert (thanks.status_code, f'<a href="{standing(article_id, at=NOW).path}"><bdi>' in thanks.content.decode()) == (200, True)
    assert (Report.objects.get().email, Mail.objects.get().to) == ("a@example.org", "a@example.org")


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, ["kind"]),
        ({"kind": "nonsense"}, ["kind"]),
        ({"kind": "illegal"}, ["explanation", "name", "email", "in_good_faith"]),
        ({"kind": "illegal", "explanation": "Libel.", "is_anonymous": "on"}, ["in_good_faith"]),
        ({"kind": "other"}, ["explanation"]),
    ],
)
def test_report_says_all_that_is_missing_at_its_fields(article_id: int, client: Client, given: dict[str, str], fields: list[str]) -> None:
    response = client.post(f"/comments/{say(article_id).pk}/report/", given)
    page = response.content.decode()
    assert (response.status_code, re.findall(r'<li><a href="#c-(\w+)">', page), Report.objects.count()) == (422, fields, 0)
    assert re.findall(r'id="c-(\w+)-error"', page) == fields
    assert [field for field in fields if f'id="c-{field}"' not in page] == []


def test_something_else_is_reported_in_words_and_nothing_else_is_kept(article_id: int, client: Client) -> None:
    given = {"kind": "other", "explanation": "It tells how the book ends.", "name": "A. Reader", "email": "a@", "in_good_faith": "on"}
    assert client.post(f"/comments/{say(article_id).pk}/report/", given).status_code == 200
    kept = Report.objects.values_list("kind", "explanation", "name", "email", "in_good_faith").get()
    assert kept == ("other", "It tells how the book ends.", "", "", False)
    assert Mail.objects.count() == 0


def test_browser_can_forget_who_writes(article_id: int, client: Client) -> None:
    knowing(client)
    assert client.post("/comments/somebody-else/").cookies[BROWSER_COOKIE].value == ""
    assert 'name="email"' in client.get(write(article_id)).content.decode()


@pytest.mark.parametrize("word", ["x" * 20, "W10:1t:sig", "a:b:c" * 20])
def test_words_that_are_not_ours_lead_nowhere(word: str, client: Client) -> None:
    for address in (f"/comments/confirm/{word}/", f"/comments/unsubscribe/{word}/"):
        assert {client.get(address).status_code, client.post(address).status_code} == {404}


def test_forged_address_header_opens_no_second_account_of_a_flood(article_id: int, client: Client) -> None:
    set_rules(most_per_address=2)
    statuses = []
    for number in range(4):
        knowing(client)
        given = form(article_id, name=None, email=None, text=f"Words number {number} of a flood of words")
        statuses.append(client.post(write(article_id), given, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code)
    assert statuses == [303, 303, 429, 429]


def test_somebody_correcting_their_address_gets_another_mail(article_id: int, client: Client) -> None:
    client.post(write(article_id), form(article_id, email="wrong@example.org"))
    client.post(write(article_id), form(article_id, email="right@example.org", text="Other words of mine."))
    assert list(Mail.objects.order_by("pk").values_list("to", flat=True)) == ["wrong@example.org", "right@example.org"]
    assert (Browser.objects.count(), Person.objects.count()) == (1, 2)


def test_lists_say_how_many_comments_a_story_has_in_one_query(client: Client, django_assert_num_queries: Any) -> None:
    set_rules(counts_on_cards=False)
    editions = [story() for _ in range(3)]
    for edition in editions:
        say(edition.article_id)
    section = editions[0].section
    assert section is not None
    client.get("/")
    with django_assert_num_queries(2 + 1):  # for the stories readers talk about most
        assert "1 comment" not in client.get("/").content.decode()
    set_rules()
    client.get("/")
    with django_assert_num_queries(2 + 1):  # for these and the numbers
        page = client.get("/").content.decode()
    assert "1 comment" in page


def test_page_of_nobodys_comments_leads_on(client: Client) -> None:
    assert '<a href="/">Go to the front page</a></p>' in client.get("/comments/mine/").content.decode().partition("<main")[2]


def test_what_is_done_to_a_comment_names_its_writer(article_id: int, client: Client) -> None:
    say(article_id)
    page = client.get(f"/comments/story/{article_id}/").content.decode()
    assert [
        re.sub(r"<[^>]*>", "", label) for label in re.findall(r"(\w+ <span class=\"unseen\">\(?(?:to )?the comment by[^<]*)", page)
    ] == [
        "Reply to the comment by Hanna Pohl",
        "Like (the comment by Hanna Pohl)",
        "Report (the comment by Hanna Pohl)",
    ]
