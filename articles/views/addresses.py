"""Addresses that the table of paths knows: stories, sections, authors, tags and standing pages, also where they once were."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse

from articles import answering, paths
from articles.answering import Answer
from articles.html import clean_text
from articles.look import look
from articles.views.article import article
from articles.views.pages import standing_page
from articles.views.people import author
from articles.views.readers import reader_page
from articles.views.section import section
from articles.views.tags import tag

Draw = Callable[[HttpRequest, Answer, dt.datetime], HttpResponse | None]
DRAWN_BY: dict[str, Draw] = {"article": article, "section": section, "author": author, "tag": tag, "page": standing_page}


@reader_page
def address(request: HttpRequest, asked: str) -> HttpResponse:
    """Draw what answers this address; where a page has moved, lead on to it in one step."""
    at = look.now()
    if response := _first(request, _rows_asked_for(request), at=at):
        return response
    raise Http404


def answer_with_query(request: HttpRequest, *, at: dt.datetime) -> HttpResponse | None:
    """Answer an address whose query is part of it, as other systems had them. No query of the database without one of the address."""
    if not request.META.get("QUERY_STRING"):
        return None
    return _first(request, _rows_asked_for(request)[:1], at=at)


def _rows_asked_for(request: HttpRequest) -> list[str]:
    return paths.asked_for(request.path_info, clean_text(request.META.get("QUERY_STRING", "")))


def _first(request: HttpRequest, asked: Iterable[str], *, at: dt.datetime) -> HttpResponse | None:
    answers = answering.answers(list(asked), at=at)
    drawn = (DRAWN_BY[answer.owner](request, answer, at) for answer in answers)
    return next((response for response in drawn if response is not None), None)
