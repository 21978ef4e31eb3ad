"""Moderators, and chief editors, moderate comments."""

from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

_RIGHTS = [
    "moderate_comment", "view_comment", "view_person", "change_person", "view_ban", "add_ban", "change_ban", "view_report", "view_act",
    "view_sectionrules", "add_sectionrules", "change_sectionrules", "delete_sectionrules",
]  # fmt: skip


def give_rights(apps: Any, schema_editor: Any) -> None:
    create_permissions(installed_apps.get_app_config("comments"), apps=apps, verbosity=0, using=schema_editor.connection.alias)
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="comments", codename__in=_RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Moderator", "Chief editor"]):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_cache_table"), ("comments", "0002_people_and_their_comments")]
    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
