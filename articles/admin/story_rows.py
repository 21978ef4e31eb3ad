"""Bylines and hand-picked stories on the story form: rows in an order that can be dragged, typed, or chosen from a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choices import ChoosesRows
from articles.admin.typing import BylineTabular, RelatedTabular
from articles.form_fields import AuthorField, StoryField
from articles.models import Article, Byline, RelatedArticle

if TYPE_CHECKING:
    _BylineForm = forms.ModelForm[Byline]
    _RelatedForm = forms.ModelForm[RelatedArticle]
else:
    _BylineForm = _RelatedForm = forms.ModelForm


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


class BylineForm(_BylineForm):
    author = AuthorField(label=gettext_lazy("Author"))

    class Meta:
        model = Byline
        fields = ["position", "author", "role"]


class RelatedForm(_RelatedForm):
    target = StoryField(label=gettext_lazy("Story"))

    class Meta:
        model = RelatedArticle
        fields = ["position", "target"]


class BylineInline(ChoosesRows, PartOfTheStory, BylineTabular):
    model = Byline
    form = BylineForm
    formset = BylineRows
    fields = ["position", "author", "role"]
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        author: Any = getattr(request.user, "author", None) if obj is None else None
        return type("OwnBylineRows", (formset,), {"writer_id": author.pk if author else None})


class RelatedInline(ChoosesRows, PartOfTheStory, RelatedTabular):
    model = RelatedArticle
    form = RelatedForm
    formset = RowsInOrder
    fk_name = "article"
    fields = ["position", "target"]
    extra = 1
