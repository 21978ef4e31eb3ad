"""The languages of the desk: which there are, and which an editor has chosen. Readers' pages speak LANGUAGE_CODE."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info, get_supported_language_variant
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom.models import User

COMPLETE = ("en", "de")
"""Languages that say every word of the desk; `tests/messages.py` holds German to it. Others say what Django's own screens say."""

Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


def desk_language_of(user: User | AnonymousUser) -> str:
    """Return the language an editor has chosen; "" for the site's own, which also stands in for a tag that nobody knows."""
    try:
        return get_supported_language_variant(getattr(user, "language", "") or "")
    except (LookupError, ValueError):
        return ""


def choices() -> Choices:
    """Return every language by its own name, those that are complete first."""
    others = sorted(code for code, _name in settings.LANGUAGES if code not in COMPLETE)
    return [
        ("", _("The site's own (%(language)s)") % {"language": _own_name(settings.LANGUAGE_CODE)}),
        *((code, _own_name(code)) for code in COMPLETE),
        (_("In part"), [(code, _own_name(code)) for code in others]),
    ]


def others() -> list[tuple[str, str]]:
    """Return the complete languages that this screen does not speak, by their own names."""
    spoken = (get_language() or "").split("-")[0]
    return [(code, _own_name(code)) for code in COMPLETE if code != spoken]


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Let somebody choose the language of their own desk, and return them to where they were."""
    language, user = request.POST.get("language", ""), request.user
    if language in COMPLETE and isinstance(user, User):
        user.language = language
        user.save(update_fields=["language"])
    return to_where_they_were(request)


def to_where_they_were(request: HttpRequest) -> HttpResponse:
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if is_ours else reverse("admin:index"))


def _own_name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
