"""Listing the stories of a moved section anew. Editions are never touched."""

from django.db import connection
from django.db.models.functions import TruncMonth
from django.utils import timezone

from articles.changes import month_key
from articles.models import Listing
from articles.sections import Tree


def relist(section_id: int, before: Tree, after: Tree) -> set[str]:
    """Take a section's stories out of the lists above its old place and into those above its new one; return the keys to raise.

    Two statements for any number of stories. The tree is locked: no story is published into them meanwhile.
    """
    if section_id not in before.by_id:
        return set()
    own, old = f"section:{section_id}", before.list_keys(section_id)
    new = after.list_keys(section_id)
    left, joined = set(old) - set(new), set(new) - set(old)
    if not left and not joined:
        return set()
    for key in sorted(left):
        Listing.objects.filter(key=key, edition_id__in=Listing.objects.filter(key=own).values("edition_id")).delete()
    for key in sorted(joined):
        _copy(own, key)
    return with_months(own, left | joined)


def _copy(from_key: str, to_key: str) -> None:
    columns = "edition_id, article_id, published_at, live_from, live_until"
    table = Listing._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (key, {columns}) SELECT %s, {columns} FROM {table} WHERE key = %s", [to_key, from_key])


def with_months(own: str, keys: set[str]) -> set[str]:
    """Return these lists' keys and, for their older pages, those of every month in which the list `own` has a story."""
    zone = timezone.get_default_timezone()
    months = Listing.objects.filter(key=own).annotate(month=TruncMonth("published_at", tzinfo=zone)).values_list("month", flat=True)
    return keys | {month_key(key, month) for month in months.order_by().distinct() for key in keys}
