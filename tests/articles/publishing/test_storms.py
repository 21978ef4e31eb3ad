"""Concurrent publishers, as threads and as processes, on a database of their own with the settings of a real site."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]
Site = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Set up a paper on a new database of the kind the tests run on; the fixture starts processes there."""
    state = tmp_path_factory.mktemp("storm")
    name = f"newsroom_storm_{os.getpid()}"
    database = settings.DATABASES["default"]
    is_postgres = database["ENGINE"].endswith("postgresql")
    url = f"sqlite:///{state}/storm.sqlite3"
    if is_postgres:
        account = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT'] or 5432}"
        url = f"postgres://{account}/{name}"
        _on_server(f"postgres://{account}/postgres", f"CREATE DATABASE {name}")
    environment = {**os.environ, "DATABASE_URL": url, "STATE_DIR": str(state), "SECRET_KEY": "storms-only-0123456789-abcdefghijklmnop"}
    environment |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "MEDIA_ROOT": str(state), "LOG_LEVEL": "ERROR"}

    def start(*words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)

    assert start("manage.py", "migrate", "--verbosity", "0").communicate(timeout=120)[0] == ""
    assert _told(start("-m", "tests.articles.publishing.storm", "prepare")) == {}
    yield start
    if is_postgres:
        _on_server(f"postgres://{account}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(statement)


def _told(process: "subprocess.Popen[str]") -> Any:
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return json.loads(out.splitlines()[-1])


@pytest.mark.parametrize(("processes", "threads"), [(1, 6), (3, 2)], ids=["as threads", "as processes"])
def test_concurrent_publishers_leave_no_overlap_no_error_and_no_stale_page(
    site: Site, tmp_path: Path, processes: int, threads: int
) -> None:
    flag = tmp_path / "all have ended"
    words = ["-m", "tests.articles.publishing.storm", "run"]
    running = [site(*words, str(seed), str(threads), "2.5", str(flag)) for seed in range(processes)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ended\n"
    flag.touch()
    told = [_told(process) for process in running]
    after = _told(site("-m", "tests.articles.publishing.storm", "check"))
    assert [one["errors"] for one in told] == [[]] * processes
    assert [one["stale"] for one in told] == [[]] * processes
    assert (after["overlaps"], after["disagreements"]) == (0, [])
    assert [one["reachable"] for one in told] == [True] * processes
    assert after["editions"] > processes
    assert sum(sum(one["done"].values()) for one in told) > 20  # on a busy machine too
