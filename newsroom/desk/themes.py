"""The desk in light or in dark: what somebody chose for their account, on every device."""

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.views.decorators.http import require_POST

from newsroom.languages import to_where_they_were
from newsroom.models import User

_SIGNS = {User.Theme.AUTO: "monitor", User.Theme.LIGHT: "sun", User.Theme.DARK: "moon"}


def all_themes() -> list[tuple[str, str | Promise, str]]:
    """Return every appearance with its words and its sign."""
    return [(theme.value, theme.label, sign) for theme, sign in _SIGNS.items()]


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep somebody's choice, and return them to where they were."""
    theme, user = request.POST.get("theme", ""), request.user
    if theme in User.Theme.values and isinstance(user, User):
        user.theme = theme
        user.save(update_fields=["theme"])
    return to_where_they_were(request)
