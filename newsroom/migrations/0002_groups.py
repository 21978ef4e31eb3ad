"""The groups a newsroom starts with. They are only a beginning: rights are given in the admin."""

from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

_WRITE = ["view_article", "add_article", "change_article", "view_edition", "view_section", "view_author", "view_image", "view_page"]
_PICTURES = ["view_image", "add_image", "change_image", "delete_image"]
_PUBLISH = ["publish_article", "withdraw_article", "delete_article", "add_author", "change_author", "view_path"]
_ALL_OF = ["section", "author", "page"]
_MANAGE = [f"{act}_{model}" for model in _ALL_OF for act in ("view", "add", "change", "delete")] + [
    "view_sitesettings",
    "change_sitesettings",
]
_TAGS = ["taggit.view_tag", "taggit.add_tag", "taggit.change_tag", "taggit.delete_tag"]
_THREADS = ["comments.view_thread", "comments.add_thread", "comments.change_thread"]
_MODERATE = [*_THREADS, "comments.view_commentsettings", "comments.change_commentsettings", "articles.view_article"]


def _articles(names: list[str]) -> list[str]:
    return [f"articles.{name}" for name in names]


GROUPS: dict[str, list[str]] = {
    "Reporter": [*_articles([*_WRITE, "add_image", "change_image"]), *_TAGS[:2], _THREADS[0]],
    "Editor": [*_articles([*_WRITE, *_PICTURES, *_PUBLISH]), *_TAGS, *_THREADS],
    "Chief editor": [*_articles([*_WRITE, *_PICTURES, *_PUBLISH, *_MANAGE]), *_TAGS, *_MODERATE],
    "Photo editor": _articles(["view_article", *_PICTURES]),
    "Moderator": _MODERATE,
}


def make_groups(apps: Any, schema_editor: Any) -> None:
    for label in ("articles", "comments", "taggit"):
        create_permissions(installed_apps.get_app_config(label), apps=apps, verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, rights in GROUPS.items():
        group, made = group_model.objects.get_or_create(name=name)
        if made:
            for right in rights:
                label, codename = right.split(".")
                group.permissions.add(permission_model.objects.get(content_type__app_label=label, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("articles", "0001_initial"),
        ("comments", "0001_initial"),
        ("taggit", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
