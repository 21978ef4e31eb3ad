"""The paper's own colour as a style sheet: the policy forbids styles in the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.colours import THEME_VERSION, schemes_of

_FOR_GOOD = "public, max-age=31536000, immutable"


@csrf_exempt
@require_safe
def theme(request: HttpRequest, version: str, accent: str) -> HttpResponse:
    """Serve the colours that follow from an accent. The address holds all it depends on, so it may be kept for good."""
    if version != str(THEME_VERSION):
        raise Http404
    light, dark = schemes_of(f"#{accent}")
    pairs = {
        "accent": (light.accent, dark.accent),
        "accent-wash": (light.wash, dark.wash),
        "on-accent": (light.on_accent, dark.on_accent),
    }
    rules = "".join(f"--{name}:light-dark({one},{other});" for name, (one, other) in pairs.items())
    return HttpResponse(f":root{{{rules}}}\n", content_type="text/css; charset=utf-8", headers={"Cache-Control": _FOR_GOOD})
