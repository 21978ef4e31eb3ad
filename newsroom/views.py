"""Pages that belong to no app."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke. No database, no context processor: what broke may be just that."""
    return HttpResponseServerError(loader.get_template("500.html").render({}))


def live(request: HttpRequest) -> HttpResponse:
    """Answer that the process is there."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
