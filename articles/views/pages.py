"""Standing pages such as About and Contact."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import reading
from articles.addresses import page_path
from articles.answering import Answer
from articles.changes import depends_on
from articles.models import Page
from articles.views.readers import moved


def standing_page(request: HttpRequest, answer: Answer, at: dt.datetime) -> HttpResponse | None:
    page = Page.objects.filter(pk=answer.owner_id).first()
    if page is None:
        return None
    path = page_path(page.slug)
    if request.path_info != path:
        depends_on(f"page:{page.pk}")
        return moved(path)
    return render(request, "articles/page_detail.html", {"page": reading.standing_page(page, path, at=at)})
