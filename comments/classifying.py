"""Asking an outside classifier whether something is spam: Akismet, or any HTTP address. It has a time limit, and comments do without it.

Akismet: https://akismet.com/developers/detailed-docs/comment-check/, …/submit-spam-missed-spam/ and …/submit-ham-false-positives/. Another
address is sent one JSON object (`Asked`) and answers one with `spam`, true or false. What moderators decided otherwise (`tell`) is sent
there too: the same object with `decision`, “spam” or “fine”; any answer of 200 to 299 will do.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

import structlog
from django.conf import settings

from comments.models import CommentSettings

log = structlog.get_logger(__name__)
LIMIT_S = 2.5
_AKISMET = "https://rest.akismet.com/1.1/comment-check"
_MOST_BYTES = 20_000
MOST_AT_ONCE = 8
_asking = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="classifier")
_NO_ADDRESS = "0.0.0.0"  # noqa: S104 - Akismet refuses whatever comes without an address; a correction has none, because none is kept
SPAM, FINE, SILENT = "spam", "fine", "silent"
FAILURES = (OSError, ValueError, HTTPException)


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    name: str
    email: str
    address: str
    agent: str
    url: str
    is_reply: bool


def ask(asked: Asked, site: CommentSettings, *, limit_s: float = LIMIT_S) -> str:
    """Return SPAM, FINE or SILENT; FINE where there is no classifier. Never longer than the limit, whatever the other side does."""
    if not site.classifier:
        return FINE
    request = _akismet(asked, site) if _is_akismet(site) else _http(asked, site)
    waiting = _asking.submit(_answer, request, site.classifier, limit_s)
    try:
        return waiting.result(timeout=limit_s)
    except FAILURES as error:
        waiting.cancel()
        log.warning("classifier_silent", error=repr(error)[:200])
        return SILENT


def tell(asked: Asked, site: CommentSettings, *, is_spam: bool, limit_s: float = LIMIT_S) -> None:
    """Tell the classifier what a moderator decided, so that it learns. Raises one of FAILURES; never takes longer than the limit."""
    word = SPAM if is_spam else FINE
    request = _akismet(asked, site, f"submit-{'spam' if is_spam else 'ham'}") if _is_akismet(site) else _http(asked, site, decision=word)
    waiting = _asking.submit(_body, request, limit_s)
    try:
        said = waiting.result(timeout=limit_s)
    except TimeoutError:
        waiting.cancel()
        raise
    if _is_akismet(site) and not said.startswith("Thanks"):  # any other answer, with a status of 200 too, says what it misses
        raise ValueError(f"Akismet did not take it: {said[:200]}")


def _is_akismet(site: CommentSettings) -> bool:
    return site.classifier == CommentSettings.Classifier.AKISMET


def _answer(request: Request, kind: str, limit_s: float) -> str:
    body = _body(request, limit_s)
    if kind == CommentSettings.Classifier.AKISMET:
        spam = {"true": True, "false": False}.get(body)
    else:
        told = json.loads(body)
        spam = told.get("spam") if isinstance(told, dict) else None
    if spam in {True, False}:
        return SPAM if spam else FINE
    raise ValueError("The classifier's answer cannot be read.")


def _body(request: Request, limit_s: float) -> str:
    if urlsplit(request.full_url).scheme not in {"http", "https"}:
        raise ValueError("A classifier is asked over HTTP.")
    try:
        with urlopen(request, timeout=limit_s) as response:  # noqa: S310
            return _read(response, until=time.monotonic() + limit_s).decode("utf-8", "replace").strip()
    except HTTPError as error:
        error.close()
        raise


def _read(response: Any, *, until: float) -> bytes:
    """Read an answer. One that comes byte by byte would never be silent long enough, and keep a thread from all who ask later."""
    got = b""
    while len(got) < _MOST_BYTES and (some := response.read1(_MOST_BYTES - len(got))):
        got += some
        if time.monotonic() > until:
            raise TimeoutError("The classifier takes too long.")
    return got


def _http(asked: Asked, site: CommentSettings, **more: str) -> Request:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if site.classifier_key:
        headers["Authorization"] = f"Bearer {site.classifier_key}"
    return Request(site.classifier_url, json.dumps({**asdict(asked), **more}).encode(), headers)  # noqa: S310


def _akismet(asked: Asked, site: CommentSettings, verb: str = "") -> Request:
    form = {
        "api_key": site.classifier_key,
        "blog": settings.SITE_URL,
        "user_ip": asked.address or _NO_ADDRESS,
        "user_agent": asked.agent,
        "permalink": asked.url,
        "comment_type": "reply" if asked.is_reply else "comment",
        "comment_author": asked.name,
        "comment_author_email": asked.email,
        "comment_content": asked.text,
    }
    asked_at = site.classifier_url or _AKISMET
    return Request(urljoin(asked_at, verb) if verb else asked_at, urlencode(form).encode())  # noqa: S310
