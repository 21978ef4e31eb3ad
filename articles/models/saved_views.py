"""Views of the list of stories that somebody keeps under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import PlainCharField

QUERY_LENGTH = 1_000


class SavedView(models.Model):
    """Filters, search and order of the list of stories, as one person named them. `query`: what stands behind the “?”."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("user"))
    name = PlainCharField(_("name"), max_length=40)
    query = models.CharField(max_length=QUERY_LENGTH, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
