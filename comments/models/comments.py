"""Comments, what readers say to them, and the record of every act."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField, PlainTextField
from articles.models import Article
from comments.models.people import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def live(self) -> Self:
        return self.filter(state=Comment.State.LIVE)

    def queued(self) -> Self:
        """Keep what a moderator has to look at: what waits, and what was reported."""
        return self.filter(queued_at__isnull=False)


class Comment(models.Model):
    """What somebody wrote under a story. Only `comments.verbs` and the importers write rows.

    Two levels are drawn: `root` is what a reply stands under, however deep it is; `parent` is what it replies to. `shown`: it stands
    in the thread, also as the place of one that is gone but has replies. `queued_at`: since when a moderator should look.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Email not confirmed")
        WAITING = "waiting", _("Waiting")
        LIVE = "live", _("Live")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        DELETED = "deleted", _("Deleted by its writer")

    class Badge(models.TextChoices):
        NONE = "", _("None")
        STAFF = "staff", _("Staff")
        AUTHOR = "author", _("Author of the story")

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("story"))
    root = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+", editable=False, db_index=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=_("in reply to"))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("commenter"))
    name = PlainCharField(_("name"), max_length=60, blank=True)
    text = PlainTextField(_("text"), blank=True)
    html = models.TextField(editable=False, blank=True, default="")
    state = models.CharField(_("state"), max_length=12, choices=State)
    shown = models.BooleanField(default=False, editable=False)
    reasons = models.JSONField(_("why it waits"), default=list, blank=True)
    badge = models.CharField(_("badge"), max_length=10, choices=Badge, default=Badge.NONE, blank=True)
    featured = models.BooleanField(_("picked by the desk"), default=False)
    likes = models.PositiveIntegerField(_("likes"), default=0, editable=False)
    open_reports = models.PositiveIntegerField(_("reports"), default=0, editable=False)
    created_at = models.DateTimeField(_("written"))
    edited_at = models.DateTimeField(_("changed by its writer"), null=True, blank=True)
    first_live_at = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)
    wants_replies = models.BooleanField(_("tells its writer of replies"), default=False)
    origin = models.CharField(max_length=64, blank=True, default="", editable=False)
    browser = models.CharField(max_length=64, blank=True, default="", editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    stamp = models.CharField(max_length=40, null=True, unique=True, editable=False)
    import_ref = models.CharField(max_length=200, null=True, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can moderate comments"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "waiting", "live", "rejected", "spam", "deleted"]),
                name="comment_state_known",
                violation_error_message=_("A comment waits, is live, rejected, spam or deleted."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None, root=None) | Q(parent__isnull=False, root__isnull=False),
                name="comment_reply_has_root",
                violation_error_message=_("A reply stands under the comment its thread began with."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="comment_not_its_own_reply",
                violation_error_message=_("A comment is no reply to itself."),
            ),
            models.CheckConstraint(
                condition=~Q(state="live") | ~Q(text=""), name="comment_live_has_text", violation_error_message=_("A comment has words.")
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(queued_at__isnull=False),
                name="comment_waiting_is_queued",
                violation_error_message=_("What waits stands in the queue."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "created_at", "id"], name="comment_by_time", condition=Q(root=None, shown=True)
            ),  # oldest, newest
            models.Index(fields=["article", "likes", "id"], name="comment_by_likes", condition=Q(root=None, shown=True)),  # most liked
            models.Index(fields=["article", "created_at", "id"], name="comment_picked", condition=Q(featured=True)),  # picked by the desk
            # Replies under a comment. Without the condition SQLite would look for the site's first comments, whose root is null, in here.
            models.Index(fields=["root", "created_at", "id"], name="comment_replies", condition=Q(root__isnull=False)),
            models.Index(fields=["queued_at", "id"], name="comment_queue", condition=Q(queued_at__isnull=False)),  # the queue
            models.Index(fields=["queued_at", "id"], name="comment_reported", condition=Q(open_reports__gt=0)),  # the queue of reports
            models.Index(fields=["article", "queued_at"], name="comment_queue_of_story", condition=Q(queued_at__isnull=False)),  # its queue
            models.Index(fields=["first_live_at", "article"], name="comment_most_discussed", condition=Q(state="live")),  # most discussed
            models.Index(
                fields=["fingerprint", "created_at"], name="comment_repeats", condition=~Q(fingerprint="")
            ),  # the same words again
            models.Index(fields=["created_at"], name="comment_origin_age", condition=~Q(origin="")),  # forgetting addresses
            models.Index(fields=["article", "created_at", "id"], name="comment_feed", condition=Q(state="live")),  # feeds, export
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"


class Like(models.Model):
    """One like of one browser: `mark` is made of the browser's secret and this comment, so that no two likes can be joined."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "mark"], name="like_once_a_browser")]

    def __str__(self) -> str:
        return self.mark


class Report(models.Model):
    """Somebody says that a comment should not stand. One of illegal content holds what the EU's Digital Services Act asks (article 16)."""

    class Kind(models.TextChoices):
        SPAM = "spam", _("Advertising or spam")
        ABUSE = "abuse", _("Abuse of a person or a group")
        OTHER = "other", _("Something else")
        ILLEGAL = "illegal", _("Illegal content")

    class Outcome(models.TextChoices):
        OPEN = "", _("Not decided")
        REMOVED = "removed", _("The comment was removed")
        KEPT = "kept", _("The comment stays")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports", verbose_name=_("comment"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    explanation = PlainTextField(_("explanation"), max_length=5000, blank=True)
    name = PlainCharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True)
    in_good_faith = models.BooleanField(_("stated in good faith"), default=False)
    mark = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField(_("given"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["spam", "abuse", "other", "illegal"]),
                name="report_kind_known",
                violation_error_message=_("A report has a kind."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="illegal") | (~Q(explanation="") & Q(in_good_faith=True)),
                name="report_illegal_explains",
                violation_error_message=_("A notice of illegal content explains itself and is given in good faith."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(explanation=""),
                name="report_other_explains",
                violation_error_message=_("A report of something else says what it is."),
            ),
            models.UniqueConstraint(fields=["comment", "mark"], condition=~Q(mark=""), name="report_once_a_browser"),
        ]
        indexes = [models.Index(fields=["comment"], name="report_open", condition=Q(outcome=""))]  # the queue

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.comment_id}"


class Act(models.Model):
    """One act on a comment, a thread or a person: who, when, why, and what was before. Rows are only added."""

    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="acts", verbose_name=_("comment"))
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("story"))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="acts", verbose_name=_("commenter"))
    verb = models.CharField(_("act"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    why = PlainCharField(_("why"), max_length=500, blank=True)
    was = models.CharField(_("before"), max_length=12, blank=True)
    became = models.CharField(_("after"), max_length=12, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    waited_s = models.PositiveIntegerField(_("seconds waited"), null=True, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("act")
        verbose_name_plural = _("log of comments")
        indexes = [
            models.Index(fields=["at"], name="comment_act_at"),  # statistics
            models.Index(fields=["by", "-id"], name="comment_act_by", condition=Q(by__isnull=False)),  # undo
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.comment_id or ''}"
