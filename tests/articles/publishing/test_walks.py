"""Random walks through the verbs: after every step the rows agree, and no page that is judged fresh shows the old state."""

import datetime as dt
import random
from collections.abc import Callable

import pytest

from articles import publishing
from articles.look import look
from articles.models import Article, Author, Edition, Section
from articles.publishing import SYSTEM, Refused
from articles.saving import save_section
from tests.articles.publishing.invariants import Reader, disagreements, overlaps
from tests.factories import NOW, change, make_article, make_author, make_section, set_clock

pytestmark = pytest.mark.django_db
STEPS = 40
PAUSES = [
    dt.timedelta(0),
    dt.timedelta(0),
    dt.timedelta(microseconds=1),
    dt.timedelta(seconds=1),
    dt.timedelta(hours=1),
    dt.timedelta(hours=5),
]


class Walk:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.now = NOW
        world, sport = make_section(name="World"), make_section(name="Sport")
        self.sections: list[Section] = [world, sport, make_section(name="Europe", parent=world)]
        self.authors: list[Author] = [make_author(name="Ada"), make_author(name="Ben")]
        self.articles = [make_article(headline="Same", section=self.dice.choice(self.sections), authors=self.authors[:1]) for _ in range(3)]
        self.done: list[str] = []
        set_clock(self.now)

    def step(self) -> None:
        self.now += self.dice.choice(PAUSES)
        set_clock(self.now - self.dice.choice([dt.timedelta(0)] * 4 + [dt.timedelta(seconds=1)]))  # the next process is a second behind
        verb = self.dice.choice(self.verbs())
        article = Article.objects.get(pk=self.dice.choice(self.articles).pk)
        try:
            verb(article)
            self.done.append(f"{self.now} {verb.__name__} {article.pk}")
        except Refused as refusal:
            self.done.append(f"{self.now} {verb.__name__} {article.pk} refused: {refusal}")

    def later(self) -> dt.datetime:
        return self.now + self.dice.choice([dt.timedelta(seconds=2), dt.timedelta(hours=1), dt.timedelta(hours=1), dt.timedelta(days=2)])

    def verbs(self) -> list[Callable[[Article], object]]:
        return [
            self.publish,
            self.publish,
            self.schedule,
            self.schedule,
            self.edit,
            self.edit,
            self.publish_until,
            self.withdraw,
            self.cancel,
            self.roll_back,
            self.move,
        ]

    def publish(self, article: Article) -> None:
        publishing.publish(article, by=SYSTEM, until=self.dice.choice([None, None, self.later()]), tell_readers=self.dice.random() < 0.3)

    def schedule(self, article: Article) -> None:
        publishing.schedule(article, by=SYSTEM, at=self.later(), until=self.dice.choice([None, None, self.later()]))

    def edit(self, article: Article) -> None:
        values = self.dice.choice(
            [
                {"headline": self.dice.choice(["Same", "Other", "Third"])},
                {"slug": self.dice.choice(["", "same", "other"])},
                {"section": self.dice.choice(self.sections)},
            ]
        )
        if self.dice.random() < 0.3:
            article.bylines.update(author=self.dice.choice(self.authors))
        change(article, **values)

    def publish_until(self, article: Article) -> None:
        publishing.publish_until(article, until=self.dice.choice([None, self.later()]), by=SYSTEM)

    def withdraw(self, article: Article) -> None:
        publishing.withdraw(article, by=SYSTEM, notice="Sorry.")

    def cancel(self, article: Article) -> None:
        publishing.cancel_schedule(article, by=SYSTEM)

    def roll_back(self, article: Article) -> None:
        edition = Edition.objects.filter(article=article).order_by("?").first()
        if edition:
            publishing.roll_back(article, to=edition, by=SYSTEM)

    def move(self, article: Article) -> None:
        europe = Section.objects.get(pk=self.sections[2].pk)
        europe.parent = self.dice.choice([*self.sections[:2], None])
        save_section(europe)


@pytest.mark.parametrize("seed", range(8))
def test_rows_agree_and_no_page_is_stale_after_every_step(seed: int) -> None:
    walk, reader = Walk(seed), Reader()
    for _step in range(STEPS):
        walk.step()
        if walk.dice.random() < 0.7:
            reader.read()
        assert (reader.stale, disagreements(now=look.now()), overlaps()) == ([], [], 0), "\n".join(walk.done[-12:])
