"""What `articles.changes` writes: how many changes there were, and which of them last touched each key."""

import datetime as dt

from django.db import models
from django.db.models import Q

KEY_LENGTH = 80
EPOCH = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class ChangeCounter(models.Model):
    """One row. It is updated last in every transaction that changes what readers see, and so stays locked until the commit."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    swept_until = models.DateTimeField(default=EPOCH)
    acted_at = models.DateTimeField(default=EPOCH)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="change_counter_one_row")]

    def __str__(self) -> str:
        return str(self.number)


class ChangeKey(models.Model):
    name = models.CharField(max_length=KEY_LENGTH, primary_key=True)
    changed = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["changed"], name="change_key_changed")]  # the look: changed > seen

    def __str__(self) -> str:
        return self.name
