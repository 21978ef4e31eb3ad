"""What the screens of sections, authors, tags and pictures share: a refused save comes back in the form, nobody's
words are overwritten, what is in use is not deleted."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.forms import CharField, HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from js_asset import Script

from articles.admin.choices import ChoosesRows
from articles.admin.history import SaysWhatChanged
from articles.admin.staleness import NoticesOthers
from articles.models import Path
from articles.uses import uses_of


class CarefulAdmin(SaysWhatChanged, ChoosesRows):
    """Mix in before a ModelAdmin. `save_thing` saves through `articles.saving`; its refusal becomes a sentence in the form."""

    save_thing: Callable[[Any], Any]
    delete_thing: Callable[[Any], Any] = staticmethod(lambda thing: thing.delete())
    change_form_template: Any = "admin/articles/careful_form.html"

    class Media:
        css: ClassVar[Any] = {"all": ["css/desk/story.css"]}
        js: ClassVar[Any] = [Script("js/desk/unsaved.js", type="module")]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Notice what others saved; then try the save, in a transaction that is taken back: what it refuses, the form says."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        save = type(self).save_thing

        class Tried(NoticesOthers, form):  # type: ignore[misc,valid-type]
            opened_row = CharField(widget=HiddenInput, required=False)

            def _post_clean(self) -> None:
                super()._post_clean()
                if not self.errors:
                    try:
                        _try(save, self.instance)
                    except ValidationError as error:
                        self._update_errors(error)

        return Tried

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer to make what could be chosen; whoever wants to change or delete it goes to its own screen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return field

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:  # noqa: FBT001
        type(self).save_thing(obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        thing = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if thing is not None and (uses := uses_of(thing)):
            messages.error(request, _("“%(thing)s” is in use and cannot be deleted:") % {"thing": thing})
            for sentence in uses:
                messages.warning(request, sentence)
            meta = thing._meta
            return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk]))
        return super().delete_view(request, object_id, extra_context)  # type: ignore[misc,no-any-return]

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)  # type: ignore[misc]
        actions.pop("delete_selected", None)  # one at a time: each may be in use
        return actions

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let addresses go with their owner: nobody deletes them by themselves."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        return deleted, counts, lacking - {str(Path._meta.verbose_name)}, protected

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        try:
            with transaction.atomic():
                type(self).delete_thing(obj)
        except ProtectedError:
            messages.error(request, _("“%(thing)s” has come into use in the meantime and was not deleted.") % {"thing": obj})


def _try(save: Callable[[Any], Any], thing: Model) -> None:
    before, was_adding = thing.pk, thing._state.adding
    try:
        with transaction.atomic():
            save(thing)
            transaction.set_rollback(True)
    finally:
        thing.pk, thing._state.adding = before, was_adding
