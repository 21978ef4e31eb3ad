"""Where comments come from, told apart but not told: fingerprints of addresses under a key that changes daily, and counts."""

from django.db import models


class Salt(models.Model):
    """The key of one day's fingerprints. Once it is deleted nobody can tell which address made them."""

    day = models.DateField(primary_key=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.day)


class Tally(models.Model):
    """How often somebody did something in a span of time. One statement counts and answers, so it holds across processes."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="comment_tally_ends")]  # clearing

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
