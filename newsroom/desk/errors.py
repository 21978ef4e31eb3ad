"""The desk's pages for what is not there and what an account may not do: in the desk's frame, with the way back to it.

Readers, and whoever is not signed in at the desk, get the readers' pages: neither says what there is behind the sign-in.
"""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from articles.views import errors


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_at_the_desk(request):
        return errors.not_found(request, exception)
    return _page(request, 404, _("There is nothing here"), _("The address may be mistyped, or what stood here was deleted or merged."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if not _is_at_the_desk(request):
        return permission_denied(request, exception)
    what = getattr(getattr(request.resolver_match and request.resolver_match.func, "model_admin", None), "opts", None)
    words = (
        _("“%(what)s”: your account may not do this.") % {"what": what.verbose_name_plural} if what else _("Your account may not do this.")
    )
    way_out = _("Whoever looks after the accounts can give it the right.")
    return _page(request, 403, _("Not for this account"), f"{words} {way_out}")


def _is_at_the_desk(request: HttpRequest) -> bool:
    """Say whether somebody who is signed in asked for one of the desk's addresses. No query for any other address."""
    return request.path.startswith(reverse("admin:index")) and hasattr(request, "user") and admin.site.has_permission(request)


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, "words": words}
    response = render(request, "desk/error.html", context, status=status)
    add_never_cache_headers(response)
    return response
