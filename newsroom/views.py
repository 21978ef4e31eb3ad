"""Pages that belong to no app."""

import sys

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader

from newsroom import health, outage, read_only
from newsroom.kept_typing import keep_typing


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke, or that the database is away. No database, no context processor: what broke may be just that."""
    error = sys.exc_info()[1]  # Django calls this while it handles it
    is_read = request.method in {"GET", "HEAD"}
    if error is not None and outage.is_one(error):
        kept = _kept(request, error)
        return outage.as_answer(kept, error) if kept else outage.answer(error, is_read=is_read)
    return HttpResponseServerError(loader.get_template("500.html").render({"is_read": is_read}))


def _kept(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """Return the page with what was typed at the desk; None where this process knows too little of the site to draw one."""
    try:
        return keep_typing(request, failure=error)
    except (DatabaseError, InterfaceError):
        return None


def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process is there."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether everything a page needs works: 200, or 503 with what does not. Four queries."""
    parts = health.parts()
    told = {part.name: {"ok": part.is_well, "ms": part.took_ms} | ({"said": part.said} if part.said else {}) for part in parts}
    is_ready = all(part.is_well for part in parts if part.is_needed)
    told_of_all = {"ready": is_ready, "read_only": read_only.is_on(), **told}
    return JsonResponse(told_of_all, status=200 if is_ready else 503, headers={"Cache-Control": "no-store"})
