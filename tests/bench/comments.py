"""A thread of ten thousand, a queue of a hundred thousand, and how many comments a second come in."""

import datetime as dt
import http.client
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.figures import Figure, median_and_p95
from tests.bench.serving import served
from tests.bench.sites import Site

_THREAD, _QUEUE, _POSTS, _CLIENTS, _PEOPLE = 10_000, 100_000, 1_200, 8, 40
_ROUNDS = 40
_BATCH = 5_000


def measure(site: Site) -> Iterator[Figure]:
    article_id = _story()
    _open_wide()
    _fill_thread(article_id)
    first, others = _pages(article_id)
    yield Figure(f"first page of {_THREAD:,} comments, nothing kept", median_and_p95(first), "p95 < 100 ms")
    yield Figure("any page of them, in any order", median_and_p95(others), "p95 < 100 ms")
    _fill_queue(article_id)
    steps, decisions = _steps()
    yield Figure(f"a step of the queue, {_QUEUE:,} waiting", median_and_p95(steps), "< 200 ms")
    yield Figure("a decision in it", median_and_p95(decisions), "< 200 ms")
    accepted, seconds, kept, processor_s = _accepted(site)
    yield Figure(f"comments accepted, {_CLIENTS} clients on 2 × 4", f"{accepted / seconds:,.0f} a second", "100 PostgreSQL, 50 SQLite")
    yield Figure("processor of the web processes, a comment", f"{1000 * processor_s / max(accepted, 1):.1f} ms")
    yield Figure("answered and kept", f"{accepted:,} and {kept:,}", "equal")


def _story() -> int:
    from articles.look import look
    from articles.models import Edition

    return int(Edition.objects.live(at=look.now()).order_by("-pk").values_list("article_id", flat=True)[0])


def _open_wide() -> None:
    from comments.models import CommentSettings
    from comments.threads import save_settings

    limits = {"minimum_seconds": 0, "most_per_person": 10**6, "most_per_address": 10**6}
    save_settings(CommentSettings(moderation="trust", **limits))


def _fill_thread(article_id: int) -> None:
    """Write ten thousand: four in ten begin a thread, the others reply somewhere."""
    from comments.models import Comment, Thread

    began, rng, roots = dt.datetime(2024, 3, 1, tzinfo=dt.UTC), random.Random(7), list[int]()
    words = "Genuine question: would the gate have held if the third leaf had seated? The figure in the box says so. " * 3
    for start in range(0, _THREAD, _BATCH):
        rows = []
        for number in range(start, min(start + _BATCH, _THREAD)):
            root = rng.choice(roots) if roots and rng.random() < 0.6 else None
            rows.append(
                Comment(
                    article_id=article_id, root_id=root, parent_id=root, name=f"Reader {number % 900}", text=words, html=f"<p>{words}</p>",
                    state="live", shown=True, created_at=began + dt.timedelta(seconds=number), likes=number % 50,
                )
            )  # fmt: skip
        Comment.objects.bulk_create(rows)
        roots = list(Comment.objects.filter(article_id=article_id, root=None).values_list("pk", flat=True))
    Thread.objects.update_or_create(article_id=article_id, defaults={"live_count": _THREAD})
    _analyze()


def _fill_queue(article_id: int) -> None:
    from comments.models import Comment, Person

    now = dt.datetime(2024, 4, 1, tzinfo=dt.UTC)
    people = Person.objects.bulk_create([Person(name=f"Reader {number}", made_at=now) for number in range(2_000)])
    for start in range(0, _QUEUE, _BATCH):
        rows = [
            Comment(
                article_id=article_id, person=people[number % 2_000], name="Reader", text=f"Waiting words {number}", html="<p>x</p>",
                state="waiting", created_at=now, queued_at=now + dt.timedelta(seconds=number), reasons=["new"],
            )
            for number in range(start, start + _BATCH)
        ]  # fmt: skip
        Comment.objects.bulk_create(rows)
    _analyze()


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(article_id: int) -> tuple[list[float], list[float]]:
    from django.test import Client

    from comments.models import Comment
    from comments.reading import Place

    client, rng = Client(SERVER_NAME="127.0.0.1"), random.Random(11)
    roots = list(Comment.objects.filter(article_id=article_id, root=None).values_list("pk", "created_at", "likes"))
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    def address(order: str) -> str:
        pk, created_at, likes = rng.choice(roots[30:-30])
        value = likes if order == "liked" else round((created_at - epoch) / dt.timedelta(microseconds=1))
        return f"/comments/story/{article_id}/?order={order}&after={Place(pk, value)}"

    first = [_timed(client, f"/comments/story/{article_id}/") for _ in range(_ROUNDS)]
    others = [_timed(client, address(order)) for _ in range(_ROUNDS) for order in ("oldest", "newest", "liked")]
    return first[1:], others


