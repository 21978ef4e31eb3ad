"""The page of an author."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import lists
from articles.addresses import author_path
from articles.answering import Answer
from articles.changes import depends_on
from articles.figures import figure_of
from articles.models import Author
from articles.names import name_key
from articles.sharing import absolute
from articles.views.readers import moved, newest_seen


def author(request: HttpRequest, answer: Answer, at: dt.datetime) -> HttpResponse | None:
    """Draw an author's page, once readers have seen something of theirs: until then nobody may learn who is writing."""
    person = Author.objects.select_related("portrait").filter(pk=answer.owner_id).first()
    if person is None:
        return None
    key, path = f"author:{person.pk}", author_path(person.slug)
    depends_on(name_key("author", person.pk))
    if request.path_info != path:
        return moved(path) if lists.has_been_seen(key, at=at) else None
    page = newest_seen(request, key, at=at)
    if page is None:
        return None
    portrait = figure_of(person.portrait, at=at, crop="1:1")
    context = {"author": person, "portrait": portrait, "page": page, "canonical_url": absolute(path)}
    return render(request, "articles/author_detail.html", context)
