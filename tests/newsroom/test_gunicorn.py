"""A site that has been loaded serves at once, and what is loaded before its processes part is safe to share."""

import os
import subprocess
import sys
from pathlib import Path

from newsroom import gunicorn_config

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import threading
from newsroom import gunicorn_config, wsgi
gunicorn_config.on_starting(None)
from django.db import connection
print(connection.connection, getattr(connection, "_connection_pools", None) or "no pool", threading.active_count())
"""


def test_site_is_loaded_before_it_listens() -> None:
    assert gunicorn_config.preload_app is True


def test_what_processes_share_holds_no_connection_and_no_thread(tmp_path: Path) -> None:
    """Neither survives the parting. The database is one that nobody can reach: loading does not ask it."""
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://paper:none@127.0.0.1:9/paper",
        "SECRET_KEY": "tests-only-0123456789-abcdefghijklmnop",
        "STATE_DIR": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "None no pool 1\n"), done.stderr
