"""Asking an outside classifier whether something is spam: Akismet, or any HTTP address. It has a time limit, and comments do without it.

Akismet: https://akismet.com/developers/detailed-docs/comment-check/. Another address is sent one JSON object (`Asked`) and answers one with
`spam`, true or false.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import structlog
from django.conf import settings

from comments.models import CommentSettings

log = structlog.get_logger(__name__)
LIMIT_S = 2.5
_AKISMET = "https://rest.akismet.com/1.1/comment-check"
_MOST_BYTES = 20_000
_asking = ThreadPoolExecutor(max_workers=8, thread_name_prefix="classifier")
SPAM, FINE, SILENT = "spam", "fine", "silent"


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
    request = _akismet(asked, site) if site.classifier == CommentSettings.Classifier.AKISMET else _http(asked, site)
    waiting = _asking.submit(_answer, request, site.classifier, limit_s)
    try:
        return waiting.result(timeout=limit_s)
    except (OSError, ValueError, HTTPException) as error:
        waiting.cancel()
        log.warning("classifier_silent", error=repr(error)[:200])
        return SILENT


def _answer(request: Request, kind: str, limit_s: float) -> str:
    if urlsplit(request.full_url).scheme not in {"http", "https"}:
        raise ValueError("A classifier is asked over HTTP.")
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
    try:
        with urlopen(request, timeout=limit_s) as response:  # noqa: S310
            return str(response.read(_MOST_BYTES).decode("utf-8", "replace").strip())
    except HTTPError as error:
        error.close()
        raise


def _http(asked: Asked, site: CommentSettings) -> Request:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if site.classifier_key:
        headers["Authorization"] = f"Bearer {site.classifier_key}"
    return Request(site.classifier_url, json.dumps(asdict(asked)).encode(), headers)  # noqa: S310


def _akismet(asked: Asked, site: CommentSettings) -> Request:
    form = {
        "api_key": site.classifier_key,
        "blog": settings.SITE_URL,
        "user_ip": asked.address,
        "user_agent": asked.agent,
        "permalink": asked.url,
        "comment_type": "reply" if asked.is_reply else "comment",
        "comment_author": asked.name,
        "comment_author_email": asked.email,
        "comment_content": asked.text,
    }
    return Request(site.classifier_url or _AKISMET, urlencode(form).encode())  # noqa: S310
