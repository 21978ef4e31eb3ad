"""The story form: fields in newsroom words, and the refusal to save over somebody else's work."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import tags
from articles.addresses import slug_from
from articles.differences import Difference, shown
from articles.form_fields import BodyFormField, LineArea, MomentField, PersonField, PictureField, SectionField
from articles.languages import is_language
from articles.models import Article
from articles.standing import Standing

if TYPE_CHECKING:
    ArticleModelForm = forms.ModelForm[Article]
else:
    ArticleModelForm = forms.ModelForm

HEADLINE_ON_CARDS, DECK_IN_SEARCH = 70, 160
"""How many characters of a headline fit on cards and in search results, and how many of a deck search engines show."""


class ArticleForm(ArticleModelForm):
    body = BodyFormField(label=_("Body"))
    canonical_url = forms.URLField(
        label=_("Canonical address"),
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text=_("Only for a story that first appeared elsewhere."),
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    section = SectionField(label=_("Section"))
    lead_image = PictureField(label=_("Lead picture"))
    assignee = PersonField(label=_("Who has it"))
    deadline = MomentField(label=_("Deadline"))
    planned_at = MomentField(label=_("Publish at"), help_text=_("“Schedule” publishes the story at this moment."))
    tell_readers = forms.BooleanField(
        label=_("Tell readers that it was updated"), required=False, help_text=_("When you publish a change: the page will say “Updated”.")
    )
    live_until = MomentField(
        label=_("Publish until"),
        help_text=_("The end of what is live or scheduled: it goes with “Publish”, “Schedule” and “Publish until”."),
    )
    notice = forms.CharField(
        label=_("Notice to readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Stands in the story's place when you withdraw it."),
    )

    may_approve = True
    differences: list[Difference]
    their_version: int | None = None
    standing: Standing | None = None

    class Meta:
        model = Article
        fields = [
            "kicker", "headline", "deck", "dateline", "body", "kind", "layout", "correction", "language", "section", "lead_image", "tags",
            "stage", "assignee", "deadline", "planned_at", "notes", "slug", "seo_title", "seo_description", "social_headline",
            "canonical_url", "noindex",
        ]  # fmt: skip
        widgets = {
            "kicker": forms.TextInput({"placeholder": _("Kicker"), "dir": "auto", "autocomplete": "off", "data-next": "id_headline"}),
            "headline": LineArea({"placeholder": _("Headline"), "data-next": "id_deck", "data-wanted": HEADLINE_ON_CARDS}),
            "deck": LineArea(
                {"placeholder": _("Deck: one sentence that says why to read on"), "data-next": "id_body", "data-wanted": DECK_IN_SEARCH}
            ),
            "dateline": forms.TextInput({"placeholder": _("Dateline"), "dir": "auto", "autocomplete": "off", "data-next": "id_body"}),
            "correction": forms.Textarea({"rows": 3, "dir": "auto"}),
            "notes": forms.Textarea({"rows": 3, "dir": "auto", "placeholder": _("For colleagues only. Readers never see this.")}),
            "slug": forms.TextInput({"placeholder": _("made from the headline"), "autocomplete": "off", "dir": "auto"}),
            "seo_title": LineArea({"data-wanted": 60}),
            "seo_description": forms.Textarea({"rows": 2, "dir": "auto"}),
            "social_headline": LineArea({"data-wanted": HEADLINE_ON_CARDS}),
            "stage": forms.Select(),
            "kind": forms.Select(),
            "layout": forms.Select(),
        }
        error_messages = {"headline": {"required": _("Give the story a headline; a working title will do.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = []
        stages: Any = self.fields.get("stage")
        if stages and not self.may_approve and self.instance.stage != Article.Stage.APPROVED:
            stages.widget.choices = [(value, words) for value, words in stages.choices if value != Article.Stage.APPROVED]
        if self.instance.pk:
            self.standing = Standing.of(self.instance)
            self.initial["opened_version"] = self.instance.version
            self.initial["live_until"], self.initial["notice"] = self.standing.planned_end, self.standing.notice

    def typed(self, name: str) -> Any:
        """Return what was typed into a field that no draft keeps; None where it was left as it came."""
        return self.cleaned_data.get(name) or None if name in self.changed_data else None

    def was_emptied(self, name: str) -> bool:
        return name in self.changed_data and not self.cleaned_data.get(name)

    def clean_language(self) -> str:
        value: str = self.cleaned_data["language"]
        if value and not is_language(value):
            raise ValidationError(gettext("This is no language tag. Write one such as “ar” or “pt-br”, or leave it empty."))
        return value

    def clean_slug(self) -> str:
        return slug_from(self.cleaned_data["slug"], otherwise="")

    def clean_stage(self) -> str:
        stage: str = self.cleaned_data["stage"]
        if stage == Article.Stage.APPROVED and "stage" in self.changed_data and not self.may_approve:
            raise ValidationError(gettext("Your account may not approve stories. Send it to review."))
        return stage

    def clean_tags(self) -> list[str]:
        return tags.checked_names(self.cleaned_data["tags"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned: dict[str, Any]) -> None:
        """Compare the version the form was opened with to the row's, under the row's lock: the save that follows is of this version."""
        row = Article.objects.select_for_update().get(pk=self.instance.pk)
        overwritten = self.data.get("_overwrite")
        if row.version == cleaned.get("opened_version") or overwritten == str(row.version):
            return
        self.their_version = row.version
        self.differences = [
            Difference(str(field.label or name), shown(cleaned.get(name)), shown(self._theirs(row, name)))
            for name, field in self.fields.items()
            if name in self.changed_or_different(row, cleaned)
        ]
        self.add_error(
            None, ValidationError(gettext("Somebody else saved this story after you had opened it. Nothing was overwritten."), code="stale")
        )

    def changed_or_different(self, row: Article, cleaned: dict[str, Any]) -> set[str]:
        """Return the fields in which the form differs from what is saved now."""
        return {name for name in ArticleForm.Meta.fields if name in cleaned and shown(cleaned[name]) != shown(self._theirs(row, name))}

    @staticmethod
    def _theirs(row: Article, name: str) -> Any:
        return [tag.name for tag in row.tags.all()] if name == "tags" else getattr(row, name)

    def _save_m2m(self) -> None:
        self.cleaned_data["tags"] = tags.named(self.cleaned_data["tags"])  # with their addresses: taggit would make rows only
        super()._save_m2m()  # type: ignore[misc]
