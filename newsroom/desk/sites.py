"""The admin site: Django's own, signed in to through throttled pages, with the desk's navigation around every screen.

What no field could hold is refused here with a sentence.
"""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

import structlog
from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.row_numbers import row_number
from newsroom import languages, outage
from newsroom.desk import palette, themes
from newsroom.desk.home import first_page
from newsroom.desk.navigation import may_write, places
from newsroom.desk.words import catalogue, words_path
from newsroom.kept_typing import keep_typing

log = structlog.get_logger(__name__)
View = Callable[..., HttpResponseBase]


class DeskSite(AdminSite):
    site_header = gettext_lazy("Newsroom")
    site_title = gettext_lazy("Newsroom")
    index_title = gettext_lazy("The desk")
    enable_nav_sidebar = False  # ours stands in block header; the stock one's script would throw without its elements
    app_index_template = "desk/app_index.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {**self.each_context(request), "title": self.index_title, **first_page(self, request), **(extra_context or {})}
        request.current_app = self.name
        return TemplateResponse(request, "desk/index.html", context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("records/", self.admin_view(self.records), name="records"),
            path("palette/", self.admin_view(partial(palette.answer, self)), name="palette"),
            path("language/", self.admin_view(languages.choose), name="language"),
            path("theme/", self.admin_view(themes.choose), name="theme"),
        ]
        return [*own, *super().get_urls()]

    def records(self, request: HttpRequest) -> HttpResponse:
        """Show the stock list of all applications, one click away."""
        context = {**self.each_context(request), "title": _("All records"), "app_list": self.get_app_list(request)}
        return TemplateResponse(request, "desk/records.html", context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Call the tags' application by what is in it."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "taggit":
                app["name"] = _("Tags")
        return apps

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().each_context(request)
        if context["has_permission"]:
            context |= {
                "desk_places": places(self, request),
                "may_write": may_write(self, request),
                "desk_words": words_path(),
                "languages": languages.others(),
                "themes": themes.all_themes(),
            }
        return context

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return catalogue(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people to the one page that counts attempts."""
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # noqa: FBT001, FBT002
        """Let every screen keep what was typed while the session ended, and answer nonsense in an address with a sentence."""
        checked = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated and (kept := keep_typing(request)):
                return kept
            if _is_nonsense(request):
                return _not_understood(request)
            try:
                return checked(request, *args, **kwargs)
            except OverflowError:  # a number that SQLite cannot hold
                return _not_understood(request)
            except (Http404, PermissionDenied, BadRequest, SuspiciousOperation):
                raise
            except Exception as error:
                if not outage.is_one(error):
                    log.exception("desk_failed", path=request.path)
                if not settings.DEBUG and (kept := keep_typing(request, failure=error)):
                    return kept
                raise

        return update_wrapper(guarded, checked)


def _is_nonsense(request: HttpRequest) -> bool:
    """Say whether a question holds a null byte, or a chosen row is none. What is searched for is the search's own to judge."""
    asked = (value for name, values in request.GET.lists() if name != "q" for value in [name, *values])
    chosen = request.POST.getlist("_selected_action")
    return any("\0" in value for value in asked) or None in map(row_number, chosen)


def _not_understood(request: HttpRequest) -> HttpResponse:
    return render(request, "admin/not_understood.html", {"title": _("This address makes no sense")}, status=400)
