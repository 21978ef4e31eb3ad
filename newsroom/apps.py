"""The project as an app: it puts the site together and owns the accounts."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from newsroom import checks  # noqa: F401  (registers them)


class DeskConfig(AdminConfig):
    """Django's own admin on our site object."""

    default_site = "newsroom.desk.DeskSite"
