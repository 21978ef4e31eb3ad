"""The policy of every page is django-csp's; a page with a nonce or with rules of its own has them."""

from typing import Any

import pytest
from csp.decorators import csp_exempt, csp_update
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from newsroom.policy import PolicyMiddleware

NAME = "Content-Security-Policy"


def parts(policy: str) -> set[str]:
    return set(policy.split("; "))


def answered(view: Any) -> HttpResponse:
    response = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    return response


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


def test_a_plain_page_has_the_policy_of_the_settings() -> None:
    assert parts(answered(plain)[NAME]) == parts(build_policy())


def test_a_changed_setting_changes_the_policy(settings: Any) -> None:
    middleware = PolicyMiddleware(plain)
    middleware(RequestFactory().get("/"))
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'none'"]}}
    assert middleware(RequestFactory().get("/"))[NAME] == "default-src 'none'"


def test_a_nonce_is_named_in_its_own_page_alone() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]

    one, other = answered(view), answered(view)
    assert (f"'nonce-{one.content.decode()}'" in one[NAME], f"'nonce-{one.content.decode()}'" in other[NAME]) == (True, False)
    assert "nonce" not in answered(plain)[NAME]


def test_a_nonce_cannot_be_asked_for_once_the_policy_is_written() -> None:
    request = RequestFactory().get("/")
    PolicyMiddleware(plain)(request)
    with pytest.raises(Exception, match="not available after"):
        str(request.csp_nonce)  # type: ignore[attr-defined]


def test_a_view_with_rules_of_its_own_has_them() -> None:
    updated = answered(csp_update({"img-src": ["https://maps.example"]})(plain))
    assert "https://maps.example" in updated[NAME]
    assert NAME not in answered(csp_exempt()(plain))


def test_a_policy_that_a_view_wrote_stays() -> None:
    assert answered(lambda request: HttpResponse(headers={NAME: "default-src 'none'"}))[NAME] == "default-src 'none'"


@pytest.mark.parametrize("is_debug", [False, True])
def test_a_second_policy_that_only_reports_is_sent(is_debug: bool, settings: Any) -> None:
    settings.DEBUG = is_debug
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {"default-src": ["'self'"]}}
    assert answered(plain)[f"{NAME}-Report-Only"] == "default-src 'self'"
