"""Signing in: nobody signs up, and attempts are counted by the client's address as our own proxies report it."""

from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class DeskAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Refuse an address that cannot be read, where the stock question would raise."""
        try:
            return bool(url and super().is_safe_url(url))
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asked: the last forwarded one that is no trusted proxy, else the connection's own."""
    address = request.META.get("REMOTE_ADDR") or "127.0.0.1"
    for forwarded in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if not _is_trusted_proxy(address):
            break
        if forwarded.strip() and _is_address(forwarded.strip()):
            address = forwarded.strip()
    return address


def _is_trusted_proxy(address: str) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in settings.TRUSTED_PROXIES)


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
