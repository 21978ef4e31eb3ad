"""Filters of the picture library."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.filters import MenuFilter
from articles.look import look
from articles.models import Author, Image, ImageUse

if TYPE_CHECKING:
    Pictures = QuerySet[Image]
else:
    Pictures = QuerySet

_SOON = dt.timedelta(days=30)


class ShownFilter(MenuFilter):
    """What the library opens with: pictures for stories. A search asks for every picture, unless a tab says otherwise."""

    title = _("kind of picture")
    parameter_name = "shown"
    EVERYTHING = "all"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("stories", _("For stories")), ("portraits", _("Portraits")), (self.EVERYTHING, _("All"))]

    def value(self) -> str:
        asked = super().value()
        if asked in dict(self.lookup_choices):
            return str(asked)
        is_looking = self.request.GET.get("q") or IS_POPUP_VAR in self.request.GET
        return self.EVERYTHING if is_looking else "stories"

    def queryset(self, request: HttpRequest, queryset: Pictures) -> Pictures:
        conditions = {"stories": ~is_portrait_only(), "portraits": Exists(portraits_of())}
        return queryset.filter(conditions.get(self.value(), Q()))

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield the tabs; there is no choice besides them."""
        every = super().choices(changelist)
        next(every)
        yield from every


def portraits_of() -> "QuerySet[Author]":
    return Author.objects.filter(portrait=OuterRef("pk"))


def is_portrait_only() -> Exists:
    """Say of a picture that it shows an author and stands in no story."""
    return Exists(portraits_of().exclude(Exists(ImageUse.objects.filter(image=OuterRef("portrait")))))


class UseFilter(MenuFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("used", _("In a story")), ("unused", _("In no story"))]

    def queryset(self, request: HttpRequest, queryset: Pictures) -> Pictures:
        is_used = Exists(ImageUse.objects.filter(image=OuterRef("pk")))
        return queryset.filter({"used": is_used, "unused": ~is_used}.get(self.value() or "", Q()))


class RightsFilter(MenuFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("over", _("Over")), ("soon", _("End within 30 days")), ("open", _("Without an end"))]

    def queryset(self, request: HttpRequest, queryset: Pictures) -> Pictures:
        today = timezone.localdate(look.now(), timezone.get_default_timezone())
        conditions = {
            "over": Q(rights_expire_on__lt=today),
            "soon": Q(rights_expire_on__gte=today, rights_expire_on__lte=today + _SOON),
            "open": Q(rights_expire_on=None),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class UploaderFilter(MenuFilter):
    title = _("uploaded by")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Me")), ("others", _("Others"))]

    def queryset(self, request: HttpRequest, queryset: Pictures) -> Pictures:
        if self.value() == "me":
            return queryset.filter(uploaded_by=request.user.pk)
        return queryset.exclude(uploaded_by=request.user.pk) if self.value() == "others" else queryset
