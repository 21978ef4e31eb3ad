"""What a load balancer is told."""

import datetime as dt
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from newsroom import health
from newsroom.duties import HEARTBEAT
from newsroom.models import Duty


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_ready_tells_of_each_part_with_its_figure(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):  # the recorder asks whether its table is there
        response = client.get("/healthz/ready")
    told = response.json()
    assert (response.status_code, response["Cache-Control"], told.pop("ready"), told.pop("read_only")) == (200, "no-store", True, False)
    assert {name: part["ok"] for name, part in told.items()} == {"database": True, "migrations": True, "media": True, "worker": True}
    assert all(isinstance(part["ms"], float) for part in told.values())


@pytest.mark.django_db
def test_ready_tells_that_the_site_is_read_only(client: Client, settings: Any) -> None:
    settings.READ_ONLY = True
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["ready"], response.json()["read_only"]) == (200, True, True)


@pytest.mark.django_db
def test_missing_migration_is_not_ready(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("articles", "0004_until_before_and_rights")
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["migrations"]["said"]) == (503, "1 to be applied: run manage.py migrate")


@pytest.mark.django_db
def test_media_that_cannot_be_written_is_not_ready(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "gone"
    response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["media"]["said"]) == (503, "FileNotFoundError")


@pytest.mark.django_db
def test_silent_worker_is_told_and_the_site_goes_on_serving(client: Client) -> None:
    Duty.objects.create(name=HEARTBEAT, begun_at=timezone.now(), done_at=timezone.now() - dt.timedelta(seconds=500))
    response = client.get("/healthz/ready")
    told = response.json()
    assert (response.status_code, told["ready"], told["worker"]["ok"], told["worker"]["said"][:14]) == (200, True, False, "silent for 500")


@pytest.mark.django_db
def test_silent_database_is_told_without_its_address(client: Client) -> None:
    with patch.object(health, "connection") as broken:
        broken.cursor.side_effect = OperationalError("connection to server at “10.0.0.7”, user “paper” failed")
        response = client.get("/healthz/ready")
    assert (response.status_code, response.json()["database"]["said"]) == (503, "OperationalError")
