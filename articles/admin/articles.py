"""The story form and the list of stories."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.contrib import admin, messages
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script
from js_asset.media import Media as ModuleMedia

from articles import publishing, working_copy
from articles.admin import previews, saying
from articles.admin.choices import ChoosesRows
from articles.admin.conflicts import of_rows
from articles.admin.publishing import act
from articles.admin.story_list import StoryList
from articles.admin.typing import ArticleModelAdmin, BylineTabular, RelatedTabular
from articles.changes import gathered
from articles.forms import ArticleForm
from articles.models import Article, Byline, RelatedArticle
from articles.registries import story_panels
from articles.standing import Standing

BUTTON = "_verb"


class PartOfTheStory:
    """Rows beside a story need no rights of their own: who may write the story may write them."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perms(["articles.view_article"]) or self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_article") or request.user.has_perm("articles.add_article")

    has_change_permission = has_delete_permission = has_add_permission


class RowsInOrder(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows with a position: a row that is added comes last unless it is told otherwise."""

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        return _("One of these stands here twice. Name each once.")

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form: Any = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if i >= self.initial_form_count():
            form.initial["position"] = i
        return form


class BylineRows(RowsInOrder):
    """Begins a new story with its writer's own byline, where the account has an author."""

    writer_id: int | None = None

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if i == 0 and self.writer_id is not None:
            form.initial |= {"author": self.writer_id, "role": Byline.Role.WRITER}
            if form.is_bound and form["author"].value():
                form.has_changed = lambda: True  # a row equal to its initial values is a byline all the same
        return form


class BylineInline(ChoosesRows, PartOfTheStory, BylineTabular):
    model = Byline
    formset = BylineRows
    autocomplete_fields = ["author"]
    fields = ["position", "author", "role"]
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        author: Any = getattr(request.user, "author", None) if obj is None else None
        return type("OwnBylineRows", (formset,), {"writer_id": author.pk if author else None})


class RelatedInline(ChoosesRows, PartOfTheStory, RelatedTabular):
    model = RelatedArticle
    formset = RowsInOrder
    fk_name = "article"
    autocomplete_fields = ["target"]
    fields = ["position", "target"]
    extra = 2


@admin.register(Article)
class ArticleAdmin(StoryList, ChoosesRows, ArticleModelAdmin):
    form = ArticleForm
    autocomplete_fields = ["lead_image", "assignee"]
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
        js = [Script("js/desk/unsaved.js", type="module")]

    # The form

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        return [BylineInline, RelatedInline, *story_panels]

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("StoryForm", (form,), {"may_approve": self.has_publish_permission(request)})

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
        context["media"] = ModuleMedia.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        context["button"] = BUTTON
        form = context["adminform"].form
        context["differences"], context["their_version"] = form.differences, form.their_version
        if form.their_version and obj:
            context["differences"] = [*form.differences, *of_rows(obj, context["inline_admin_formsets"])]
        if obj and obj.pk:
            context |= _for_readers(obj)
        context["may_save"] = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        context["may_publish"] = self.has_publish_permission(request)
        context["may_withdraw"] = self.has_withdraw_permission(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Deleting

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        publishing.delete(obj, by=request.user)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except publishing.Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Leave the refusal to the verb, which knows whether readers have seen the story."""
        deleted, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        return deleted, counts, {name for name in lacking if name == str(Article._meta.verbose_name)}, []


def _for_readers(article: Article) -> dict[str, Any]:
    """Return what the form says of a story and its readers. Five queries."""
    standing = Standing.of(article)
    return {
        "publication": Article.objects.with_publication(at=standing.at).get(pk=article.pk).publication,
        "state_line": saying.state_line(standing),
        "planned_end": standing.planned_end,
        "notice": standing.notice,
        "editions": list(article.editions.light().select_related("published_by").order_by("-live_from")[:50]),
        "now": standing.at,
    }


def _as_new(posted: QueryDict) -> QueryDict:
    """Return the posted form as that of a new story: no row that it names exists any more."""
    fresh = posted.copy()
    for name in posted:
        if name.endswith("-INITIAL_FORMS"):
            fresh[name] = "0"
        elif name.endswith(("-id", "-article")) or name == "opened_version":
            fresh[name] = ""
    return fresh
