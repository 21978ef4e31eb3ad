"""What was typed at the desk is not lost when the session has ended: it comes back in a page whose button sends it again.

Three ways lead here: a form sent while signed out, one that the server failed to save (both `newsroom.desk`), and one whose token is of the
session before (Django's own refusal, `csrf_failure`). Nothing is stored and nothing is written to a log: the page carries the fields.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404, resolve
from django.views.csrf import csrf_failure as stock_csrf_failure

from articles.site import site
from newsroom import outage

MOST_CHARACTERS = 10_000_000
MOST_FIELDS = 5_000
_PAGE = "admin/kept_typing.html"
_NOT_AGAIN = frozenset({"csrfmiddlewaretoken", "_overwrite", "opened_before_previews"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep what our own form held; refuse anything else as Django does."""
    return keep_typing(request) or stock_csrf_failure(request, reason=reason)


def keep_typing(request: HttpRequest, *, failure: BaseException | None = None) -> HttpResponse | None:
    """Answer 403 with the page that holds what was posted; None where it was no form of the desk, or not sent by our own page.

    `failure`: why the server could not save it; the answer is 500 then, 503 in an outage. Its sentence, if any, is shown.
    """
    if not (request.method == "POST" and _is_form_of_the_desk(request) and _is_same_site(request)):
        return None
    fields = list(_fields(request))
    if len(fields) > MOST_FIELDS or sum(len(value) for _name, value in fields) > MOST_CHARACTERS:
        return None
    context = {
        "fields": fields,
        "files": sorted(request.FILES),
        "action": request.get_full_path(),
        "is_our_fault": failure is not None,
        "said": " ".join(failure.messages) if isinstance(failure, ValidationError) else "",
    }
    status = 403 if failure is None else 503 if outage.is_one(failure) else 500
    try:
        response = render(request, _PAGE, context | {"is_signed_in": _is_signed_in(request)}, status=status)
    except (DatabaseError, InterfaceError):
        if failure is None:
            raise
        response = HttpResponse(_drawn_without_database(request, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _drawn_without_database(request: HttpRequest, context: dict[str, Any]) -> str:
    """Draw the page from what this process knows. No session can be read, so nobody is asked to sign in: the next try tells."""
    known = {"site": site(), "csrf_token": get_token(request), "is_signed_in": True}
    return loader.get_template(_PAGE).render(context | known)


def _is_form_of_the_desk(request: HttpRequest) -> bool:
    try:
        match = request.resolver_match or resolve(request.path_info)  # the session comes first: where it failed, nothing was resolved
    except Resolver404:
        return False
    return bool(match.app_name == "admin" and match.url_name and match.url_name.endswith(("_add", "_change")))


def _is_same_site(request: HttpRequest) -> bool:
    """Say whether our own page sent it: another site's words must not wait here for somebody to press the button."""
    sent_by = request.headers.get("Sec-Fetch-Site")
    if sent_by is not None:
        return sent_by == "same-origin"
    told = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    origin = f"{told.scheme}://{told.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield what to send again: no password, and as a draft whatever button was pressed."""
    from articles.admin.publishing import BUTTON  # which needs the admin site, which needs this module

    for name, values in request.POST.lists():
        if name in _NOT_AGAIN or "password" in name:
            continue
        for value in values:
            yield name, "save" if name == BUTTON else str(value)
