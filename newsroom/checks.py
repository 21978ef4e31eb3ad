"""What is wrong with the place we run in, each with a number and a hint."""

import os
import sqlite3
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.http.request import validate_host


@register(Tags.security)
def site_url_is_an_allowed_host(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    hint = f"Add {host} to ALLOWED_HOSTS, or correct SITE_URL."
    return [Error(f"SITE_URL names {host}, which ALLOWED_HOSTS does not allow.", hint=hint, id="newsroom.E001")]


@register(Tags.database)
def sqlite_is_new_enough(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if sqlite3.sqlite_version_info >= (3, 35):
        return []
    hint = "Update SQLite, or set DATABASE_URL to a PostgreSQL database."
    return [Error(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 is needed.", hint=hint, id="newsroom.E002")]


@register(Tags.files)
def media_can_be_written(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if os.access(settings.MEDIA_ROOT, os.W_OK):
        return []
    hint = "Give the folder to the user that runs Newsroom, or set MEDIA_ROOT to another one."
    return [Error(f"MEDIA_ROOT {settings.MEDIA_ROOT} cannot be written.", hint=hint, id="newsroom.E003")]


@register(Tags.security, deploy=True)
def https_is_used(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SITE_URL.startswith("https://"):
        return []
    return [checks.Warning("SITE_URL is not https.", hint="Editors' passwords travel in the clear.", id="newsroom.W001")]
