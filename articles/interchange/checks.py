"""What one value of the interchange format may hold. Each check returns the value as it is kept, or raises ValidationError."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import html
from articles.fields import LINE_BREAKS
from articles.models import Content, SiteSettings
from articles.moments import EARLIEST, LATEST
from articles.paths import old_path

Values = dict[str, Any]
Check = Callable[[Any], Any]


class Told(Values):
    """The checked keys of an object inside a line; `unknown` names the keys of it that nobody knows."""

    __slots__ = ("unknown",)
    unknown: list[str]


def checked(told: Mapping[str, Any], keys: Mapping[str, Check]) -> Told:
    """Check an object key by key. A null is a key that is not there."""
    values = Told()
    values.unknown = [name for name in told if name not in keys]
    for name, value in told.items():
        if name in keys and value is not None:
            try:
                values[name] = kept = keys[name](value)
            except ValidationError as error:
                raise ValidationError(f"“{name}”: {' '.join(error.messages)}") from error
            inside = kept if isinstance(kept, list) else (kept,)
            values.unknown += [f"{name}.{inner}" for one in inside if isinstance(one, Told) for inner in one.unknown]
    return values


def text(most: int, *, least: int = 0) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(_("must be text."))
        kept = html.clean_text(value)
        if not least <= len(kept) <= most:
            raise ValidationError(
                _("has %(length)d characters; from %(least)d to %(most)d fit.") % {"length": len(kept), "least": least, "most": most}
            )
        return kept

    return check


def line_of_text(most: int, *, least: int = 0) -> Check:
    check = text(most, least=least)

    def check_line(value: Any) -> str:
        return LINE_BREAKS.sub(" ", check(value))  # as the row will hold it, else a second run does not find it

    return check_line


def one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        if value not in allowed:
            raise ValidationError(_("must be one of %(allowed)s.") % {"allowed": ", ".join(f"“{one}”" for one in allowed)})
        return str(value)

    return check


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValidationError(_("must be true or false."))
    return value


def whole_number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 32_767:
        raise ValidationError(_("must be a whole number from 0 to 32767."))
    return value


def fraction(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValidationError(_("must be a number from 0 to 1."))
    return float(value)


def moment(value: Any) -> dt.datetime:
    """Read an ISO 8601 moment with its offset; aware, UTC."""
    try:
        read = dt.datetime.fromisoformat(value)
        is_sane = read.tzinfo is not None and EARLIEST <= read <= LATEST
    except (ValueError, TypeError, OverflowError):
        is_sane = False
    if not is_sane:
        raise ValidationError(_("must be a moment with its offset between the years 1000 and 9998, such as 2024-03-30T07:13:20+01:00."))
    return read.astimezone(dt.UTC)


def date(value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise ValidationError(_("must be a date such as 2024-03-30.")) from error


def address(value: Any) -> str:
    """Read an old address as `articles.paths` keeps it. Twin: `articles.interchange.references.written_path`."""
    return old_path(line_of_text(2000, least=1)(value))


def web_address(value: Any) -> str:
    kept: str = line_of_text(500)(value)
    if kept:
        Content._meta.get_field("canonical_url").run_validators(kept)
    return kept


def body(value: Any) -> html.CleanBody:
    """Read HTML, or a list of plain paragraphs; return it clean."""
    try:
        if isinstance(value, str):
            return html.clean(value)
        if isinstance(value, list) and all(isinstance(paragraph, str) for paragraph in value):
            return html.paragraphs(value)
    except html.BodyRefused as refusal:
        raise ValidationError(str(refusal.sentence)) from refusal
    raise ValidationError(_("must be HTML, or a list of paragraphs."))


def colour(value: Any) -> str:
    kept: str = line_of_text(7)(value)
    if kept:
        SiteSettings._meta.get_field("accent").run_validators(kept)
    return kept


def many(check: Check, *, most: int) -> Check:
    def check_all(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise ValidationError(_("must be a list of at most %(most)d.") % {"most": most})
        return [check(one) for one in value]

    return check_all


def unique(check: Check) -> Check:
    return lambda value: list(dict.fromkeys(check(value)))


def record(demanded: tuple[str, ...], keys: Mapping[str, Check]) -> Check:
    def check(value: Any) -> Told:
        if not isinstance(value, dict):
            raise ValidationError(_("must be an object."))
        values = checked(value, keys)
        if missing := [name for name in demanded if name not in values]:
            raise ValidationError(_("must have %(names)s.") % {"names": ", ".join(f"“{name}”" for name in missing)})
        return values

    return check
