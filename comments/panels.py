"""The panel on the story form: whether this story takes comments. What is chosen acts at once, so it asks for a right of its own."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.changes import raise_keys
from articles.look import moment
from comments.desk import figures_of
from comments.log import note
from comments.models import Thread
from comments.threads import comments_key

if TYPE_CHECKING:
    from articles.models import Article

    class _ThreadForm(forms.ModelForm[Thread]): ...

    class _TabularInline(admin.TabularInline[Thread, Article]): ...
else:
    _ThreadForm = forms.ModelForm
    _TabularInline = admin.TabularInline


def may_change_threads(request: HttpRequest) -> bool:
    return request.user.has_perm("comments.change_thread") or request.user.has_perm("articles.publish_article")


def say_that_it_acts(request: HttpRequest, thread: Thread) -> None:
    """Tell whoever changed it that readers see it already: it waits for no publishing."""
    messages.info(request, _("Comments: %(mode)s. This acts at once.") % {"mode": thread.get_mode_display()})


class ThreadForm(_ThreadForm):
    class Meta:
        model = Thread
        fields = ["mode"]

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (Django's own)
        thread = super().save(commit=commit)
        if commit:
            raise_keys({comments_key(thread.article_id)})
        return thread


class _ThreadRows(BaseInlineFormSet):  # type: ignore[type-arg]
    request: HttpRequest

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (Django's own)
        saved = super().save(commit=commit)
        for thread in saved:
            note("mode", article_id=thread.article_id, by=self.request.user, became=thread.mode, at=moment())
            say_that_it_acts(self.request, thread)
        return saved


class ThreadPanel(_TabularInline):
    model = Thread
    form = ThreadForm
    formset = _ThreadRows
    can_delete = False
    verbose_name_plural = gettext_lazy("Comments: acts when you save, also for a live story")
    fields = ["mode", "figures"]
    readonly_fields = ["figures"]
    max_num = 1

    @admin.display(description=gettext_lazy("so far"))
    def figures(self, thread: Thread) -> str:
        """Say how many comments readers see, and how many wait. One query."""
        return _("%(live)d live, %(waiting)d waiting") % figures_of(thread)

    def get_extra(self, request: HttpRequest, obj: "Article | None" = None, **kwargs: Any) -> int:
        return 1 if self.has_add_permission(request, obj) else 0

    def get_formset(self, request: HttpRequest, obj: "Article | None" = None, **kwargs: Any) -> Any:
        return type("ThreadRows", (super().get_formset(request, obj, **kwargs),), {"request": request})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the story's own form has asked

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for both rights: the story's form cannot be sent without the one, nor the thread be changed without the other."""
        user = request.user
        may_save = user.has_perm("articles.change_article") or (obj is None and user.has_perm("articles.add_article"))
        return may_save and may_change_threads(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
