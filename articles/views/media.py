"""Renditions of pictures (`articles.renditions` names them). Originals lie in a storage of their own, which nothing serves."""

import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
_NAME = re.compile(rf"renditions/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.({'|'.join(CONTENT_TYPES)})", re.ASCII)


@csrf_exempt
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition. Its address holds a hash of what it shows, so it may be kept for good."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    try:
        file = storages["default"].open(name)
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=CONTENT_TYPES[match[1]], headers=headers)
