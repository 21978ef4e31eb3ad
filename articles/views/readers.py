"""What all readers' pages have in common: no cookie, nothing but GET and HEAD, and the names of what they depend on."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from articles import lists
from articles.changes import collecting
from articles.lists import ListPage, Place, Span

P = ParamSpec("P")
KEPT_IF_ASKED = "public, max-age=0, must-revalidate"
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def readable(view: View[P]) -> View[P]:
    """Let readers ask for a page by GET and HEAD alone, with no token, since it changes nothing: another method is refused as such.

    It is compressed here, and only here: there is no secret on it that its length could tell (BREACH).
    """
    return csrf_exempt(require_safe(gzip_page(view)))


def reader_page(view: View[P]) -> View[P]:
    """Send the keys of what a view shows as `Surrogate-Key`, and let shared caches ask before they use the page again.

    A 404 is never kept: it depends on whatever may come to stand at its address, a scheduled story for one, and no key names that.
    """

    @readable
    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with collecting() as keys:
            response = view(request, *args, **kwargs)
        if keys:
            response["Surrogate-Key"] = " ".join(sorted(keys))
        response["Cache-Control"] = KEPT_IF_ASKED
        return response

    return page


def moved(path: str) -> HttpResponse:
    """Send readers to where a page is now, for good. Say before what that depends on: its owner may move again, or go."""
    return HttpResponsePermanentRedirect(path)


def newest_seen(request: HttpRequest, key: str, *, at: dt.datetime) -> ListPage | None:
    """Return the page of a list that is asked for; None while readers have never seen a story in it."""
    page = newest_asked(request, key, at=at)
    return page if page.cards or lists.has_been_seen(key, at=at) else None


def newest_asked(request: HttpRequest, key: str, *, at: dt.datetime, within: Span | None = None) -> ListPage:
    """Return the page of a list that `?before=` asks for. A place that makes no sense, or after which nothing comes, is not found."""
    written = request.GET.get("before")
    before = None if written is None else Place.read(written)
    if written is not None and before is None:
        raise Http404
    page = lists.newest(key, at=at, before=before, within=within)
    if before and not page.cards:
        raise Http404
    return page
