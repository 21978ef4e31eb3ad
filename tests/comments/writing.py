"""How comments' tests write: drafts, people, forms."""

import itertools
from typing import Any

from django.core import signing as django_signing
from django.test import Client

from articles.models import Edition
from comments import verbs
from comments.models import Browser, Comment, CommentSettings, Person
from comments.people import Writer, key_of
from comments.signing import BROWSER_COOKIE, COOKIE_PATH, email_key, new_secret
from comments.threads import save_settings
from comments.verbs import Draft
from tests.factories import NOW, make_live, make_section

_numbers = itertools.count(1)


def story(**rest: Any) -> Edition:
    return make_live(section=rest.pop("section", None) or make_section(name=f"Section {next(_numbers)}"), **rest)


def set_rules(**values: Any) -> CommentSettings:
    row = CommentSettings(**{"moderation": "after", "minimum_seconds": 0, "most_per_person": 10_000, "most_per_address": 10_000, **values})
    save_settings(row)
    return row


def make_person(*, name: str = "Hanna Pohl", email: str = "", **rest: Any) -> Person:
    email = email or f"reader{next(_numbers)}@example.org"
    return Person.objects.create(name=name, email=email, email_key=email_key(email), made_at=NOW, **rest)


def known(person: Person | None = None) -> tuple[Writer, str]:
    """Return a writer who is known, and the secret of the browser."""
    secret = new_secret()
    person = person or make_person()
    browser = Browser.objects.create(person=person, key=key_of(secret), made_at=NOW, confirmed_at=NOW)
    return Writer(person, browser, browser.key), secret


def new_writer() -> Writer:
    """A browser nobody has seen before."""
    return Writer(key=key_of(new_secret()))


def say(article_id: int, words: str = "", *, writer: Writer | None = None, parent: Comment | None = None, **rest: Any) -> Comment:
    """Post a comment, by somebody known where nobody is named."""
    words = words or f"Comment number {next(_numbers)}, in words of its own."
    draft = Draft(article_id, words, parent_id=parent.pk if parent else None, address="192.0.2.7", **rest)
    return verbs.post(draft, writer or known()[0]).comment


def knowing(client: Client, person: Person | None = None) -> Person:
    """Let a client's browser be known."""
    writer, secret = known(person)
    client.cookies[BROWSER_COOKIE] = secret
    client.cookies[BROWSER_COOKIE]["path"] = COOKIE_PATH
    assert writer.person is not None
    return writer.person


def stamp(article_id: int) -> str:
    """Make the stamp of a form of this story."""
    return django_signing.dumps([article_id, f"nonce{next(_numbers)}"], salt="comments.form")


def form(article_id: int, **values: Any) -> dict[str, Any]:
    given = {"name": "Hanna Pohl", "email": "hanna@example.org", "text": "The gate was open.", "website": "", "stamp": stamp(article_id)}
    return {name: value for name, value in {**given, **values}.items() if value is not None}
