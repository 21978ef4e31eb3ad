"""What holds for comments where a story says nothing: one row for the site, one for a section that differs."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField

_CLOSING = _("Counted from the moment a story was first published. Empty: never.")


class Moderation(models.TextChoices):
    BEFORE = "before", _("A moderator reads each one first")
    AFTER = "after", _("They appear at once and are read afterwards")
    TRUST = "trust", _("A person's first ones are read first, later ones appear at once")


class CommentSettings(models.Model):
    """What holds where a section or a story says nothing: one row."""

    class Writers(models.TextChoices):
        EMAIL = "email", _("Whoever confirms an email address")
        BOTH = "both", _("Whoever confirms an email address, and whoever is signed in")
        ACCOUNTS = "accounts", _("Only whoever is signed in")

    class Order(models.TextChoices):
        OLDEST = "oldest", _("Oldest first")
        NEWEST = "newest", _("Newest first")
        LIKED = "liked", _("Most liked first")

    class Classifier(models.TextChoices):
        NONE = "", _("None")
        AKISMET = "akismet", _("Akismet")
        HTTP = "http", _("An HTTP address of your own")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    open_by_default = models.BooleanField(
        _("stories take comments"),
        default=True,
        help_text=_("What holds for every story whose own comments are neither opened nor closed."),
    )
    close_after_days = models.PositiveSmallIntegerField(_("close after … days"), null=True, blank=True, help_text=_CLOSING)
    moderation = models.CharField(_("moderation"), max_length=10, choices=Moderation, default=Moderation.TRUST)
    trusted_after = models.PositiveSmallIntegerField(
        _("trusted after … approved comments"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("From then on a person's comments appear at once, unless something else speaks against them."),
    )
    writers = models.CharField(_("who may write"), max_length=10, choices=Writers, default=Writers.EMAIL)
    house_rules = PlainCharField(
        _("house rules"),
        max_length=300,
        blank=True,
        help_text=_("One sentence below the form, such as “Argue with the point and not the person.”"),
    )
    order = models.CharField(_("order"), max_length=10, choices=Order, default=Order.OLDEST)
    counts_on_cards = models.BooleanField(
        _("numbers on cards"), default=True, help_text=_("Whether lists of stories say how many comments each has.")
    )
    most_characters = models.PositiveIntegerField(
        _("longest comment"), default=3000, validators=[MinValueValidator(100), MaxValueValidator(20_000)], help_text=_("In characters.")
    )
    edit_minutes = models.PositiveSmallIntegerField(
        _("own comments can be changed for … minutes"), default=10, validators=[MaxValueValidator(1440)]
    )
    most_links = models.PositiveSmallIntegerField(
        _("links a comment may have"), default=2, help_text=_("One with more is read by a moderator first.")
    )
    new_people_link = models.BooleanField(
        _("new people may link"),
        default=False,
        help_text=_("If not, a moderator reads every comment with a link by somebody not yet trusted."),
    )
    reports_hide_at = models.PositiveSmallIntegerField(
        _("hide after … reports"), default=0, help_text=_("The comment then waits for a moderator. 0: it stays until one has looked.")
    )
    most_per_person = models.PositiveIntegerField(_("comments a person may write in ten minutes"), default=6)
    most_per_address = models.PositiveIntegerField(
        _("comments an address may send in ten minutes"), default=20, help_text=_("Offices and mobile networks share addresses.")
    )
    minimum_seconds = models.PositiveSmallIntegerField(
        _("seconds nobody writes a comment in"),
        default=3,
        validators=[MaxValueValidator(60)],
        help_text=_("Faster than this are only programs."),
    )
    address_days = models.PositiveSmallIntegerField(
        _("forget addresses after … days"),
        default=14,
        validators=[MaxValueValidator(365)],
        help_text=_("Addresses are kept only as fingerprints whose key changes daily."),
    )
    banned_words = PlainTextField(
        _("banned words"),
        max_length=100_000,
        blank=True,
        help_text=_("One word or phrase a line; “*” at its end stands for any ending. A comment that holds one is refused."),
    )
    suspect_words = PlainTextField(
        _("suspect words"), max_length=100_000, blank=True, help_text=_("As above. A comment that holds one waits for a moderator.")
    )
    classifier = models.CharField(
        _("spam classifier"),
        max_length=10,
        choices=Classifier,
        default=Classifier.NONE,
        blank=True,
        help_text=_("It is sent the comment, the writer's name and address. While it does not answer, comments wait for a moderator."),
    )
    classifier_url = models.URLField(_("its address"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    classifier_key = PlainCharField(_("its key"), max_length=200, blank=True)
    digest_to = PlainTextField(
        _("digest for moderators"), max_length=2000, blank=True, help_text=_("Email addresses, one a line, that are told daily what waits.")
    )

    class Meta:
        verbose_name = _("comment settings")
        verbose_name_plural = _("comment settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="comment_settings_one_row", violation_error_message=_("A site has one row of comment settings.")
            ),
            models.CheckConstraint(
                condition=Q(moderation__in=["before", "after", "trust"]),
                name="comment_settings_moderation_known",
                violation_error_message=_("Comments are read before, after, or by trust."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Comments"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.id, self._state.adding = 1, False  # an object made anew replaces the row
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.classifier == self.Classifier.HTTP and not self.classifier_url:
            raise ValidationError({"classifier_url": _("Say where it answers.")})
        if self.classifier == self.Classifier.AKISMET and not self.classifier_key:
            raise ValidationError({"classifier_key": _("Akismet asks for a key.")})
        for address in self.digest_to.split():
            try:
                validate_email(address)
            except ValidationError as error:
                refusal = _("“%(address)s” is no email address.") % {"address": address}
                raise ValidationError({"digest_to": refusal}) from error


class SectionRules(models.Model):
    """What differs in a section and in those inside it."""

    class Taking(models.TextChoices):
        DEFAULT = "", _("As above it")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        HIDDEN = "hidden", _("Hidden")

    section = models.OneToOneField("articles.Section", models.CASCADE, related_name="comment_rules", verbose_name=_("section"))
    taking = models.CharField(_("comments"), max_length=10, choices=Taking, default=Taking.DEFAULT, blank=True)
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation, blank=True, help_text=_("Empty: as in the section above it, or on the site.")
    )
    close_after_days = models.PositiveSmallIntegerField(_("close after … days"), null=True, blank=True, help_text=_CLOSING)
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("moderators"),
        help_text=_("Only these moderate here. Nobody chosen: whoever moderates the section above it, or everybody who may."),
    )

    class Meta:
        verbose_name = _("comments of a section")
        verbose_name_plural = _("comments of sections")
        constraints = [
            models.CheckConstraint(
                condition=Q(taking__in=["", "open", "closed", "hidden"]),
                name="section_rules_taking_known",
                violation_error_message=_("A section's comments are open, closed, hidden or as above it."),
            ),
            models.CheckConstraint(
                condition=Q(moderation__in=["", "before", "after", "trust"]),
                name="section_rules_moderation_known",
                violation_error_message=_("Comments are read before, after, or by trust."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.section)
