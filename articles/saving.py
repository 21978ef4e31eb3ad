"""Saving what has a public address of its own: sections, authors, tags, standing pages, and the site's settings.

Every way in calls these. Each saves the row, claims its path and raises its keys, in one transaction; what cannot be done raises
ValidationError with a sentence and leaves everything as it was. Old paths stay their owner's and redirect.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import paths
from articles.addresses import author_path, page_path, slug_from, tag_path
from articles.changes import raise_keys
from articles.html import clean_text
from articles.models import Author, Image, Page, Path, Section, SiteSettings
from articles.names import name_key
from articles.section_moves import relist
from articles.sections import SECTIONS_KEY, load_tree, lock_sections

SITE_KEY = "site"


def save_section(section: Section) -> Section:
    """Save a section. Where it moved, the stories in it and below it are listed anew, and all addresses below follow."""
    with transaction.atomic(), _in_words("slug"):
        lock_sections()
        before = load_tree()
        section.clean()
        section.save()
        after = load_tree()
        for branch in after.by_id[section.pk].subtree():
            paths.claim(branch.path, owner="section", owner_id=branch.id)
        raised = relist(section.pk, before, after)
        raise_keys({SECTIONS_KEY, *(branch.key for branch in after.by_id[section.pk].subtree()), *raised})
    return section


def place_section(section_id: int, *, inside: int | None, before: int | None) -> Section:
    """Put a section among the sections inside another (None: at the top), in front of one of them (None: last).

    Those beside it are numbered anew. Raises ValidationError with a sentence where it cannot stand there, or is gone.
    """
    with transaction.atomic():
        lock_sections()
        section = Section.objects.filter(pk=section_id).first()
        if section is None or (inside is not None and not Section.objects.filter(pk=inside).exists()):
            raise ValidationError(_("This section was deleted in the meantime."))
        if section.parent_id != inside:
            section.parent_id = inside
            section = save_section(section)
        beside = list(Section.objects.filter(parent_id=inside).exclude(pk=section_id).values_list("pk", flat=True))
        beside.insert(beside.index(before) if before in beside else len(beside), section_id)
        for position, pk in enumerate(beside):
            Section.objects.filter(pk=pk).exclude(position=position).update(position=position)
        raise_keys({SECTIONS_KEY})
    return section


def save_author(author: Author) -> Author:
    with transaction.atomic(), _in_words("slug"):
        author.clean()
        author.save()
        paths.claim(author_path(author.slug), owner="author", owner_id=author.pk)
        raise_keys({f"author:{author.pk}", name_key("author", author.pk)})
    return author


def save_tag(tag: Tag) -> Tag:
    with transaction.atomic(), _in_words("name"):
        tag.name = clean_text(tag.name)[:100].strip()
        tag.slug = tag.slug or slug_from(tag.name, otherwise="tag")
        tag.save()
        paths.claim(tag_path(tag.slug), owner="tag", owner_id=tag.pk)
        raise_keys({f"tag:{tag.pk}", name_key("tag", tag.pk)})
    return tag


def save_page(page: Page) -> Page:
    with transaction.atomic(), _in_words("slug"):
        page.clean()
        page.save()
        paths.claim(page_path(page.slug), owner="page", owner_id=page.pk)
        raise_keys({SITE_KEY, f"page:{page.pk}"})
    return page


def save_site(site: SiteSettings) -> SiteSettings:
    with transaction.atomic():
        site.save()
        raise_keys({SITE_KEY})
    return site


def delete_page(page: Page) -> None:
    """Delete a standing page; its address is free again."""
    with transaction.atomic():
        raise_keys_after = {SITE_KEY, f"page:{page.pk}"}
        page.delete()
        raise_keys(raise_keys_after)


def delete_image(image: Image) -> None:
    """Delete a picture that nothing shows (`articles.uses` says what does); pages that were kept with it are drawn anew."""
    with transaction.atomic():
        raised = {f"image:{image.pk}"}
        image.delete()
        raise_keys(raised)


def delete_section(section: Section) -> None:
    """Delete a section nothing stands in (`articles.uses` says what does)."""
    with transaction.atomic():
        raised = {SECTIONS_KEY, f"section:{section.pk}"}
        Path.objects.filter(section=section).delete()
        section.delete()
        raise_keys(raised)


@contextmanager
def _in_words(field: str) -> Iterator[None]:
    """Turn what the database or the table of paths refuses into a sentence at a field of the form."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError(error.message_dict if hasattr(error, "error_dict") else {field: error.messages}) from error
    except IntegrityError as error:
        raise ValidationError({field: _("This name or address is taken. Choose a different one.")}) from error
