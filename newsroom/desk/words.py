"""The words of the desk's modules: Django's catalogue for scripts with ours in it, made once for each language.

Its address names its version, so that a browser asks once; the stock screens' own address is asked again each time, and answered 304.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition
from django.views.i18n import JavaScriptCatalog

_FOR_A_YEAR = "private, max-age=31536000, immutable"


def words_path() -> str:
    """Return the address of the catalogue in the language of the page."""
    return f"{reverse('admin:jsi18n')}?version={_version()}"


@gzip_page  # the same for everybody: nothing in it is worth guessing
def catalogue(request: HttpRequest) -> HttpResponse:
    """Answer with the catalogue. An address that names another version, or none, is not to be kept: its words may change."""
    response = _answer(request)
    response["Cache-Control"] = _FOR_A_YEAR if request.GET.get("version") == _version() else "private, no-cache"
    return response


@condition(etag_func=lambda _request: f'"{_version()}"')
def _answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_made(_language())[1], content_type="text/javascript; charset=utf-8")


def _version() -> str:
    return _made(_language())[0]


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=8)
def _made(language: str) -> tuple[str, bytes]:
    """Return version and catalogue of a language."""
    with translation.override(language):
        content = bytes(JavaScriptCatalog(packages=["django.contrib.admin"]).get(HttpRequest()).content)
    return f"{language}-{hashlib.sha256(content).hexdigest()[:12]}", content
