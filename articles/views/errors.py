"""The page for what is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.views.readers import KEPT_IF_ASKED


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at this address, and no more: not what was asked for, nor why."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = KEPT_IF_ASKED
    return response
