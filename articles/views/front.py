"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.front import front_page
from articles.look import look
from articles.views.addresses import answer_with_query
from articles.views.readers import reader_page


@reader_page
def front(request: HttpRequest) -> HttpResponse:
    """Draw the front page; an imported address such as `/?p=123` leads on to its story."""
    at = look.now()
    if response := answer_with_query(request, at=at):
        return response
    return render(request, "articles/front.html", {"front": front_page(at=at)})
