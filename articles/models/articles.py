"""Articles: the desk's working copies, who wrote them and what stands beside them."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from articles.fields import PlainTextField
from articles.models.content import Content
from articles.publication import Publication


class TaggedArticle(TaggedItemBase):
    """A tag on a working copy, by a real foreign key instead of taggit's generic one."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")

    class Meta:
        verbose_name = _("tag of a story")
        verbose_name_plural = _("tags of stories")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_article_once")]


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_publication(self, *, at: dt.datetime) -> Self:
        """Annotate what readers are shown of each article at a moment: `Publication.of(article)` reads it. No query per row."""
        from articles.models.editions import Edition

        editions = Edition.objects.filter(article=OuterRef("pk"))
        ended = editions.filter(live_until__lte=at).order_by("-live_until")
        return self.annotate(
            live_since=Subquery(editions.live(at=at).values("live_from")[:1]),
            live_until=Subquery(editions.live(at=at).values("live_until")[:1]),
            next_from=Subquery(editions.filter(live_from__gt=at).order_by("live_from").values("live_from")[:1]),
            ended_at=Subquery(ended.values("live_until")[:1]),
            ending=Subquery(ended.values("ending")[:1]),
        )

    def for_desk(self) -> Self:
        """Fetch what a row of the desk's list shows: three queries for any number of rows."""
        return self.select_related("section__parent", "lead_image", "assignee").prefetch_related("bylines__author").defer("body")


DIFFERS = ~Q(live_hash="") & ~Q(content_hash=F("live_hash"))
"""The working copy is not what readers see, or will see last. An index holds these: whoever asks must ask so."""


class Article(Content):
    """The desk's working copy. Nothing done to it is visible to readers: they see editions, which `articles.publishing` makes."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        APPROVED = "approved", _("Approved")

    stage = models.CharField(
        _("stage"),
        max_length=10,
        choices=Stage,
        default=Stage.DRAFT,
        help_text=_("Where it stands at the desk. It says nothing about readers."),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("who has it"), related_name="assigned_articles"
    )
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True, help_text=_("Only a plan: “Schedule” makes it so."))
    notes = PlainTextField(_("notes"), blank=True, help_text=_("For the desk. Never shown to readers."))
    tags = TaggableManager(_("tags"), through=TaggedArticle, blank=True, help_text=_("Separated by commas."))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    content_hash = models.CharField(max_length=64, editable=False, default="")
    live_hash = models.CharField(max_length=64, editable=False, default="")
    import_ref = models.CharField(_("reference at import"), max_length=200, null=True, unique=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("publish_article", _("Can publish, schedule and roll back stories")),
            ("withdraw_article", _("Can withdraw stories")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(headline=""), name="article_has_headline", violation_error_message=_("A story needs a headline.")
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "review", "approved"]),
                name="article_stage_known",
                violation_error_message=_("A story is a draft, in review or approved."),
            ),
        ]
        indexes = [
            models.Index(F("changed_at").desc(), F("id").desc(), name="article_desk_list"),  # the desk's list, newest change first
            # the desk's first page and the list's views
            models.Index(fields=["deadline"], name="article_in_review", condition=Q(stage="review")),
            models.Index(fields=["deadline"], name="article_due", condition=Q(deadline__isnull=False)),
            models.Index(fields=["planned_at"], name="article_planned", condition=Q(planned_at__isnull=False)),
            models.Index(
                F("changed_at").desc(),
                F("id").desc(),
                name="article_changed_since",
                condition=DIFFERS,
            ),
            models.Index(F("changed_at").desc(), F("id").desc(), name="article_never_shown", condition=Q(live_hash="")),
        ]

    @property
    def has_unpublished_changes(self) -> bool:
        """Say whether the working copy differs from the edition that readers see, or will see last."""
        return self.content_hash != self.live_hash

    @property
    def publication(self) -> Publication:
        """Read the annotations of `with_publication`."""
        return Publication.of(self)


class Byline(models.Model):
    """An author's place in a story's byline."""

    class Role(models.TextChoices):
        WRITER = "writer", _("By")
        PHOTOGRAPHER = "photographer", _("Photos")
        ILLUSTRATOR = "illustrator", _("Illustration")
        CONTRIBUTOR = "contributor", _("Additional reporting")
        EDITOR = "editor", _("Edited by")
        TRANSLATOR = "translator", _("Translation")

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name=_("story"))
    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="bylines", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WRITER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_in_role",
                violation_error_message=_("This author stands in the byline in this role already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.author}, {self.get_role_display()}"
