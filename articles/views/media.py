"""Renditions of pictures (`articles.renditions` names them). Originals lie in a storage of their own, which nothing serves."""

import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.renditions.files import make_asked_for

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
_NAME = re.compile(rf"renditions/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.({'|'.join(CONTENT_TYPES)})", re.ASCII)


@csrf_exempt
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition; one that is named by pages and missing is made. Its address signs what it shows, so it may be kept for good.

    No query for one that is there, also of a picture that has changed since: pages that were made before name it.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    file = _opened(name) or (_opened(name) if make_asked_for(name) else None)
    if file is None:
        raise Http404
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=CONTENT_TYPES[match[1]], headers=headers)


def _opened(name: str) -> "File[bytes] | None":
    try:
        return storages["default"].open(name)
    except (OSError, SuspiciousFileOperation):
        return None
