"""Where other apps plug in: `articles` offers the places and does not know who fills them.

Both are filled in `AppConfig.ready()`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.admin.options import InlineModelAdmin


@dataclass(frozen=True, slots=True)
class InterchangeKey:
    """A key of a story in the interchange format that another app owns.

    `check` returns the value as it is kept or raises ValidationError with a sentence. `write` takes article id → checked value and
    stores all of them, inside the importer's transaction, in few queries. `read` takes article ids and returns id → value for the
    stories that have one.
    """

    name: str
    check: Callable[[Any], Any]
    write: Callable[[Mapping[int, Any]], None]
    read: Callable[[Sequence[int]], Mapping[int, Any]]


interchange_keys: dict[str, InterchangeKey] = {}
story_panels: list["type[InlineModelAdmin[Any, Any]]"] = []


def register_interchange_key(key: InterchangeKey) -> None:
    """Let stories carry this key at import and export. The name belongs to whoever comes first."""
    if interchange_keys.setdefault(key.name, key) is not key:
        raise ValueError(f"The interchange key {key.name!r} is registered already.")


def register_story_panel(panel: "type[InlineModelAdmin[Any, Any]]") -> None:
    """Put a panel on the story form: an inline of the stock admin."""
    if panel not in story_panels:
        story_panels.append(panel)
