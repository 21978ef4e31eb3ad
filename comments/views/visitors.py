"""What all pages made for one visitor have in common: nobody keeps them, and they know the browser by a cookie of these pages alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import signing
from comments.people import Writer, writer_of
from comments.refusals import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Elsewhere(Refused):
    """Another site sent the form."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("This form was sent from another site. Open the page here and send it again."))


def visitors_page(*methods: str, from_anywhere: bool = False) -> Callable[[View[P]], View[P]]:
    """Answer these methods, keep nothing, say every refusal in a page.

    There is no token of Django's: readers' pages set no cookie, and the forms on them are the same for everybody. What a form does is
    done in the name of a cookie that browsers do not send from other sites, and a form that names another site is refused.
    `from_anywhere`: the address itself says what may be done.
    """

    def decorate(view: View[P]) -> View[P]:
        @csrf_exempt
        @require_http_methods([*methods])
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                if request.method == "POST" and not (from_anywhere or is_same_site(request)):
                    raise Elsewhere
                response = view(request, *args, **kwargs)
            except Refused as refusal:
                response = refused(request, refusal)
            response["Cache-Control"] = "no-store, private"
            response["X-Robots-Tag"] = "noindex"
            return response

        return page

    return decorate


def refused(request: HttpRequest, refusal: Refused, **context: Any) -> HttpResponse:
    """Say why nothing was done, with what was typed, so that it can be kept."""
    typed = request.POST.get("text", "") or request.POST.get("explanation", "")
    words = {"refusal": refusal, "typed": typed, **context}
    name = "comments/_refused.html" if wants_fragment(request) else "comments/refused.html"
    return render(request, name, words, status=refusal.status)


def is_same_site(request: HttpRequest) -> bool:
    """Say whether our own page sent a form, or a browser that tells nothing at all."""
    sent_by = request.headers.get("Sec-Fetch-Site")
    if sent_by is not None:
        return sent_by in {"same-origin", "none"}
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    if not told:
        return True
    parts = urlsplit(told)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS


def wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Fragment") == "1"


def writer(request: HttpRequest) -> Writer:
    return writer_of(secret=request.COOKIES.get(signing.BROWSER_COOKIE, ""), user=request.user)


def secret_of(request: HttpRequest, cookie: str) -> str:
    """Return the browser's secret, a new one where it has none."""
    known = request.COOKIES.get(cookie, "")
    return known if 20 <= len(known) <= 100 else signing.new_secret()


def keep_secret(response: HttpResponse, cookie: str, secret: str) -> None:
    """Give the browser its secret, for these pages only."""
    response.set_cookie(
        cookie, secret, max_age=signing.COOKIE_AGE_S, path=signing.COOKIE_PATH, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def lead_to(name: str, *words: Any, rest: str = "") -> HttpResponse:
    """Lead on after a form was sent; `rest` is what follows the path."""
    return HttpResponseRedirect(f"{reverse(name, args=words)}{rest}", status=303)
