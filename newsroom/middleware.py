"""What every request passes: a name for it in the logs, its figures, the read-only mode, the proxy that hands out pictures, and the
language that is spoken.
"""

import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import quote

import structlog
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from newsroom import metrics, read_only
from newsroom.languages import desk_language_of

_DESK = ("/admin/", "/accounts/")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_KINDS = (("/admin/", "desk"), ("/accounts/", "desk"), ("/preview/", "desk"), ("/media/", "picture"), ("/static/", "static"))
_HEALTH = "/healthz/"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def request_id(get_response: GetResponse) -> GetResponse:
    """Name the request in every log line, with the proxy's name for it where it sent a sane one, and return it to the caller."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        sent = request.META.get("HTTP_X_REQUEST_ID", "")
        name = sent if _ID.fullmatch(sent) else secrets.token_hex(8)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=name)
        began = time.perf_counter()
        response = get_response(request)
        metrics.count(_kind_of(request.path_info), status=response.status_code, seconds=time.perf_counter() - began)
        response["X-Request-ID"] = name
        return response

    return middleware


def _kind_of(path: str) -> str:
    if path.startswith(_HEALTH):
        return "health"
    return next((kind for beginning, kind in _KINDS if path.startswith(beginning)), "reader")


def refuse_writes(get_response: GetResponse) -> GetResponse:
    """Answer whatever would change something with 503 while the site is read-only; a form of the desk comes back with what was typed."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD", "OPTIONS", "TRACE"} or not read_only.is_on():
            return get_response(request)
        return read_only.refusal(request)

    return middleware


def hand_over_pictures(get_response: GetResponse) -> GetResponse:
    """Let the proxy send the bytes of a rendition from the volume (MEDIA_BY_PROXY), once this site has said that it may be shown.

    The site is asked each time, because the right to show a picture may have ended; no process of it waits for a slow reader.
    """
    if not settings.MEDIA_BY_PROXY:
        return get_response

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        match = request.resolver_match
        if not (isinstance(response, FileResponse) and match and match.view_name == "articles:media"):
            return response
        handed = HttpResponse(headers={name: value for name, value in response.items() if name != "Content-Length"})
        handed["X-Accel-Redirect"] = f"/{quote(match.kwargs['name'])}"
        if response.file_to_stream:
            response.file_to_stream.close()  # not the response, whose end would be taken for the request's
        return handed

    return middleware


def language(get_response: GetResponse) -> GetResponse:
    """Speak an editor's own language at the desk. Readers' pages speak the site's, whoever is signed in.

    It is the one Django would fall back to. Said all the same: a page asks for its language twenty times, and each time Django would look
    for one that was said, in vain.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = desk_language_of(request.user) if request.path_info.startswith(_DESK) else ""
        with translation.override(chosen or settings.LANGUAGE_CODE):
            return get_response(request)

    return middleware
