"""Secrets in browsers and mails, and the fingerprints that stand for them in the database. No database here."""

import hmac
import secrets
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core import signing as django_signing

BROWSER_COOKIE = "commenter"
LIKES_COOKIE = "likes"
COOKIE_PATH = "/comments/"
COOKIE_AGE_S = 400 * 86_400
_STAMP_AGE_S = 7 * 86_400
_SALT = "comments"


def new_secret() -> str:
    return secrets.token_urlsafe(24)


def fingerprint(*parts: str) -> str:
    """Return what stands for a secret: nobody finds the secret by it, and none of another site's fingerprints equals it."""
    return hmac.new(settings.SECRET_KEY.encode(), "\0".join(("comments", *parts)).encode(), sha256).hexdigest()


def email_key(email: str) -> str:
    """Return the fingerprint of an address, equal however it was capitalised."""
    return fingerprint("email", email.strip().casefold())


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form carries to say when and for what it was made. `nonce` makes a form post once, however often it is sent."""

    article_id: int
    nonce: str
    age_s: float


def new_stamp(article_id: int) -> str:
    return django_signing.dumps([article_id, secrets.token_urlsafe(12)], salt=f"{_SALT}.form")


def read_stamp(written: str, article_id: int) -> Stamp | None:
    """Return the stamp of a form of ours for this story that is not too old; None for anything else."""
    try:
        stamped, nonce = django_signing.loads(written, salt=f"{_SALT}.form", max_age=_STAMP_AGE_S)
        made_s = django_signing.b62_decode(written.rsplit(":", 2)[1])
    except (django_signing.BadSignature, ValueError, TypeError, IndexError, UnicodeError):
        return None
    return Stamp(article_id, nonce, time.time() - made_s) if stamped == article_id else None


def sign(purpose: str, value: Any) -> str:
    """Return a word for an address in a mail. It holds as long as SECRET_KEY does."""
    return django_signing.dumps(value, salt=f"{_SALT}.{purpose}", compress=False)


def unsign(purpose: str, word: str, *, max_age_s: int | None = None) -> Any:
    """Return the value, None for a word that is not ours, or too old."""
    try:
        return django_signing.loads(word, salt=f"{_SALT}.{purpose}", max_age=max_age_s)
    except (django_signing.BadSignature, ValueError, TypeError, UnicodeError):
        return None
