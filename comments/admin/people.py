"""Whoever comments, at the desk: trust, bans with their history, their data, and forgetting them."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.form_fields import MomentField
from articles.look import moment
from comments import verbs
from comments.log import note
from comments.models import Ban, Person
from comments.personal_data import data_of

if TYPE_CHECKING:

    class _PersonAdmin(admin.ModelAdmin[Person]): ...

    class _BanInline(admin.StackedInline[Ban, Person]): ...

    class _BanForm(forms.ModelForm[Ban]): ...
else:
    _PersonAdmin, _BanInline, _BanForm = admin.ModelAdmin, admin.StackedInline, forms.ModelForm


class BanForm(_BanForm):
    until = MomentField(label=capfirst(Ban._meta.get_field("until").verbose_name), help_text=Ban._meta.get_field("until").help_text)

    class Meta:
        model = Ban
        fields = ["reason", "until"]

    def clean_until(self) -> dt.datetime | None:
        """Refuse an end that is past for a ban that begins now."""
        until: dt.datetime | None = self.cleaned_data["until"]
        if until is not None and until <= (self.instance.begins_at if self.instance.pk else moment()):
            raise ValidationError(_("A ban ends after it begins."))
        return until


class BanInline(_BanInline):
    """A new ban begins now; an old one can be ended earlier, and stays. Stacked: every field has its label, also on a phone."""

    model = Ban
    form = BanForm
    fields = ["reason", "until", "begins_at", "by"]
    readonly_fields = ["begins_at", "by"]
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(_PersonAdmin):
    change_form_template = "admin/comments/person/change_form.html"
    list_display = ["name", "email", "trust", "approved", "rejected", "spam", "made_at"]
    list_filter = ["trust"]
    search_fields = ["name", "email"]
    search_help_text = gettext_lazy("Searched: names and addresses.")
    show_full_result_count = False
    ordering = ["-pk"]
    fields = ["name", "email", "trust", "notes", "approved", "rejected", "spam", "takes_mail", "made_at"]
    readonly_fields = ["name", "email", "approved", "rejected", "spam", "takes_mail", "made_at"]
    inlines = [BanInline]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/data/", view(self.data_view), name="comments_person_data"),
            path("<int:pk>/erase/", view(self.erase_view), name="comments_person_erase"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return False  # erasing is a verb of its own

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.save(update_fields=["trust", "notes"])
        if "trust" in form.changed_data:
            note("trust", person_id=obj.pk, by=request.user, became=obj.trust, at=moment())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        for ban in formset.save(commit=False):
            if ban.pk is None:
                verbs.ban(ban.person_id, by=request.user, reason=ban.reason, until=ban.until)
            else:
                ban.save(update_fields=["reason", "until"])
                note("ban", person_id=ban.person_id, by=request.user, why=ban.reason, at=moment(), detail={"until": str(ban.until or "")})

    def data_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send all that is kept of a person, as they may ask for it."""
        person = self._asked(request, pk)
        note("export", person_id=pk, by=request.user, at=moment())
        response = HttpResponse(json.dumps(data_of(person), ensure_ascii=False, indent=1), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="person-{pk}.json"'
        return response

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, then erase."""
        person = self._asked(request, pk)
        if request.method == "POST":
            count = verbs.erase(pk, by=request.user, why=request.POST.get("why", "")[:500])
            messages.success(request, _("Erased: %(count)d comments and who wrote them.") % {"count": count})
            return HttpResponseRedirect(reverse("admin:comments_person_changelist"))
        count = person.comments.count()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase a person?"),
            "person": person,
            "count": count,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/comments/erase.html", context)

    def _asked(self, request: HttpRequest, pk: int) -> Person:
        person = Person.objects.filter(pk=pk).first()
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            raise Http404
        return person
