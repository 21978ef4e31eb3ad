"""How gunicorn serves: `gunicorn --config python:newsroom.gunicorn_config newsroom.wsgi`. docs/operations.md lists the variables."""

import gc
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom import container, metrics
from newsroom import environment as env

try:
    bind = [env.text("WEB_BIND", default="0.0.0.0:8000")]
    workers = env.number("WEB_WORKERS", default=container.workers(), least=1, most=128)
    threads = env.number("WEB_THREADS", default=4, least=1, most=64)
    max_requests = env.number("WEB_RECYCLE_AFTER", default=20_000, least=0, most=10_000_000)
    timeout = env.number("WEB_TIMEOUT", default=60, least=5, most=3_600)
    _metrics_port = env.number("METRICS_PORT", default=0, least=0, most=65_535)
    from newsroom import settings  # noqa: F401 - here, where a wrong value ends the start: a process that fails is started again for ever
except ImproperlyConfigured as error:
    sys.exit(f"newsroom: {error}")
if _metrics_port:
    bind.append(f"0.0.0.0:{_metrics_port}")

preload_app = True  # before it listens: no request waits for a site that loads, and a process that begins anew is there at once
worker_class = "newsroom.gunicorn_worker.Worker"  # threads
max_requests_jitter = max_requests // 10  # else all processes would begin anew at once
graceful_timeout = 30  # docker-compose.yml waits longer than that before it kills
keepalive = 5
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - in memory: a slow disk must not look like a process that hangs
control_socket_disable = True  # a root file system that is read-only has no place for it, and nobody asks there
accesslog = None  # the proxy writes one line a request; errors are written by the site
errorlog = "-"
loglevel = "warning"
proc_name = "newsroom"


def on_starting(server: Any) -> None:
    """Have at hand, in every process and before it listens, what the first requests would wait for. No database is asked."""
    from django.template import loader
    from django.urls import reverse

    reverse("admin:index")  # reads all addresses, forms and all
    for name in ("articles/front.html", "articles/article_detail.html", "articles/section_detail.html", "admin/index.html"):
        loader.get_template(name)
    gc.freeze()  # what all processes share stays shared


def pre_fork(server: Any, worker: Any) -> None:
    """Give the new process a row for its figures that no living one writes to."""
    taken = {getattr(other, "figures_row", -1) for other in server.WORKERS.values()}
    worker.figures_row = next((row for row in range(metrics.ROWS) if row not in taken), metrics.ROWS - 1)


def post_fork(server: Any, worker: Any) -> None:
    metrics.write_into(worker.figures_row)
