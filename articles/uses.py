"""Where something is used, in sentences: what is in use is not deleted."""

from collections.abc import Iterable
from functools import singledispatch

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import html
from articles.models import Article, Author, Edition, Image, Listing, Page, Section, SiteSettings

_NAMED = 20


@singledispatch
def uses_of(thing: Model) -> list[str]:
    """Return one sentence for each use, the first twenty of a kind by name; empty: it may be deleted."""
    return []


@uses_of.register
def _of_section(section: Section) -> list[str]:
    below = [_("Section inside it: %(name)s") % {"name": child.name} for child in section.children.all()[:_NAMED]]
    return [*below, *_stories(Article.objects.filter(section=section)), *_editions(Edition.objects.filter(section=section))]


@uses_of.register
def _of_author(author: Author) -> list[str]:
    return [*_stories(Article.objects.filter(bylines__author=author).distinct()), *_listed(f"author:{author.pk}")]


@uses_of.register
def _of_tag(tag: Tag) -> list[str]:
    return [*_stories(Article.objects.filter(tagged__tag=tag)), *_listed(f"tag:{tag.pk}")]


@uses_of.register
def _of_image(image: Image) -> list[str]:
    portraits = [_("Portrait of %(name)s") % {"name": author.name} for author in image.portrait_of.all()[:_NAMED]]
    working = Article.objects.filter(image_uses__image=image, image_uses__edition=None)
    editions = Edition.objects.filter(image_uses__image=image)
    logo = [_("Logo of the paper")] if SiteSettings.objects.filter(logo=image).exists() else []
    return [*portraits, *logo, *_standing_pages(image), *_stories(working), *_editions(editions)]


def _standing_pages(image: Image) -> list[str]:
    """There are few pages: their bodies are read."""
    written = Page.objects.filter(body__contains=f'data-image="{image.pk}"').order_by("title", "pk")
    return _sentences(_("Page: %(title)s") % {"title": page.title} for page in written if image.pk in html.references(page.body).images)


def _stories(found: QuerySet[Article]) -> list[str]:
    return _sentences(
        _("Story: %(headline)s") % {"headline": headline} for headline in found.values_list("headline", flat=True)[: _NAMED + 1]
    )


def _editions(found: QuerySet[Edition]) -> list[str]:
    headlines = found.order_by("-live_from").values_list("headline", flat=True)[: _NAMED + 1]
    return _sentences(_("Published edition: %(headline)s") % {"headline": headline} for headline in headlines)


def _listed(key: str) -> list[str]:
    return _editions(Edition.objects.filter(pk__in=Listing.objects.filter(key=key).values("edition_id")))


def _sentences(found: Iterable[str]) -> list[str]:
    sentences = list(found)
    return [*sentences[:_NAMED], _("… and more.")] if len(sentences) > _NAMED else sentences
