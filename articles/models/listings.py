"""Listings: one table and one index behind every list of stories."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from articles.models.articles import Article
from articles.models.editions import Edition

FAR = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""The end of a listing whose edition has none: a plain comparison, no OR."""


class ListingQuerySet(models.QuerySet["Listing"]):
    def live(self, *, at: dt.datetime, until: dt.datetime | None = None) -> Self:
        """Keep what stands in the list at a moment, and was published until another, which is no later.

        `published_at` is never later than `live_from`: it starts the index below the rest. There is one such bound: with two, SQLite walks
        from the first, through everything between them.
        """
        return self.filter(live_from__lte=at, live_until__gt=at, published_at__lte=until or at)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-article_id")

    def before(self, moment: dt.datetime, article_id: int) -> Self:
        """Keep what comes after this place on the way down the list. It bounds no index: `live` does, with `until`."""
        return self.filter(Q(published_at=moment, article_id__lt=article_id) | Q(published_at__lt=moment))


class Listing(models.Model):
    """This edition stands in the list `key` (the same word as its cache key) from `live_from` to `live_until`."""

    pk = models.CompositePrimaryKey("edition_id", "key")
    edition = models.ForeignKey(Edition, models.CASCADE, db_index=False, related_name="listings")
    article = models.ForeignKey(Article, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="+")
    key = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FAR)

    objects = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(  # every list page; it holds all a page of ids needs, so skipped rows are never fetched
                F("key"),
                F("published_at").desc(),
                F("article_id").desc(),
                F("live_until"),
                F("live_from"),
                F("edition_id"),
                name="listing_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.edition_id}"
