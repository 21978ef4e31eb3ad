"""The outside classifier: believed when it answers, done without when it does not, and never waited for long."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command

from comments import classifying, lessons, verbs
from comments.classifying import FINE, SILENT, SPAM, Asked
from comments.models import Comment, CommentSettings, Lesson
from tests.comments.writing import known, make_person, say, set_rules, story
from tests.factories import MINUTE, NOW, make_user

ASKED = Asked("Buy watches", "Hanna", "h@example.org", "192.0.2.7", "Browser", "https://paper.example/", is_reply=False)


@contextmanager
def answering(
    body: bytes, *, status: int = 200, hang: threading.Event | None = None, paths: list[str] | None = None
) -> Iterator[tuple[str, list[bytes]]]:
    """Run a classifier that says one thing, or says nothing until the event comes. `paths`: gets what was asked for."""
    got: list[bytes] = []
    paths = [] if paths is None else paths

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            paths.append(self.path)
            if hang:
                hang.wait(20)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", got
    finally:
        if hang:
            hang.set()
        server.shutdown()
        server.server_close()


def http(url: str) -> CommentSettings:
    return CommentSettings(classifier="http", classifier_url=url, classifier_key="secret")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b'{"spam": true}', 200, SPAM),
        (b'{"spam": false}', 200, FINE),
        (b'{"spam": "maybe"}', 200, SILENT),
        (b"[]", 200, SILENT),
        (b"<html>", 200, SILENT),
        (b'{"spam": true}', 500, SILENT),
    ],
)
def test_http_address_is_believed_only_when_it_speaks_clearly(body: bytes, status: int, said: str) -> None:
    with answering(body, status=status) as (url, got):
        assert classifying.ask(ASKED, http(url)) == said
    assert json.loads(got[0])["text"] == "Buy watches"


@pytest.mark.parametrize(("body", "said"), [(b"true", SPAM), (b"false", FINE), (b"invalid", SILENT)])
def test_akismet_is_asked_as_its_manual_says(body: bytes, said: str) -> None:
    with answering(body) as (url, got):
        site = CommentSettings(classifier="akismet", classifier_url=url, classifier_key="key")
        assert classifying.ask(ASKED, site) == said
    told = {name: values[0] for name, values in parse_qs(got[0].decode()).items()}
    assert (told["api_key"], told["user_ip"], told["comment_content"], told["comment_type"]) == (
        "key",
        "192.0.2.7",
        "Buy watches",
        "comment",
    )


def test_stopped_classifier_is_silent() -> None:
    with answering(b"") as (url, _):
        pass
    assert classifying.ask(ASKED, http(url)) == SILENT


def test_hung_classifier_is_given_up() -> None:
    with answering(b'{"spam": true}', hang=threading.Event()) as (url, _):
        began = time.monotonic()
        assert classifying.ask(ASKED, http(url), limit_s=0.2) == SILENT
        assert time.monotonic() - began < 15


def test_one_that_answers_byte_by_byte_keeps_no_place_for_ever() -> None:
    over = threading.Event()

    class Dripping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while not over.wait(0.05):
                    self.wfile.write(b" ")

        def log_message(self, *words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        slow = http(f"http://127.0.0.1:{server.server_address[1]}/")
        said = [classifying.ask(ASKED, slow, limit_s=0.2) for _ in range(classifying.MOST_AT_ONCE + 1)]
        with answering(b'{"spam": false}') as (url, _):
            assert (set(said), classifying.ask(ASKED, http(url), limit_s=10)) == ({SILENT}, FINE)
    finally:
        over.set()
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
def test_comments_wait_while_it_is_silent_and_when_it_says_spam() -> None:
    article_id = story().article_id
    trusted = known(make_person(trust="trusted"))[0]
    set_rules(classifier="http", classifier_url="http://127.0.0.1:9/")
    assert say(article_id, writer=trusted).reasons == ["silent"]
    with answering(b'{"spam": true}') as (url, _):
        set_rules(classifier="http", classifier_url=url)
        comment = say(article_id, writer=trusted)
        assert (comment.state, comment.reasons) == ("waiting", ["spam"])
    with answering(b'{"spam": false}') as (url, _):
        set_rules(classifier="http", classifier_url=url)
        assert say(article_id, writer=trusted).state == "live"


# Telling it what moderators decided


def act_on(comment: Comment, decisions: list[str], *, by: Any = None) -> Any:
    """Decide about a comment, one after the other, as one moderator; return them."""
    by = by or make_user(is_superuser=True)
    for decision in decisions:
        if decision == "undo":
            verbs.undo(comment.acts.order_by("-pk")[0].pk, by=by)
        else:
            verbs.decide(comment.pk, decision, by=by)
    return by


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("decisions", "reasons", "owed"),
    [
        (["spam"], [], [True]),
        (["spam"], ["silent"], [True]),
        (["spam"], ["spam"], []),
        (["approve"], ["spam"], [False]),
        (["feature"], ["spam"], [False]),
        (["approve"], [], []),
        (["reject"], ["spam"], []),
        (["approve"], ["spam", "trap"], []),
        (["spam", "undo"], [], []),
        (["spam", "approve"], [], []),
        (["spam", "undo", "approve"], [], []),
        (["approve", "spam"], [], [True]),
        (["approve", "spam"], ["spam"], []),
    ],
)
def test_classifier_is_owed_a_word_where_it_was_wrong(decisions: list[str], reasons: list[str], owed: list[bool]) -> None:
    set_rules(moderation="before", classifier="http", classifier_url="http://127.0.0.1:9/")
    comment = say(story().article_id, "Words of its own, for the classifier.")
    Comment.objects.filter(pk=comment.pk).update(reasons=["all", *reasons])
    act_on(comment, decisions)
    assert list(Lesson.objects.values_list("is_spam", flat=True)) == owed


@pytest.mark.django_db
@pytest.mark.parametrize("decisions", [["undo"], ["approve"]])
def test_what_it_was_told_already_is_put_right(decisions: list[str]) -> None:
    set_rules(moderation="before")
    comment = say(story().article_id, "Words of its own, for the classifier.")
    with answering(b"") as (url, got):
        set_rules(moderation="before", classifier="http", classifier_url=url)
        by = act_on(comment, ["spam"])
        assert lessons.tell_owed(at=NOW) == (1, 0)
        act_on(comment, decisions, by=by)
        assert lessons.tell_owed(at=NOW) == (1, 0)
    assert [json.loads(sent)["decision"] for sent in got] == ["spam", "fine"]


@pytest.mark.django_db
@pytest.mark.parametrize(("decision", "reasons", "path"), [("spam", [], "/1.1/submit-spam"), ("approve", ["spam"], "/1.1/submit-ham")])
def test_akismet_is_told_as_its_manual_says(decision: str, reasons: list[str], path: str) -> None:
    set_rules(moderation="before")
    comment = say(story().article_id, "Words of its own, for the classifier.")
    Comment.objects.filter(pk=comment.pk).update(reasons=reasons)
    paths: list[str] = []
    with answering(b"Thanks for making the web a better place.", paths=paths) as (url, got):
        set_rules(classifier="akismet", classifier_key="key", classifier_url=f"{url}1.1/comment-check")
        act_on(comment, [decision])
        assert got == []  # the moderator waits for nobody
        call_command("tend_comments")
    told = {name: values[0] for name, values in parse_qs(got[0].decode()).items()}
    assert (paths, told["api_key"], told["comment_content"], told["user_ip"]) == ([path], "key", comment.text, "0.0.0.0")
    assert Lesson.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["invalid", "Missing required field: user_ip.", ""])
def test_what_akismet_does_not_thank_for_is_still_owed(answer: str) -> None:
    set_rules(moderation="before")
    comment = say(story().article_id, "Words of its own, for the classifier.")
    with answering(answer.encode()) as (url, _got):
        set_rules(classifier="akismet", classifier_key="key", classifier_url=f"{url}1.1/comment-check")
        act_on(comment, ["spam"])
        assert lessons.tell_owed(at=NOW) == (0, 1)
    assert Lesson.objects.get().error == f"Akismet did not take it: {answer}".strip()


@pytest.mark.django_db
def test_hung_classifier_costs_one_time_limit_and_is_told_again_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    set_rules(moderation="before")
    comments = [say(story().article_id, f"Words of its own, number {number}.") for number in range(3)]
    monkeypatch.setattr(classifying.tell, "__kwdefaults__", {"limit_s": 0.2})
    with answering(b"", hang=threading.Event()) as (url, got):
        set_rules(moderation="before", classifier="http", classifier_url=url)
        for comment in comments:
            act_on(comment, ["spam"])
        began = time.monotonic()
        assert lessons.tell_owed(at=NOW) == (0, 3)
        assert (time.monotonic() - began < 10, len(got)) == (True, 1)
    assert sorted(Lesson.objects.values_list("tries", flat=True)) == [0, 0, 1]
    for _round in range(lessons.MOST_TRIES * 3):
        lessons.tell_owed(at=NOW)  # nobody answers at this address any more
    assert (lessons.tell_owed(at=NOW), Lesson.objects.count()) == ((0, 0), 0)


@pytest.mark.django_db
def test_one_that_is_refused_keeps_no_other_back_and_an_old_one_goes() -> None:
    set_rules(moderation="before")
    comments = [say(story().article_id, f"Words of its own, number {number}.") for number in range(2)]
    with answering(b"", status=400) as (url, got):
        set_rules(moderation="before", classifier="http", classifier_url=url)
        for comment in comments:
            act_on(comment, ["spam"])
        assert (lessons.tell_owed(at=NOW), len(got)) == ((0, 2), 2)
    assert list(Lesson.objects.values_list("tries", flat=True)) == [1, 1]
    assert lessons.tell_owed(at=NOW + lessons.KEPT + MINUTE) == (0, 0)


@pytest.mark.django_db
def test_erased_words_are_told_to_nobody() -> None:
    set_rules(moderation="before")
    comment = say(story().article_id, "Words of its own, for the classifier.")
    with answering(b"") as (url, got):
        set_rules(moderation="before", classifier="http", classifier_url=url)
        act_on(comment, ["spam"])
        assert comment.person_id is not None
        verbs.erase(comment.person_id)
        assert (lessons.tell_owed(at=NOW), got) == ((0, 0), [])
