"""Read-only: readers read and the desk looks, nobody changes anything. For moving a database or a machine without losing a word.

A file in MEDIA_ROOT, which all processes of a site share, so that the switch works while the database does not; or READ_ONLY=1.
Commands of manage.py are not held back: whoever types them knows.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import render
from django.template import loader

_RETRY_AFTER_S = 300
_NOT_AGAIN = frozenset({"csrfmiddlewaretoken"})


def is_on() -> bool:
    """Say whether the site is read-only. No query, one look at the disk."""
    return bool(settings.READ_ONLY) or _switch().exists()


def turn_on() -> None:
    _switch().parent.mkdir(parents=True, exist_ok=True)
    _switch().touch()


def turn_off() -> None:
    _switch().unlink(missing_ok=True)


def _switch() -> Path:
    return Path(settings.MEDIA_ROOT) / "read-only"


def refusal(request: HttpRequest) -> HttpResponse:
    """Answer 503; for a form of the desk with what was typed, to be sent again. Nothing is stored."""
    try:
        response = _kept(request) if request.path_info.startswith("/admin/") else _plain()
    except (DatabaseError, InterfaceError):  # it is being moved just now
        response = _plain()
    response["Retry-After"] = str(_RETRY_AFTER_S)
    response["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest) -> HttpResponse:
    return render(request, "admin/read_only.html", _typed(request), status=503)


def _plain() -> HttpResponse:
    return HttpResponse(loader.get_template("read_only.html").render({}), status=503)


def _typed(request: HttpRequest) -> dict[str, object]:
    try:
        return {"fields": list(_fields(request)), "files": sorted(request.FILES), "action": request.get_full_path()}
    except (UnreadablePostError, RawPostDataException):
        return {"fields": [], "files": [], "action": request.get_full_path()}


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in _NOT_AGAIN and "password" not in name:
            yield from ((name, str(value)) for value in values)
