"""The pages' Content-Security-Policy: django-csp's, written once for all pages that ask for nothing of their own."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_OWN_RULES = frozenset(f"_csp_{rule}{kind}" for rule in ("exempt", "config", "update", "replace") for kind in ("", "_ro"))
"""What django-csp's decorators leave on a response."""


class PolicyMiddleware(CSPMiddleware):
    """Writing a policy out takes longer than a query; without a nonce and a view's own rules it is the same on every page."""

    _usual: tuple[Any, str] | None = None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "_csp_nonce", None) or not _OWN_RULES.isdisjoint(vars(response)) or _says_more():
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual_policy())
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response

    def _usual_policy(self) -> str:
        policy = settings.CONTENT_SECURITY_POLICY
        if self._usual is None or self._usual[0] is not policy:
            self._usual = (policy, build_policy())
        return self._usual[1]


def _says_more() -> bool:
    """Say whether the settings ask for what only django-csp does."""
    has_second = hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")
    return settings.DEBUG or has_second or "EXCLUDE_URL_PREFIXES" in settings.CONTENT_SECURITY_POLICY
