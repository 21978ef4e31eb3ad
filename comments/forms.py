"""The forms readers fill in. Whatever is refused comes back with what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import judging, people
from comments.models import Report
from comments.people import Writer
from comments.refusals import Refused
from comments.rules import site_rules
from comments.signing import Stamp, new_stamp, read_stamp
from comments.verbs import Draft, answering
from comments.verbs.answering import Notice

TRAP = "website"
_WORDS = ("name", "email", "text", "explanation")


class _Typed(forms.Form):
    """Fields keep what was typed, as it was typed: what the database keeps is `comments.text`'s matter."""

    def errors_in_order(self) -> list[tuple[str, str]]:
        """Return field and sentence of what is wrong, in the order of the form; "" for the form itself."""
        return [("" if name == "__all__" else name, str(sentence)) for name, found in self.errors.items() for sentence in found]

    def has_words(self) -> bool:
        """Say whether anything was typed that could have been lost."""
        return any(self.data.get(name, "").strip() for name in _WORDS)


class CommentForm(_Typed):
    """A comment. Whoever is known is not asked who they are. The stamp says when the form was made, and makes it post once."""

    name = forms.CharField(label=gettext_lazy("Your name"), required=False, strip=False)
    email = forms.CharField(label=gettext_lazy("Email"), required=False, strip=False)
    text = forms.CharField(label=gettext_lazy("Comment"), required=False, strip=False)
    wants_replies = forms.BooleanField(label=gettext_lazy("Tell me of replies by email"), required=False)
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False)
    stamp = forms.CharField(required=False)
    reply = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, data: Any = None, *, article_id: int, writer: Writer, **rest: Any) -> None:
        super().__init__(data, **rest)
        self.article_id, self.writer = article_id, writer
        self.stamped: Stamp | None = read_stamp(data.get("stamp", ""), article_id) if data else None
        self.stamp_again = data["stamp"] if self.stamped and data else new_stamp(article_id)
        if writer.is_known:
            del self.fields["name"], self.fields["email"]

    def clean_name(self) -> str:
        return _in_words(people.refuse_name, self.cleaned_data["name"])

    def clean_email(self) -> str:
        return _in_words(people.refuse_email, self.cleaned_data["email"])

    def clean_text(self) -> str:
        _in_words(lambda typed: judging.refuse_words(typed, site_rules()), self.cleaned_data["text"])
        return str(self.cleaned_data["text"])

    def clean(self) -> None:
        if self.stamped is None:
            raise ValidationError(_("This form is old, or was made for another page. Send it again."))
        is_alone = not self.errors  # beside others it would only be one more thing to read
        if is_alone and self.stamped.age_s < site_rules().minimum_seconds and not self.data.get(TRAP):
            raise ValidationError(_("That was quicker than most people write. If you pasted it, all is well: send it again."))

    def draft(self, *, address: str, agent: str) -> Draft:
        told = self.cleaned_data
        assert self.stamped is not None
        return Draft(
            self.article_id,
            told["text"],
            name=told.get("name", ""),
            email=told.get("email", ""),
            parent_id=told["reply"],
            wants_replies=told["wants_replies"],
            nonce=self.stamped.nonce,
            address=address,
            agent=agent,
            fell_for_trap=bool(told["website"]),
        )


class EditForm(_Typed):
    text = forms.CharField(label=gettext_lazy("Comment"), required=False, strip=False)

    def clean_text(self) -> str:
        _in_words(lambda typed: judging.refuse_words(typed, site_rules()), self.cleaned_data["text"])
        return str(self.cleaned_data["text"])


class ReportForm(_Typed):
    """A report; of illegal content it asks what the EU's Digital Services Act asks (article 16, paragraph 2)."""

    kind = forms.ChoiceField(label=gettext_lazy("What is wrong with it?"), choices=Report.Kind.choices, required=False)
    explanation = forms.CharField(label=gettext_lazy("Explanation"), required=False)
    name = forms.CharField(label=gettext_lazy("Your name"), required=False)
    email = forms.CharField(label=gettext_lazy("Email"), required=False)
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("It shows the sexual abuse of a child: I need not give my name and address"), required=False
    )
    in_good_faith = forms.BooleanField(
        label=gettext_lazy("I believe in good faith that what I say here is accurate and complete"), required=False
    )

    def clean(self) -> None:
        """Say all that is missing at once, each at its field."""
        for field, sentence in answering.missing(self.notice()) if not self.errors else ():
            self.add_error(field, sentence)

    def notice(self) -> Notice:
        """Return what was said; what is asked for illegal content alone is kept for nothing else."""
        told = self.cleaned_data
        is_illegal = told["kind"] == Report.Kind.ILLEGAL
        return Notice(**told) if is_illegal else Notice(told["kind"], told["explanation"])


def _in_words(refuse: Any, value: str) -> str:
    try:
        return str(refuse(value))
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
