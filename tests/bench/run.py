"""Print plain figures: `python -m tests.bench.run [PART …]`, all parts (see PARTS) without a word.

BENCH_ARTICLES: how many stories there are (100,000). DATABASE_URL: a PostgreSQL server on which databases may be made; else SQLite.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import archive, backups, comments, importing, memory, pictures, publishing, reading, serving, weighing, writing
from tests.bench.figures import Figure
from tests.bench.sites import Site, new_site

PARTS = ("archive", "reading", "serving", "publishing", "importing", "pictures", "weighing", "writing", "comments", "memory", "backup")


def main(words: list[str]) -> int:
    articles = int(os.environ.get("BENCH_ARTICLES", "100000"))
    if unknown := set(words) - set(PARTS):
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
        return 2
    wanted = [part for part in PARTS if part in words or not words]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as scratch, new_site(Path(scratch), "archive") as site:
        on = "PostgreSQL" if site.environment["DATABASE_URL"].startswith("postgres") else "SQLite"
        load = f"{os.getloadavg()[0]:.1f} processes waiting or running before"
        print(f"{articles:,} stories on {on}, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {load}")
        _report("archive", archive.measure(site, articles=articles))
        _set_up(site)
        parts: dict[str, Callable[[], Iterable[Figure]]] = {
            "reading": reading.measure,
            "serving": lambda: serving.measure(site, _a_story()),
            "publishing": publishing.measure,
            "weighing": lambda: weighing.measure(Path(scratch)),
            "writing": lambda: writing.measure(Path(scratch)),
            "importing": lambda: importing.measure(Path(scratch), articles=articles),
            "pictures": lambda: pictures.measure(site),
            "comments": lambda: comments.measure(site),
            "memory": lambda: memory.measure(site),
            "backup": lambda: backups.measure(Path(scratch), site),
        }
        for name in wanted:
            if name in parts:
                _report(name, parts[name]())
        _let_go()
    print(f"{time.monotonic() - began:.0f} seconds in all")
    return 0


def _report(name: str, figures: Iterable[Figure]) -> None:
    print(f"\npython -m tests.bench.run {name}", flush=True)
    for figure in figures:
        print(figure, flush=True)


def _set_up(site: Site) -> None:
    """Let this process be one of the site's."""
    os.environ.update(site.environment)
    import django
    from django.db import connection

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _let_go() -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
        if pool := getattr(connection, "pool", None):
            pool.close()


def _a_story() -> str:
    """Return the path of a story in the middle of the archive."""
    from articles.models import Edition

    middle = (Edition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) // 2
    return str(Edition.objects.filter(pk__gte=middle).order_by("pk").values_list("path", flat=True)[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
