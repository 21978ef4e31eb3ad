"""What the desk's working copy and the readers' edition have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import SLUG_LENGTH
from articles.fields import BodyField, PlainCharField, PlainTextField

HEADLINE_LENGTH = 300


class Content(models.Model):
    """The fields an Article and an Edition share. Each is declared once, here."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        ANALYSIS = "analysis", _("Analysis")
        FEATURE = "feature", _("Feature")
        INTERVIEW = "interview", _("Interview")
        OPINION = "opinion", _("Opinion")
        EDITORIAL = "editorial", _("Editorial")
        REVIEW = "review", _("Review")
        OBITUARY = "obituary", _("Obituary")

    class Layout(models.TextChoices):
        STANDARD = "", _("As usual")
        LONG_READ = "longread", _("Long read")

    kicker = PlainCharField(
        _("kicker"), max_length=60, blank=True, help_text=_("One to three words above the headline: what this is about.")
    )
    headline = PlainCharField(_("headline"), max_length=HEADLINE_LENGTH)
    deck = PlainCharField(
        _("deck"), max_length=600, blank=True, help_text=_("One sentence below the headline. It stands on cards and in search results.")
    )
    dateline = PlainCharField(
        _("dateline"), max_length=80, blank=True, help_text=_("The place the report was filed from. Drawn before the first paragraph.")
    )
    body = BodyField(_("body"), blank=True)
    slug = PlainCharField(
        _("address"),
        max_length=SLUG_LENGTH,
        blank=True,
        help_text=_("The last part of the story's address. Empty: made from the headline when the story is first published."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.REPORT)
    layout = models.CharField(
        _("layout"), max_length=12, choices=Layout, default=Layout.STANDARD, blank=True, help_text=_("How its page is set.")
    )
    correction = PlainTextField(
        _("correction"),
        max_length=1000,
        blank=True,
        help_text=_("What was wrong and is right now, for readers. It stands under the story, with a link at its head."),
    )
    language = PlainCharField(
        _("language"), max_length=12, blank=True, help_text=_("A language tag such as “ar” or “pt-br”. Empty: the site's own.")
    )
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, null=True, blank=True, verbose_name=_("section"), related_name="+", db_index=True
    )
    lead_image = models.ForeignKey(
        "articles.Image", models.PROTECT, null=True, blank=True, verbose_name=_("lead picture"), related_name="+"
    )
    seo_title = PlainCharField(_("title for search engines"), max_length=HEADLINE_LENGTH, blank=True)
    seo_description = PlainTextField(_("description for search engines"), max_length=600, blank=True)
    social_headline = PlainCharField(_("headline when shared"), max_length=HEADLINE_LENGTH, blank=True)
    canonical_url = models.URLField(
        _("canonical address"), max_length=500, blank=True, help_text=_("Only for a story that first appeared elsewhere.")
    )
    noindex = models.BooleanField(_("keep out of search engines"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline


CONTENT_FIELDS: tuple[str, ...] = tuple(field.attname for field in Content._meta.local_fields)
