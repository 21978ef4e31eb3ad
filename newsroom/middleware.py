"""What every request passes: a name for it in the logs, and at the desk the language of whoever works there."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from newsroom.languages import desk_language_of

_DESK = ("/admin/", "/accounts/")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name the request in every log line, with the proxy's name for it where it sent a sane one, and return it to the caller."""

    def middleware(request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        name = sent if _ID.fullmatch(sent) else secrets.token_hex(8)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=name)
        response = get_response(request)
        response["X-Request-ID"] = name
        return response

    return middleware


def desk_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak an editor's own language at the desk. Readers' pages speak the site's, whoever is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = desk_language_of(request.user) if request.path_info.startswith(_DESK) else ""
        if not language:
            return get_response(request)
        with translation.override(language):
            return get_response(request)

    return middleware
