"""Figures are counted by kind and status, and answered on a port of their own."""

from typing import Any

import pytest
from django.test import Client

from newsroom import metrics
from newsroom.figures import beside_the_site


@pytest.fixture(autouse=True)
def _row(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Count in a row that starts at nothing, and give it back empty. The test's transaction stays open."""
    monkeypatch.setattr("newsroom.figures.close_old_connections", lambda: None)
    settings.METRICS_PORT = 9100
    _empty()
    metrics.write_into(metrics.ROWS - 2)
    yield
    metrics.write_into(0)
    _empty()


def _empty() -> None:
    metrics._shared[:] = bytes(len(metrics._shared))


def asked(port: str, path: str) -> tuple[str, str]:
    told: list[str] = []

    def site(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"the site"]

    body = beside_the_site(site)({"SERVER_PORT": port, "PATH_INFO": path}, lambda status, headers: told.append(status))
    return told[0], b"".join(body).decode()


@pytest.mark.django_db
def test_port_of_figures_has_figures_and_nothing_else() -> None:
    status, body = asked("9100", "/metrics")
    assert (status, 'newsroom_part_is_well{part="database"} 1' in body.splitlines()) == ("200 OK", True)
    assert asked("9100", "/admin/") == ("404 Not Found", "There is /metrics here and nothing else.\n")
    assert asked("8000", "/metrics") == ("200 OK", "the site")


@pytest.mark.django_db
def test_answers_are_counted_by_kind_and_status(client: Client) -> None:
    for address in ("/", "/", "/nowhere/", "/admin/", "/healthz/live"):
        client.get(address)
    lines = set(metrics.lines())
    expected = {("reader", "2xx"): 2, ("reader", "4xx"): 1, ("desk", "3xx"): 1, ("health", "2xx"): 1, ("reader", "5xx"): 0}
    assert {f'newsroom_requests_total{{kind="{kind}",status="{status}"}} {count}' for (kind, status), count in expected.items()} <= lines


def test_histogram_adds_up_over_processes() -> None:
    for row in (1, 2):
        metrics.write_into(row)
        metrics.count("desk", status=200, seconds=0.03)
        metrics.count("desk", status=500, seconds=60.0)
    lines = [line.partition(" ") for line in metrics.lines() if 'kind="desk"' in line]
    told = {name.removeprefix("newsroom_request").replace('kind="desk"', ""): value for name, _space, value in lines}
    assert [told[f'_seconds_bucket{{,le="{most}"}}'] for most in ("0.025", "0.05", "10.0", "+Inf")] == ["0", "2", "2", "4"]
    assert (told["_seconds_sum{}"], told["_seconds_count{}"], told['s_total{,status="5xx"}']) == ("120.060000", "4", "2")
