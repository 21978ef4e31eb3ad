"""Asking before a verb, on a page of its own: what the surface's dialogs ask where there is JavaScript. The draft is saved by then."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing
from articles.admin import publishing as buttons
from articles.admin import saying
from articles.form_fields import MomentField
from articles.models import Article, Edition
from articles.standing import Standing

FIELDS = {"schedule": ["planned_at", "tell_readers"], "until": ["live_until"], "publish": ["tell_readers"], "roll_back": []}


class ActForm(forms.Form):
    """The fields of a verb by themselves. `instance` is the story in the version that whoever presses has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    planned_at = MomentField(label=gettext_lazy("Publish at"))
    live_until = MomentField(label=gettext_lazy("Publish until"))
    tell_readers = forms.BooleanField(label=gettext_lazy("Tell readers that it was updated"), required=False)

    def __init__(self, data: Any, *, article: Article, names: list[str]) -> None:
        standing = Standing.of(article)
        super().__init__(data, initial={"version": article.version, "planned_at": article.planned_at, "live_until": standing.planned_end})
        self.instance, self.standing = article, standing
        self.fields = {name: field for name, field in self.fields.items() if name in {"version", *names}}

    def clean(self) -> dict[str, Any]:
        cleaned = {"planned_at": None, "live_until": None, "tell_readers": False, **(super().clean() or {})}
        self.instance.version = cleaned.get("version") or 0
        return cleaned

    def typed(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None if name in self.changed_data else None

    def was_emptied(self, name: str) -> bool:
        return name in self.changed_data and not self.cleaned_data.get(name)


def page(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Ask; when the answer comes, do it and lead back to the story."""
    if verb not in FIELDS:
        raise Http404
    if not request.user.has_perm("articles.change_article") or not request.user.has_perm(publishing.PUBLISH):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    form = ActForm(request.POST if request.method == "POST" else None, article=article, names=FIELDS[verb])
    edition = request.GET.get("edition", "")
    if form.is_bound and form.is_valid():
        return buttons.do_and_lead_back(request, form, verb, edition)
    to = Edition.objects.filter(pk=edition, article=article).light().first() if edition.isdecimal() and len(edition) < 19 else None
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": title_of(verb, is_live=form.standing.live is not None),
        "form": form,
        "verb": verb,
        "article": article,
        "to": to,
        "from_words": saying.in_words(to.live_from) if to else "",
        "state_line": saying.state_line(form.standing),
        "back": reverse("admin:articles_article_change", args=[pk]),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/articles/article/ask.html", context)


def title_of(verb: str, *, is_live: bool) -> str:
    return {
        "schedule": _("Schedule this update") if is_live else _("Schedule this story"),
        "until": _("Publish until"),
        "publish": _("Update the live story") if is_live else _("Publish this story"),
        "roll_back": _("Roll back to an earlier edition?"),
    }[verb]
