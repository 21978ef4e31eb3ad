"""Everything a test needs, made by keyword. Nothing is shared between tests; moments are of a clock that stands still."""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image as Pixels
from taggit.models import Tag

from articles import publishing
from articles.look import look
from articles.models import Article, Author, Byline, Edition, Image, Page, RelatedArticle, Section, SiteSettings
from articles.saving import save_author, save_page, save_section, save_site, save_tag
from articles.working_copy import settle
from newsroom.models import User

NOW = dt.datetime(2024, 3, 30, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def set_clock(moment: dt.datetime) -> None:
    """Let every clock show this moment; `tests.conftest` starts them again."""
    look.clock = lambda: moment


def make_user(*, groups: Iterable[str] = (), **rest: Any) -> User:
    """Make an account at the desk with the rights of these groups."""
    number = User.objects.count() + 1
    user = User.objects.create_user(rest.pop("username", f"user{number}"), password="a good password", is_staff=True, **rest)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_section(*, name: str, parent: Section | None = None, **rest: Any) -> Section:
    return save_section(Section(name=name, parent=parent, **rest))


def make_author(*, name: str, **rest: Any) -> Author:
    return save_author(Author(name=name, **rest))


def make_tag(*, name: str) -> Tag:
    return save_tag(Tag(name=name))


def make_page(*, title: str, body: str = "<p>Words.</p>", **rest: Any) -> Page:
    return save_page(Page(title=title, body=body, **rest))


def make_site(*, name: str, **rest: Any) -> SiteSettings:
    return save_site(SiteSettings(name=name, **rest))


def make_image(*, alt: str = "Cranes over the harbour", **rest: Any) -> Image:
    """Keep a picture that nobody has looked into, so that pages have no rendition of it; with a `checksum` they name some."""
    pixels = BytesIO()
    Pixels.new("RGB", (rest.pop("width_px", 64), rest.pop("height_px", 36)), "teal").save(pixels, "JPEG")
    file = ContentFile(pixels.getvalue(), name="picture.jpg")
    return Image.objects.create(alt=alt, file=file, **rest)


def make_article(
    *,
    headline: str = "A quiet day at the harbour",
    body: str = "<p>Words.</p>",
    authors: Iterable[Author] = (),
    roles: Iterable[tuple[Author, str]] = (),
    tags: Iterable[Tag] = (),
    related: Iterable[Article] = (),
    **rest: Any,
) -> Article:
    article = Article.objects.create(headline=headline, body=body, **rest)
    for position, (author, role) in enumerate([*((author, Byline.Role.WRITER) for author in authors), *roles]):
        Byline.objects.create(article=article, author=author, role=role, position=position)
    article.tags.add(*tags)
    for position, target in enumerate(related):
        RelatedArticle.objects.create(article=article, target=target, position=position)
    settle(article)
    return Article.objects.get(pk=article.pk)


def change(article: Article, **values: Any) -> Article:
    """Save changes of the working copy, which no reader sees."""
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    settle(article)
    return Article.objects.get(pk=article.pk)


def publish(article: Article, *, at: dt.datetime, **rest: Any) -> Edition:
    set_clock(at)
    return publishing.publish(Article.objects.get(pk=article.pk), by=publishing.SYSTEM, **rest)


def schedule(article: Article, *, at: dt.datetime, now: dt.datetime = NOW, **rest: Any) -> Edition:
    set_clock(now)
    return publishing.schedule(Article.objects.get(pk=article.pk), by=publishing.SYSTEM, at=at, **rest)


def withdraw(article: Article, *, at: dt.datetime = NOW, notice: str = "") -> Edition:
    set_clock(at)
    return publishing.withdraw(article, by=publishing.SYSTEM, notice=notice)


def make_live(*, at: dt.datetime = NOW, **rest: Any) -> Edition:
    """Make a story and publish it at a moment, which is then the moment of the clock."""
    return publish(make_article(**rest), at=at)
