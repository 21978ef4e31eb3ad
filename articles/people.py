"""Who works at the desk."""

from typing import Any


def called(user: Any) -> str:
    """Return what colleagues call somebody: the full name, else the name they sign in with."""
    return str(user.get_full_name() or user.get_username()) if user else ""
