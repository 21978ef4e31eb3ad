"""The worker's duties are done when they are due, by one worker, and one that fails stops no other."""

import datetime as dt

import pytest

from newsroom.duties import TASKS, Task, do_what_is_due, last_done
from newsroom.models import Duty
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db


def test_duties_are_done_when_they_are_due_and_not_before() -> None:
    everything = [task.name for task in TASKS]
    assert do_what_is_due(now=NOW) == everything
    assert do_what_is_due(now=NOW + dt.timedelta(seconds=19)) == []
    assert do_what_is_due(now=NOW + dt.timedelta(seconds=21)) == ["heartbeat"]
    assert do_what_is_due(now=NOW + DAY) == everything
    assert last_done("sweep_pictures") == NOW + DAY


def test_duty_that_fails_is_said_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def fail(now: dt.datetime) -> str:
        raise OSError("the disk is full")

    tasks = (Task("failing", DAY, fail), Task("other", DAY, lambda now: "done"))
    assert do_what_is_due(now=NOW, tasks=tasks) == ["other"]
    assert list(Duty.objects.order_by("name").values_list("name", "said", "done_at")) == [
        ("failing", "failed: OSError", None),
        ("other", "done", NOW),
    ]
    assert last_done("nothing") is None
