"""Who writes: found by the browser's secret, by an account, or by the address somebody gives."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.utils.translation import gettext_lazy as _

from articles.composed import Prepared
from articles.models import Author
from comments.models import Browser, Comment, CommentSettings, Person
from comments.refusals import Refused
from comments.rules import site_rules
from comments.signing import email_key, fingerprint
from comments.text import as_name, is_blank

_ACCOUNTS = {CommentSettings.Writers.BOTH, CommentSettings.Writers.ACCOUNTS}


@dataclass(frozen=True, slots=True)
class Writer:
    """Whoever is behind a request. `person` is None for somebody new; `is_known`: their address was confirmed, or they are signed in."""

    person: Person | None = None
    browser: Browser | None = None
    key: str = ""
    user: Any = None

    @property
    def is_known(self) -> bool:
        return self.person is not None and (self.user is not None or bool(self.browser and self.browser.confirmed_at))

    def owns(self, comment: Comment) -> bool:
        """Say whether they wrote it: in this browser, or as this person where they are known."""
        if self.key and comment.browser == self.key:
            return True
        return self.is_known and self.person is not None and comment.person_id == self.person.pk


def key_of(secret: str) -> str:
    """Return the fingerprint of a browser's secret; "" for none."""
    return fingerprint("browser", secret) if 20 <= len(secret) <= 100 else ""


def writer_of(*, secret: str, user: Any) -> Writer:
    """Return who is behind a request by what its cookies say. One query; accounts count where the site lets them, staff always."""
    key = key_of(secret)
    if user is not None and user.is_authenticated and (user.is_staff or site_rules().writers in _ACCOUNTS):
        person = Person.objects.select_related("user").filter(user=user).first()
        return Writer(person or Person(user=user, name=as_name(user.get_full_name() or user.get_username())[:60]), None, key, user)
    browser = _browser(key) if key else None
    return Writer(browser.person if browser else None, browser, key)


def _browser(key: str) -> Browser | None:
    """Return a browser with its person. One query, composed once: every page made for a visitor asks."""
    for row in _BROWSERS.rows(key):
        browser = Browser.from_db(connection.alias, _OF_BROWSER, row[: len(_OF_BROWSER)])
        browser.person = Person.from_db(connection.alias, _OF_PERSON, row[len(_OF_BROWSER) :])
        return browser
    return None


_OF_BROWSER, _OF_PERSON = ([field.attname for field in model._meta.concrete_fields] for model in (Browser, Person))
_BROWSERS = Prepared(
    lambda key: Browser.objects.filter(key=key).order_by().values_list(*_OF_BROWSER, *(f"person__{name}" for name in _OF_PERSON))
)


def demand_writer(writer: Writer, *, name: str, email: str, at: dt.datetime) -> Writer:
    """Return the writer with a person that is kept: known, or made of the name and address they give. Raises `Refused`."""
    if writer.user is not None and writer.person is not None:
        if writer.person._state.adding:
            writer.person.made_at = at
            person, _made = Person.objects.get_or_create(user=writer.user, defaults={"name": writer.person.name, "made_at": at})
            return Writer(person, None, writer.key, writer.user)
        return writer
    if site_rules().writers == CommentSettings.Writers.ACCOUNTS:
        raise Refused(_("Sign in to write a comment."))
    if writer.is_known:
        return writer
    person = _person_of(as_name(name)[:60], email.strip(), at=at)
    browser, _made = Browser.objects.get_or_create(key=writer.key, defaults={"person": person, "made_at": at})
    if browser.person_id != person.pk:  # somebody corrects their address before it was confirmed
        browser.person, browser.confirmed_at = person, None
        browser.save()
    return Writer(person, browser, writer.key)


def refuse_name(name: str) -> str:
    """Return a name as it is kept or raise `Refused`."""
    kept = as_name(name)
    if is_blank(kept):
        raise Refused(_("Write your name, or one that you want to be known by."))
    if len(kept) > 60:
        raise Refused(_("A name has 60 characters at most."))
    return kept


def refuse_email(email: str) -> str:
    """Return an address or raise `Refused` with what is wrong with it."""
    kept = email.strip()
    try:
        validate_email(kept)
    except ValidationError as error:
        missing = _("Something is missing after the @.") if kept.endswith("@") else _("Write an email address such as name@example.org.")
        raise Refused(missing) from error
    if len(kept) > 254:
        raise Refused(_("This address is too long."))
    return kept


def _person_of(name: str, email: str, *, at: dt.datetime) -> Person:
    person, _made = Person.objects.select_related("user").get_or_create(
        email_key=email_key(email), defaults={"name": name, "email": email, "made_at": at}
    )
    if not person.email:  # erased once, and back
        person.email, person.name = email, name
        person.save(update_fields=["email", "name"])
    return person


def badge_of(writer: Writer, author_ids: tuple[int, ...]) -> str:
    """Return the badge of whoever writes under a story by these authors. One query for staff, none for others."""
    user = writer.user
    if user is None or not user.is_staff:
        return Comment.Badge.NONE
    is_author = Author.objects.filter(pk__in=author_ids, user=user).exists()
    return Comment.Badge.AUTHOR if is_author else Comment.Badge.STAFF
