"""What every request passes: a name for it in the logs."""

import re
import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

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
