"""The keys of the interchange format, by type of line, in the order in which they are written. Twin: `docs/interchange.md`."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.addresses import slug_from
from articles.interchange.checks import (
    Check,
    Told,
    Values,
    address,
    body,
    colour,
    date,
    fraction,
    line_of_text,
    many,
    moment,
    one_of,
    record,
    text,
    unique,
    web_address,
    whole_number,
    yes_or_no,
)
from articles.models import Article, Byline, Content, Edition
from articles.registries import interchange_keys


def keys_of(kind: str) -> Mapping[str, Check]:
    """Return the keys of a type of line; those of a story with the ones that other apps own."""
    return {**KEYS[kind], **{name: key.check for name, key in interchange_keys.items()}} if kind == "story" else KEYS[kind]


def section_names(value: Any) -> list[str]:
    names: list[str] = _names([value] if isinstance(value, str) else value)
    return names


def slug(value: Any) -> str:
    """Read the words of an address as one: what holds no letter is none, and is made from the headline or the name."""
    return slug_from(line_of_text(200)(value), otherwise="")


def lead_image(value: Any) -> Told:
    values: Told = _lead_image(value)
    if "ref" not in values and not {"file", "alt"} <= set(values):
        raise ValidationError(_("needs “ref”, or “file” and “alt”."))
    return values


def _edition_lead_image(value: Any) -> Values:
    return {} if value == {} else lead_image(value)


def _length(name: str) -> int:
    return int(getattr(Content._meta.get_field(name), "max_length", None) or 0)


_ref = line_of_text(200, least=1)
_names = many(line_of_text(80, least=1), most=8)
_paths = unique(many(address, most=200))
_PICTURE: dict[str, Check] = {
    "file": line_of_text(400, least=1),
    "alt": line_of_text(300, least=1),
    "caption": text(2000),
    "credit": line_of_text(200),
    "source": line_of_text(200),
    "licence": line_of_text(200),
    "rights_expire_on": date,
    "focal_x": fraction,
    "focal_y": fraction,
}
BYLINE_KEYS: dict[str, Check] = {"ref": _ref, "name": line_of_text(120, least=1), "role": one_of(*Byline.Role.values)}
LEAD_IMAGE_KEYS: dict[str, Check] = {"ref": _ref, **_PICTURE}
_lead_image = record((), LEAD_IMAGE_KEYS)

CONTENT_KEYS: dict[str, Check] = {
    "headline": line_of_text(_length("headline"), least=1),
    "kicker": line_of_text(_length("kicker")),
    "deck": line_of_text(_length("deck")),
    "dateline": line_of_text(_length("dateline")),
    "section": section_names,
    "authors": many(record(("name",), BYLINE_KEYS), most=100),
    "tags": unique(many(line_of_text(100, least=1), most=200)),
    "kind": one_of(*Content.Kind.values),
    "layout": one_of(*Content.Layout.values),
    "correction": text(_length("correction")),
    "language": line_of_text(_length("language")),
    "slug": slug,
    "lead_image": lead_image,
    "seo_title": line_of_text(_length("seo_title")),
    "seo_description": text(_length("seo_description")),
    "social_headline": line_of_text(_length("social_headline")),
    "canonical_url": web_address,
    "noindex": yes_or_no,
    "related": unique(many(_ref, most=100)),
    "body": body,
}
"""Keys of a story that an edition may hold differently."""

EMPTY: Values = dict.fromkeys(CONTENT_KEYS, "") | {
    "authors": [], "tags": [], "related": [], "section": [], "lead_image": {}, "noindex": False, "kind": Content.Kind.REPORT.value,
}  # fmt: skip
"""What a key that is not there means."""

EDITION_KEYS: dict[str, Check] = {
    "live_from": moment,
    "live_until": moment,
    "ending": one_of(*Edition.Ending.values),
    "notice": text(2000),
    "updated_at": moment,
    "path": address,
    **CONTENT_KEYS,
    "lead_image": _edition_lead_image,
}
DESK_KEYS: dict[str, Check] = {
    "stage": one_of(*Article.Stage.values),
    "planned_at": moment,
    "deadline": moment,
    "notes": text(100_000),
}
KEYS: dict[str, dict[str, Check]] = {
    "story": {
        "import_ref": _ref,
        **CONTENT_KEYS,
        **DESK_KEYS,
        "paths": _paths,
        "published_at": moment,
        "updated_at": moment,
        "editions": many(record(("live_from",), EDITION_KEYS), most=1000),
    },
    "site": {
        "name": line_of_text(120, least=1),
        "tagline": line_of_text(200),
        "description": text(600),
        "footer": text(2000),
        "accent": colour,
        "social": text(2000),
    },
    "section": {
        "path": section_names,
        "slug": slug,
        "description": text(600),
        "position": whole_number,
        "in_navigation": yes_or_no,
        "paths": _paths,
    },
    "tag": {"name": line_of_text(100, least=1), "slug": slug, "paths": _paths},
    "image": {"import_ref": _ref, **_PICTURE},
    "author": {
        "import_ref": _ref,
        "name": line_of_text(120, least=1),
        "slug": slug,
        "job_title": line_of_text(120),
        "biography": text(4000),
        "portrait": _ref,
        "paths": _paths,
    },
    "page": {
        "import_ref": _ref,
        "title": line_of_text(200, least=1),
        "slug": slug,
        "description": text(600),
        "body": body,
        "position": whole_number,
        "in_footer": yes_or_no,
        "paths": _paths,
    },
}
DEMANDED: dict[str, tuple[str, ...]] = {
    "story": ("import_ref", "headline", "section", "body"),
    "site": ("name",),
    "section": ("path",),
    "tag": ("name",),
    "image": ("import_ref", "file", "alt"),
    "author": ("import_ref", "name"),
    "page": ("import_ref", "title"),
}
