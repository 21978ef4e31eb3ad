"""The archive by year, month and day, in TIME_ZONE."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from articles import lists, periods
from articles.look import look
from articles.periods import Period
from articles.publishing.composing import FRONT_KEY
from articles.sharing import absolute
from articles.views.readers import moved, newest_asked, reader_page


@reader_page
def newest(request: HttpRequest) -> HttpResponse:
    """Lead to the month of the newest story: the one address of the archive that never changes, for links that stand on every page."""
    moment = lists.newest_moment(FRONT_KEY, at=look.now())
    day = periods.period_of(moment) if moment else None
    return HttpResponseRedirect(Period(day.year, day.month).path if day else reverse("articles:front"))


@reader_page
def year(request: HttpRequest, year: str) -> HttpResponse:
    return _parts(request, _period(year))


@reader_page
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _parts(request, _period(year, month))


@reader_page
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    period = _period(year, month, day)
    page = newest_asked(request, FRONT_KEY, at=look.now(), within=period.span)
    return _answer(request, period, {"page": page}, is_empty=not page.cards)


@reader_page
def without_slash(request: HttpRequest, year: str, month: str | None = None, day: str | None = None) -> HttpResponse:
    """Lead to the same address with a slash at its end, where something was published."""
    period = _period(year, month, day)
    if not lists.spans_with_stories([period.span], at=look.now()):
        raise Http404
    return moved(period.path)


def _parts(request: HttpRequest, period: Period) -> HttpResponse:
    parts = {part.span: part for part in period.parts()}
    found = lists.spans_with_stories(list(parts), at=look.now())
    return _answer(request, period, {"parts": [parts[span] for span in found]}, is_empty=not found)


def _answer(request: HttpRequest, period: Period, context: dict[str, object], *, is_empty: bool) -> HttpResponse:
    """Draw a period with the ways to those before and after it; one in which nothing was published says so, and that it is not found."""
    before, after = lists.nearest(period.span, at=look.now())
    context |= {"earlier": before and period.like_this(before), "later": after and period.like_this(after)}
    context |= {"period": period, "canonical_url": absolute(period.path), "is_empty": is_empty}
    return render(request, "articles/archive.html", context, status=404 if is_empty else 200)


def _period(year: str, month: str | None = None, day: str | None = None) -> Period:
    period = periods.period(int(year), int(month or 0), int(day or 0))
    if period is None or "00" in (month, day):
        raise Http404
    return period
