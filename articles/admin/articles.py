"""The story form and the list of stories."""

from collections.abc import Sequence
from contextlib import nullcontext
from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm, model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from js_asset import Script
from js_asset.media import Media as ModuleMedia

from articles import publishing, working_copy
from articles.admin import asking, choosing, comparing, previews, saying
from articles.admin.choices import ChoosesRows
from articles.admin.conflicts import of_rows, who_saved
from articles.admin.deleted import kept_until, may_take_back, what_is_deleted
from articles.admin.history import StoryHistory
from articles.admin.publishing import BUTTON, act
from articles.admin.story_list import StoryList
from articles.admin.story_rows import BylineInline, RelatedInline
from articles.admin.surface import bar_words, surface_of
from articles.admin.typing import ArticleModelAdmin
from articles.changes import gathered
from articles.forms import ArticleForm
from articles.look import look
from articles.models import Article
from articles.registries import story_panels
from articles.standing import Standing


@admin.register(Article)
class ArticleAdmin(StoryHistory, StoryList, ChoosesRows, ArticleModelAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    save_on_top = False
    fieldsets = [
        (None, {"fields": ["opened_version", "kicker", "headline", "deck", "dateline", "body"]}),
        (gettext_lazy("Place"), {"fields": ["section", "lead_image", "tags", "kind", "layout", "language"]}),
        (gettext_lazy("Desk"), {"fields": ["stage", "assignee", "deadline", "planned_at", "notes"]}),
        (gettext_lazy("Publishing"), {"fields": ["correction", "tell_readers", "live_until", "notice"]}),
        (
            gettext_lazy("Address, search and sharing"),
            {
                "fields": ["slug", "seo_title", "seo_description", "social_headline", "canonical_url", "noindex"],
                "classes": ["collapse"],
            },
        ),
    ]

    class Media:
        css = {"all": ["css/desk/story.css"]}

    # The form

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        beside = {
            "authors": choosing.authors, "tags": choosing.tags, "stories": choosing.stories, "pictures": choosing.library,
            "upload": choosing.upload, "focal": choosing.focal_point, "moment": choosing.moment, "preview": previews.drawn,
        }  # fmt: skip
        own = [path(f"{name}/", view(answer), name=f"articles_article_{name}") for name, answer in beside.items()]
        own.append(path("<int:pk>/compare/", view(comparing.page), name="articles_article_compare"))
        return [*own, path("<int:pk>/ask/<slug:verb>/", view(asking.page), name="articles_article_ask"), *super().get_urls()]

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        return [BylineInline, RelatedInline, *story_panels]

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("StoryForm", (form,), {"may_approve": self.has_publish_permission(request)})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new story is with whoever begins it."""
        return {"assignee": request.user.pk, **super().get_changeform_initial_data(request)}

    @method_decorator(gzip_page)
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Save in the stock transaction; then, outside of it, do what the button says."""
        if request.method == "POST" and object_id is not None and self.get_object(request, object_id) is None:
            messages.warning(request, _("This story was deleted while you wrote. What you typed is kept here as a new story."))
            request.POST = _as_new(request.POST)  # type: ignore[assignment]
            object_id = None
        elif request.method == "POST" and object_id is not None:
            request.POST = previews.as_last_saved(request, object_id)  # type: ignore[assignment]
        with gathered() if request.method == "POST" else nullcontext():  # tags and comments raise keys while it is saved
            response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved_story", None)
        return act(request, saved, request.POST.get(BUTTON, "")) if saved else response

    def save_model(self, request: HttpRequest, obj: Article, form: "ModelForm[Article]", change: bool) -> None:  # noqa: FBT001
        """Save the form's own fields: what the verbs write of a story meanwhile stays as they wrote it."""
        if request.POST.get(BUTTON) == "review":
            obj.stage = Article.Stage.REVIEW
        if change:
            fields = [field.name for field in Article._meta.concrete_fields if field.name in form.cleaned_data]
            obj.save(update_fields=[*fields, "changed_at"])
        else:
            obj.created_by = request.user  # type: ignore[assignment]
            obj.save()

    def save_related(self, request: HttpRequest, form: "ModelForm[Article]", formsets: Sequence[Any], change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        working_copy.settle(form.instance)
        request.saved_story = form  # type: ignore[attr-defined]

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Name the fields that were saved: what a verb does with its own fields, its own line in the history says."""
        told = copy(form)
        told.changed_data = [name for name in form.changed_data if name != "stage" and _is_changed(form, name)]
        if form.instance.stage != form.initial.get("stage", Article.Stage.DRAFT):
            told.changed_data.append("stage")  # a button may have set it
        return super().construct_change_message(request, told, formsets, add)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        form, panels = context["adminform"].form, context["inline_admin_formsets"]
        standing = Standing.of(obj) if obj and obj.pk else None
        rights = self._rights(request, obj if change else None)
        context |= {"button": BUTTON, **rights}
        if rights["may_save"]:  # who may only look gets the stock form, which has none of these fields
            surface = surface_of(request, form, panels, standing=standing)
            bar = bar_words(standing, changes=len(surface.changes), now=look.now())
            context |= {"media": _surface_media(form, panels), "focus_mode": True, "surface": surface, "bar_words": bar}
        context["media"] = ModuleMedia.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        context["differences"], context["their_version"] = form.differences, form.their_version
        if form.their_version and obj:
            context["differences"] = [*form.differences, *of_rows(obj, panels)]
            context["who_saved"] = who_saved(obj.pk)
        if obj and standing:
            context |= _for_readers(obj, standing)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _rights(self, request: HttpRequest, obj: Article | None) -> dict[str, bool]:
        return {
            "may_save": self.has_change_permission(request, obj) if obj else self.has_add_permission(request),
            "may_publish": self.has_publish_permission(request),
            "may_withdraw": self.has_withdraw_permission(request),
            "may_delete": obj is not None and self.has_delete_permission(request, obj),
            "may_set_focal": request.user.has_perm("articles.change_image"),
            "may_upload": request.user.has_perm("articles.add_image"),
        }

    # Deleting

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        publishing.delete(obj, by=request.user)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        messages.success(request, what_is_deleted(request, [obj_display]))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"kept_until": kept_until(), "may_take_back": may_take_back(request), "title": _("Delete this draft?")}
        try:
            return super().delete_view(request, object_id, context | (extra_context or {}))
        except publishing.Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave the refusal to the verb, which knows whether readers have seen the story."""
        deleted, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        return deleted, counts, {name for name in lacking if name == str(Article._meta.verbose_name)}, []


def _surface_media(form: Any, panels: Any) -> Any:
    """Return what the writing surface loads: the form's own, without the stock scripts, which it does not need."""
    media = form.media + ModuleMedia(js=[Script("js/desk/writing/surface.js", type="module")])
    for panel in panels:
        media += panel.formset.media
    return media


def _for_readers(article: Article, standing: Standing) -> dict[str, Any]:
    """Return what the form says of a story and its readers. Two queries."""
    return {
        "publication": Article.objects.with_publication(at=standing.at).get(pk=article.pk).publication,
        "state_line": saying.state_line(standing),
        "planned_end": standing.planned_end,
        "notice": standing.notice,
        "editions": list(article.editions.light().select_related("published_by").order_by("-live_from")[:50]),
        "live": standing.live,
        "now": standing.at,
    }


def _is_changed(form: Any, name: str) -> bool:
    """Say whether what is stored of a field is another: what a browser sends back differs from it in line breaks and in how it is set."""
    if name not in ArticleForm.Meta.fields:
        return False
    if name == "tags":
        return True
    stored = model_to_dict(form.instance, fields=[name])[name]
    return bool((form.initial.get(name) or "") != (stored or ""))


def _as_new(posted: QueryDict) -> QueryDict:
    """Return the posted form as that of a new story: no row that it names exists any more."""
    fresh = posted.copy()
    for name in posted:
        if name.endswith("-INITIAL_FORMS"):
            fresh[name] = "0"
        elif name.endswith(("-id", "-article")) or name == "opened_version":
            fresh[name] = ""
    return fresh
