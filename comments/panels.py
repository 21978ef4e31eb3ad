"""The panel on the story form: whether this story takes comments."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.changes import raise_keys
from comments.models import Thread
from comments.threads import comments_key

if TYPE_CHECKING:
    from articles.models import Article

    class _ThreadForm(forms.ModelForm[Thread]): ...

    class _StackedInline(admin.StackedInline[Thread, Article]): ...
else:
    _ThreadForm = forms.ModelForm
    _StackedInline = admin.StackedInline


class ThreadForm(_ThreadForm):
    class Meta:
        model = Thread
        fields = ["mode"]

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  (Django's own)
        thread = super().save(commit=commit)
        if commit:
            raise_keys({comments_key(thread.article_id)})
        return thread


class ThreadPanel(_StackedInline):
    model = Thread
    form = ThreadForm
    can_delete = False
    verbose_name_plural = _("Comments")
    max_num = 1
    extra = 1
