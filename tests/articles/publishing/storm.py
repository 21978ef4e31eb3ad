"""One process of a storm: threads that publish, schedule, withdraw, cancel and move at random, beside a reader who keeps pages.

`python -m tests.articles.publishing.storm prepare | run SEED THREADS SECONDS FLAG | check`, with the environment of a site. Prints JSON.
A running process reads until the file FLAG is there: then every writer of every process has ended.
"""

import datetime as dt
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django
from django.db import connection


def prepare() -> dict[str, object]:
    """Make the sections, authors and stories of a small paper."""
    from articles import publishing
    from tests.factories import make_article, make_author, make_section

    world, sport = make_section(name="World"), make_section(name="Sport")
    sections = [world, sport, make_section(name="Europe", parent=world)]
    author = make_author(name="Ada")
    for number in range(6):
        story = make_article(headline="Same", section=sections[number % 3], authors=[author] if number % 2 else [])
        if number < 3:
            publishing.publish(story, by=publishing.SYSTEM)
    return {}


class Writer:
    """A thread that does one verb after the other. What is refused in words is counted; anything else is an error."""

    def __init__(self, seed: int) -> None:
        from articles.models import Article, Author, Section

        self.dice = random.Random(seed)
        self.articles = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        self.authors = list(Author.objects.values_list("pk", flat=True))
        self.world, self.sport, self.europe = Section.objects.order_by("pk").values_list("pk", flat=True)
        self.done: Counter[str] = Counter()
        self.errors: list[str] = []

    def run(self, until: float) -> None:
        from articles.publishing import Refused

        verbs: list[Callable[[int], None]] = [self.publish] * 4 + [self.schedule] * 4 + [self.withdraw, self.cancel, self.until, self.move]
        while time.monotonic() < until and not self.errors:
            verb = self.dice.choice(verbs)
            try:
                verb(self.dice.choice(self.articles))
                self.done[verb.__name__] += 1
            except Refused:
                self.done["refused"] += 1
            except Exception as error:  # noqa: BLE001  (whatever it is, the test shall see it)
                self.errors.append(f"{verb.__name__}: {type(error).__name__}: {error}")
        connection.close()

    def soon(self, *, after_s: float = 0.02) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.dice.uniform(after_s, after_s + 0.4))

    def publish(self, pk: int) -> None:
        from articles import publishing

        publishing.publish(self._changed(pk), by=publishing.SYSTEM, until=self.dice.choice([None, None, self.soon(after_s=0.5)]))

    def schedule(self, pk: int) -> None:
        from articles import publishing

        publishing.schedule(self._changed(pk), by=publishing.SYSTEM, at=self.soon())

    def withdraw(self, pk: int) -> None:
        from articles import publishing
        from articles.models import Article

        publishing.withdraw(Article.objects.get(pk=pk), by=publishing.SYSTEM, notice="Sorry.")

    def cancel(self, pk: int) -> None:
        from articles import publishing
        from articles.models import Article

        publishing.cancel_schedule(Article.objects.get(pk=pk), by=publishing.SYSTEM)

    def until(self, pk: int) -> None:
        from articles import publishing
        from articles.models import Article

        publishing.publish_until(Article.objects.get(pk=pk), until=self.dice.choice([None, self.soon()]), by=publishing.SYSTEM)

    def move(self, pk: int) -> None:
        from articles.models import Section
        from articles.saving import save_section

        europe = Section.objects.get(pk=self.europe)
        europe.parent_id = self.dice.choice([self.world, self.sport, None])
        save_section(europe)

    def _changed(self, pk: int) -> object:
        """Save a change as the desk does, in a transaction of its own."""
        from django.db import transaction

        from articles.models import Article
        from tests.factories import change

        values = self.dice.choice(
            [{"headline": f"H{self.dice.random()}"}, {"section_id": self.europe}, {"section_id": self.sport}, {"slug": "other"}]
        )
        with transaction.atomic():
            article = Article.objects.select_for_update().get(pk=pk)
            article.bylines.all().delete()
            if self.dice.random() < 0.5:
                article.bylines.create(author_id=self.authors[0])
            return change(article, **values)


def run(seed: int, threads: int, seconds: float, flag: Path) -> dict[str, object]:
    """Write for some seconds beside a reader; then, when all is at rest, compare what the reader kept with what is right."""
    from articles.look import look
    from tests.articles.publishing.invariants import Reader

    reader, writers = Reader(), [Writer(seed * 100 + number) for number in range(threads)]
    end = time.monotonic() + seconds
    working = [threading.Thread(target=writer.run, args=[end]) for writer in writers]
    for thread in working:
        thread.start()
    while any(thread.is_alive() for thread in working):
        reader.read()
    reader.stale.clear()  # under way a page may change between two looks
    print("ended", flush=True)
    while not flag.exists():
        time.sleep(0.02)
    time.sleep(1.1)  # the last scheduled edition has begun, the last planned end has come
    look.now()
    time.sleep(look.every_s * 2)
    redrawn = reader.redrawn
    reader.read()
    reader.stale.clear()
    time.sleep(look.every_s * 2)
    reader.read()
    done = sum((writer.done for writer in writers), Counter[str]())
    errors = [error for writer in writers for error in writer.errors]
    return {"done": done, "errors": errors, "stale": reader.stale, "redrawn": redrawn, "reachable": look.reachable}


def check() -> dict[str, object]:
    from articles.look import look
    from articles.models import Edition
    from tests.articles.publishing.invariants import disagreements, overlaps

    return {"overlaps": overlaps(), "disagreements": disagreements(now=look.now()), "editions": Edition.objects.count()}


def main(act: str, *words: str) -> None:
    django.setup()
    if act == "run":
        seed, threads, seconds, flag = words
        told = run(int(seed), int(threads), float(seconds), Path(flag))
    else:
        told = prepare() if act == "prepare" else check()
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
