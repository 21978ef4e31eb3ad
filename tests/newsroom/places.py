"""Sites in a folder and a database of their own, driven by commands, as operators do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from tests.articles.picture_files import jpeg

ROOT = Path(__file__).resolve().parents[2]
STORIES = [
    {"type": "image", "import_ref": "quay", "file": "quay.jpg", "alt": "The quay in fog"},
    {
        "import_ref": "one",
        "headline": "Fog over the harbour – 霧 and ضباب",
        "section": ["News", "Harbour"],
        "authors": [{"name": "Ines Falk"}],
        "tags": ["weather", "harbour"],
        "body": ["It was “thick”.", "It lifted at noon."],
        "lead_image": {"file": "quay.jpg", "alt": "The quay in fog"},
        "published_at": "2024-03-30T07:13:20.123456Z",
        "comments": "closed",
    },
    {"import_ref": "two", "headline": "A draft", "section": ["News"], "body": ["Not yet."], "related": ["one"]},
]


@dataclass(frozen=True)
class Site:
    """`more` is what its environment has besides."""

    folder: Path
    url: str
    more: dict[str, str] = field(default_factory=dict)

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        with self.start(*words) as process:
            out, said = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, out, said)

    def start(self, *words: str, stdin: int | None = None, stdout: int = subprocess.PIPE) -> "subprocess.Popen[str]":
        environment = {**os.environ, "DATABASE_URL": self.url, "STATE_DIR": str(self.folder), "LOG_LEVEL": "ERROR"}
        environment |= {"SECRET_KEY": "backups-only-0123456789-abcdefghijklmnop"}
        environment.pop("MEDIA_ROOT", None)
        environment |= self.more
        command = [sys.executable, "manage.py", *words]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True)


Sites = Callable[[str], Site]


@contextmanager
def making_sites(folder_for: Callable[[str], Path]) -> Iterator[Sites]:
    """Make places for sites, without tables, on a database of the kind the tests run on."""
    database = settings.DATABASES["default"]
    is_postgres = database["ENGINE"].endswith("postgresql")
    account = f"{database.get('USER')}:{database.get('PASSWORD')}@{database.get('HOST')}:{database.get('PORT') or 5432}"
    made: list[str] = []

    def make(name: str) -> Site:
        folder = folder_for(name)
        if not is_postgres:
            return Site(folder, f"sqlite:///{folder}/site.sqlite3")
        made.append(f"newsroom_{name}_{os.getpid()}_{len(made)}_{folder.name}".replace("-", "_"))
        _on_server(f"postgres://{account}/postgres", f"CREATE DATABASE {made[-1]}")
        return Site(folder, f"postgres://{account}/{made[-1]}")

    yield make
    for name in made:
        _on_server(f"postgres://{account}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(statement)


def paper_in(site: Site) -> Site:
    """Give a site two stories and a picture."""
    (site.folder / "stories.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in STORIES), encoding="utf-8")
    (site.folder / "quay.jpg").write_bytes(jpeg())
    for words in (["migrate", "-v0"], ["import_articles", str(site.folder / "stories.jsonl"), "--images", str(site.folder)]):
        done = site.manage(*words)
        assert (done.returncode, words[0]) == (0, words[0]), done.stderr
    return site
