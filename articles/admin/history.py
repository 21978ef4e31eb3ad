"""The history of a record: what somebody changed, in the words of its fields."""

from typing import Any

from django.http import HttpRequest


class SaysWhatChanged:
    """Mix in before a ModelAdmin: a save that changed nothing is no line of the history."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None  # type: ignore[misc]
