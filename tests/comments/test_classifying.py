"""The outside classifier: believed when it answers, done without when it does not, and never waited for long."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from comments import classifying
from comments.classifying import FINE, SILENT, SPAM, Asked
from comments.models import CommentSettings
from tests.comments.writing import known, make_person, say, set_rules, story

ASKED = Asked("Buy watches", "Hanna", "h@example.org", "192.0.2.7", "Browser", "https://paper.example/", is_reply=False)


@contextmanager
def answering(body: bytes, *, status: int = 200, hang: threading.Event | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Run a classifier that says one thing, or says nothing until the event comes."""
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
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
