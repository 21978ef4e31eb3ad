"""What is drawn rather than photographed: cards of stories that are shared (`articles.share_cards`), and the paper's icon."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import icons, share_cards
from articles.look import look
from articles.models import Edition
from articles.site import site


@csrf_exempt
@require_safe
def card(request: HttpRequest, article_id: str, digest: str) -> HttpResponse:
    """Serve a card. One whose words no live edition says is not drawn; one drawn before is served as long as it lies there."""

    def draw() -> bytes:
        live = Edition.objects.live(at=look.now()).filter(article_id=int(article_id)).light().first()
        words = share_cards.words_of(live, site()) if live else None
        if words is None or words.digest != digest:
            raise Http404
        return share_cards.draw(words)

    return _drawn_once(f"cards/{digest[:2]}/{article_id}-{digest}.png", draw)


@csrf_exempt
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Serve the paper's icon where browsers and feed readers look for one unasked. This address stays when the icon changes: kept a day."""
    size = icons.SIZES[0]
    response = _drawn_once(f"icons/{icons.digest_of(site())}-{size}.png", lambda: icons.draw(site(), size))
    response["Cache-Control"] = "public, max-age=86400"
    return response


@csrf_exempt
@require_safe
def icon(request: HttpRequest, digest: str, size: str) -> HttpResponse:
    """Serve the paper's icon, in one of its sizes."""

    def draw() -> bytes:
        if int(size) not in icons.SIZES or digest != icons.digest_of(site()):
            raise Http404
        return icons.draw(site(), int(size))

    return _drawn_once(f"icons/{digest}-{size}.png", draw)


def _drawn_once(name: str, draw: Callable[[], bytes]) -> HttpResponse:
    """Serve what lies in the storage, else draw it and keep it. Its address holds a signature of what it shows: it never changes."""
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            content = file.read()
    else:
        content = draw()
        default_storage.save(name, ContentFile(content))
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="image/png", headers=headers)
