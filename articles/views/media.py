"""Renditions of pictures (`articles.renditions` names them). Originals lie in a storage of their own, which nothing serves."""

import datetime as dt
import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import DatabaseError, InterfaceError
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles import rights
from articles.look import look
from articles.models import Image
from articles.renditions.addresses import asked_for
from articles.renditions.files import make_asked_for

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
FOR_GOOD = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=60"
NOT_AT_ALL = "private, no-store"
_YEAR = dt.timedelta(days=365)
_NAME = re.compile(rf"renditions/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.({'|'.join(CONTENT_TYPES)})", re.ASCII)


@csrf_exempt
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition; one that is named by pages and missing is made. Its address signs what it shows, so it may be kept for good,
    or until the right to show it ends. After that only the desk sees it.

    One query, also for a picture that has changed since or is gone: pages that were made before name it.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    kept = _how_long_kept(name)
    if kept == NOT_AT_ALL and not request.user.has_perm("articles.view_image"):
        raise Http404
    file = _opened(name) or (_opened(name) if make_asked_for(name) else None)
    if file is None:
        raise Http404
    return FileResponse(file, content_type=CONTENT_TYPES[match[1]], headers={"Cache-Control": kept, "X-Content-Type-Options": "nosniff"})


def _how_long_kept(name: str) -> str:
    """Return what caches are told of a rendition. While the database does not answer, what is there is served, and kept shortly."""
    asked = asked_for(name)
    if asked is None:
        return FOR_GOOD
    try:
        at = look.now()
        last_day = Image.objects.filter(pk=asked.pk).order_by().values_list("rights_expire_on", flat=True).first()
    except (DatabaseError, InterfaceError):
        return SHORTLY
    if rights.are_over(last_day, at=at):
        return NOT_AT_ALL
    left = rights.end_within(_YEAR, last_day, at=at)
    return FOR_GOOD if left is None else f"public, max-age={int(left.total_seconds())}"


def _opened(name: str) -> "File[bytes] | None":
    try:
        return storages["default"].open(name)
    except (OSError, SuspiciousFileOperation):
        return None
