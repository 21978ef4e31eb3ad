"""What was answered stays, also where the process that answered is killed in the next moment."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, transaction

from articles.look import look
from comments import mails
from comments.models import Act, Comment, Mail, Thread
from tests.comments.writing import known, make_person, set_rules, stamp, story
from tests.factories import NOW
from tests.ports import free_port

pytestmark = pytest.mark.usefixtures("committed")
WRITERS = 4
FORM = "application/x-www-form-urlencoded"


def environment(**more: str) -> dict[str, str]:
    """Let a process work on this test's database."""
    known_as = connection.settings_dict
    name, host = quote(str(known_as["NAME"])), f"{known_as['USER']}@{known_as['HOST']}:{known_as['PORT'] or 5432}"
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres://{host}/{name}"
    password = {"PGPASSWORD": str(known_as["PASSWORD"])} if known_as["PASSWORD"] else {}
    own = {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY, "SITE_URL": "http://127.0.0.1", "STATE_DIR": str(settings.STATE_DIR)}
    return os.environ | own | password | more


@contextmanager
def started(*words: str, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a process with a group of its own, and leave nothing of it."""
    process = subprocess.Popen(
        [sys.executable, *words], cwd=settings.BASE_DIR, env=environment(**more), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(is_true: Callable[[], Any], *, seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def workers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def write(port: int, article_id: int, secret: str, words: str) -> bool:
    """Post a comment; say whether it was answered as posted before the line broke."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        body = urlencode({"text": words, "stamp": stamp(article_id), "website": ""})
        line.request("POST", f"/comments/story/{article_id}/write/", body, {"Cookie": f"commenter={secret}", "Content-Type": FORM})
        return line.getresponse().status == 303
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found in /proc")
def test_no_answered_comment_is_lost_when_the_web_process_is_killed() -> None:
    set_rules()
    article_id, secrets = story().article_id, [known(make_person(trust="trusted"))[1] for _ in range(WRITERS)]
    look.clock = None
    answered: list[str] = []
    is_over = threading.Event()
    port = free_port()

    def go_on(place: int) -> None:
        number = 0
        while not is_over.is_set():
            words = f"Writer {place} says for the {number}th time that the gate was open the whole night."
            if write(port, article_id, secrets[place], words):
                answered.append(words)
            number += 1

    options = ("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--log-level", "critical")
    with started("-m", "gunicorn", "newsroom.wsgi", *options) as server:
        writing = [threading.Thread(target=go_on, args=[place]) for place in range(WRITERS)]
        for one in writing:
            one.start()
        until(lambda: len(answered) >= 5)
        os.kill(workers_of(server)[0], signal.SIGKILL)
        before = len(answered)
        until(lambda: len(answered) >= before + 5)  # gunicorn has started another
        kill(server)
        is_over.set()
        for one in writing:
            one.join()
    kept = list(Comment.objects.values_list("text", flat=True))
    assert (set(answered) - set(kept), len(kept) - len(set(kept))) == (set(), 0)
    assert (Thread.objects.get().live_count, Act.objects.filter(verb="post").count()) == (len(kept), len(kept))  # nor any half


def test_no_mail_is_lost_when_the_worker_is_killed_while_it_sends(tmp_path: Path, mailoutbox: list[Any]) -> None:
    Mail.objects.create(to="ben@example.org", subject="Words", text="Words", made_at=NOW)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes the call and says nothing
        silent.settimeout(30)
        address = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with started("manage.py", "tend", "--touch", str(tmp_path / "tended"), EMAIL_URL=address) as worker, silent.accept()[0]:
            kill(worker)
    (mail,) = Mail.objects.all()
    assert (mail.to, mail.tries, mail.taken_until is not None) == ("ben@example.org", 0, True)
    assert mails.send_owed(at=mail.taken_until) == (1, 0)
    assert [one.to for one in mailoutbox] == [["ben@example.org"]]


def test_nobody_waits_for_a_mail_server_that_hangs(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "LIMIT_S", 30)
    monkeypatch.setattr(look, "refresh", look._look)  # without the thread of its own, whose connection would outlive the test
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes the call and says nothing
        silent.settimeout(30)
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
        settings.EMAIL_PORT, settings.LOOK_INLINE = silent.getsockname()[1], False
        began = time.monotonic()
        with transaction.atomic():
            mails.owe("hanna@example.org", "Subject", "digest", at=NOW, waiting=1, oldest=NOW, reports=0, illegal=0, link="/")
        assert time.monotonic() - began < 10
        silent.accept()[0].close()  # it was called all the same, and hangs up
        until(lambda: Mail.objects.get().tries == 1)
