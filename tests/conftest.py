"""What every test has: its own state and media, fast passwords, no network, and a look that asks the test's own connection."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection
from django.test import override_settings

KEPT_TABLES = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations"}


def pytest_configure() -> None:
    """Set what must be set before any app is loaded."""
    settings.LOOK_INLINE = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.WHITENOISE_AUTOREFRESH = True
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database["OPTIONS"].pop("pool", None)  # tests open and close connections by hand
        database["OPTIONS"]["options"] = "-c synchronous_commit=off"  # what is kept over a power cut is no matter of ours
    else:
        database["TEST"]["NAME"] = str(settings.STATE_DIR / "test.sqlite3")  # a file, as in production: threads and processes share it


@contextmanager
def media_in(folder: Path) -> Iterator[None]:
    """Keep pictures below a folder; the column took its own storage when the models were loaded."""
    from django.core.files.storage import storages

    from articles.models import Image

    backend = "django.core.files.storage.FileSystemStorage"
    both = {
        "default": {"BACKEND": backend, "OPTIONS": {"location": folder / "public"}},
        "originals": {"BACKEND": backend, "OPTIONS": {"location": folder / "originals", "base_url": None}},
    }
    with override_settings(MEDIA_ROOT=folder, STORAGES={**settings.STORAGES, **both}), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Image._meta.get_field("file"), "storage", storages["originals"])
        yield


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what cannot touch the database (pytest-django refuses it to tests that do not ask): one run shows all there is to see."""
    for item in items:
        asked = {*getattr(item, "fixturenames", ()), *(["db"] if item.get_closest_marker("django_db") else [])}
        if not asked & {"db", "transactional_db", "django_db_setup", "live_server"}:
            item.add_marker("once")
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and "browser" not in item.path.parts:
            raise pytest.UsageError(f"{item.nodeid}: Django's flush takes the groups from whatever comes after it. Use `committed`.")


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    """Give each test storages of its own."""
    with media_in(tmp_path / "media"):
        yield


@pytest.fixture(autouse=True)
def _fresh_look() -> Iterator[None]:
    """Forget what the process knew: each test's database begins anew."""
    from articles.look import look

    look.forget()
    yield
    look.forget()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Commit what the test writes, so that other connections see it; empty the tables afterwards.

    pytest-django makes the database only where some test of the run has its mark.
    """
    with django_db_blocker.unblock():
        yield
        names = connection.introspection.table_names()  # an index's own tables on SQLite go with it: emptied by hand they are torn
        tables = [name for name in names if name not in KEPT_TABLES and not name.startswith(("articles_words_", "articles_edition_words_"))]
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=False))
        connection.close()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those to this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise RuntimeError(f"A test wanted to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
