"""The time zones of the desk: the site's own, in which moments are typed and meant, and an editor's, in which they are also said."""

import zoneinfo
from typing import Any

from django.utils import timezone


def zone_of(account: Any) -> zoneinfo.ZoneInfo | None:
    """Return the zone of somebody who works elsewhere; None where it is the site's own, or no zone at all."""
    name = getattr(account, "time_zone", "")
    if not name or name == timezone.get_default_timezone_name():
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None
