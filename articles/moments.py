"""The moments a story may have."""

import datetime as dt

EARLIEST, LATEST = dt.datetime(1000, 1, 2, tzinfo=dt.UTC), dt.datetime(9998, 12, 31, tzinfo=dt.UTC)
"""Their years have four digits in every time zone, and the archive has a page for each (`articles.periods`)."""