def _timed(client: object, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)  # type: ignore[attr-defined]
    took = time.perf_counter() - began
    assert response.status_code == 200, (address, response.status_code)
    return took


def _steps() -> tuple[list[float], list[float]]:
    from django.test import Client

    from comments.models import Comment
    from newsroom.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.create_superuser("bench-moderator", password="a good password")
    client.force_login(user)
    steps, decisions = [], []
    for _ in range(_ROUNDS):
        steps.append(_timed(client, "/admin/comments/comment/queue/"))
        pk = Comment.objects.filter(claimed_by=user).order_by("queued_at").values_list("pk", flat=True)[0]
        began = time.perf_counter()
        client.post(f"/admin/comments/comment/queue/{pk}/decide/", {"decision": "approve"}, headers={"Accept": "application/json"})
        decisions.append(time.perf_counter() - began)
    return steps[1:], decisions[1:]


def _accepted(site: Site) -> tuple[int, float, int, float]:
    """Post through gunicorn from several clients at once.

    Return how many were answered as posted, in how long, how many are there, and the seconds of the processor that it took to serve them.
    """
    from articles.look import look
    from articles.models import Edition
    from comments.models import Comment

    stories = list(Edition.objects.live(at=look.now()).order_by("-pk").values_list("article_id", flat=True)[1:9])
    bodies = [_form(stories[number % len(stories)], number) for number in range(_POSTS)]
    secrets = _people()
    before = Comment.objects.count()
    answered = [0] * _CLIENTS
    with served(site, "newsroom.wsgi") as port:

        def send(place: int) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            for number in range(place, _POSTS, _CLIENTS):
                address, body = bodies[number]
                cookie = {"Cookie": f"commenter={secrets[number % _PEOPLE]}", "Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", address, body, cookie)
                response = connection.getresponse()
                response.read()
                answered[place] += response.status == 303
            connection.close()

        threads = [threading.Thread(target=send, args=[place]) for place in range(_CLIENTS)]
        began, used_s = time.perf_counter(), _processor_of_grandchildren_s()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds, used_s = time.perf_counter() - began, _processor_of_grandchildren_s() - used_s
    return sum(answered), seconds, Comment.objects.count() - before, used_s


def _processor_of_grandchildren_s() -> float:
    """Return what gunicorn's workers have used; 0 where the system does not say."""
    with suppress(OSError):
        workers = [worker for master in _children(os.getpid()) for worker in _children(master)]
        fields = [Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split() for pid in workers]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text(encoding="ascii").split()]


def _form(article_id: int, number: int) -> tuple[str, str]:
    from comments.signing import new_stamp

    words = f"Comment {number}: the gate was open, and nobody had told the people on the Ropewalk {number * 7919}."
    return f"/comments/story/{article_id}/write/", urlencode({"text": words, "stamp": new_stamp(article_id), "website": ""})


def _people() -> list[str]:
    from comments.models import Browser, Person
    from comments.people import key_of
    from comments.signing import new_secret

    now, secrets = dt.datetime(2024, 4, 1, tzinfo=dt.UTC), [new_secret() for _ in range(_PEOPLE)]
    for secret in secrets:
        person = Person.objects.create(name="Reader", email="", trust="trusted", made_at=now)
        Browser.objects.create(person=person, key=key_of(secret), made_at=now, confirmed_at=now)
    return secrets
