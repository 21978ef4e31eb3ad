"""What readers write under stories. `articles` does not know this app exists: it plugs itself in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "comments"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from articles.registries import InterchangeKey, register_interchange_key, register_story_panel
        from comments import threads
        from comments.panels import ThreadPanel

        key = InterchangeKey("comments", threads.check_imported, threads.write_imported, threads.read_for_export)
        register_interchange_key(key)
        register_story_panel(ThreadPanel)
