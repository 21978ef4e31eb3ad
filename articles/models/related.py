"""Hand-picked “You might also like”."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class RelatedArticle(models.Model):
    """One hand-picked story under another, in the editor's order."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related", verbose_name=_("story"))
    target = models.ForeignKey(Article, models.CASCADE, related_name="related_from", verbose_name=_("related story"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("related story")
        verbose_name_plural = _("You might also like")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "target"],
                name="related_article_once",
                violation_error_message=_("This story is among the related stories already."),
            ),
            models.CheckConstraint(
                condition=~Q(article=F("target")),
                name="related_article_not_itself",
                violation_error_message=_("A story cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    def clean(self) -> None:
        if self.article_id is not None and self.article_id == self.target_id:
            raise ValidationError({"target": _("A story cannot be related to itself.")})
