"""Tags by their names, as people and files write them: found whatever their case, made with an address when they are missing."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles import saving
from articles.addresses import numbered, slug_from, tag_path
from articles.html import clean_text
from articles.paths import is_free

NAME_LENGTH = 100


def checked_names(names: Iterable[str]) -> list[str]:
    """Return names as they are kept, each once whatever its case; raise ValidationError with a sentence for each that cannot be one."""
    kept = {name.casefold(): name for name in reversed([" ".join(clean_text(name).split()) for name in names])}
    sentences = [sentence for name in kept.values() for sentence in _faults(name)]
    if sentences:
        raise ValidationError(sentences)
    return list(reversed(kept.values()))


def _faults(name: str) -> Iterable[str]:
    if len(name) > NAME_LENGTH:
        short = f"{name[:30]}…"
        yield _("The tag “%(name)s” is too long: at most %(count)d characters fit.") % {"name": short, "count": NAME_LENGTH}
    elif not slug_from(name, otherwise=""):
        yield _("The tag “%(name)s” needs a letter or a digit: its page's address is made of them.") % {"name": name}


def find_tag(name: str) -> dict[str, Any] | None:
    """Return the tag of this name, else one that differs only in its case: not every database compares letters beyond A to Z."""
    slug = slug_from(name, otherwise="tag")
    alike = Q(name__iexact=name) | Q(slug__in=[numbered(slug, number) for number in range(1, 10)])
    found = list(Tag.objects.filter(alike).order_by("pk").values("id", "name", "slug"))
    same = [tag for tag in found if tag["name"].casefold() == name.casefold()]
    return next((tag for tag in same if tag["name"] == name), same[0] if same else None)


def free_tag_slug(name: str) -> str:
    slug = slug_from(name, otherwise="tag")
    return next(wish for number in range(1, 100_000) if _is_free(wish := numbered(slug, number)))


def named(names: Iterable[str]) -> list[Tag]:
    """Return the tags of these names (`checked_names`), made with their addresses where they are missing. Inside a transaction."""
    return [_named(name) for name in names]


def _named(name: str) -> Tag:
    if found := find_tag(name):
        return Tag(**found)
    try:
        return saving.save_tag(Tag(name=name, slug=free_tag_slug(name)))
    except ValidationError:
        if made_meanwhile := find_tag(name):  # by somebody else, in this very moment
            return Tag(**made_meanwhile)
        raise


def _is_free(slug: str) -> bool:
    return is_free(tag_path(slug), owner="tag", owner_id=None) and not Tag.objects.filter(slug=slug).exists()
