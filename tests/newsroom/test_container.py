"""gunicorn's processes follow what the container was given."""

from pathlib import Path

import pytest

from newsroom import container

BIG = 64_000_000_000


def groups(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{content}\n")
    return folder


@pytest.mark.parametrize(
    ("files", "processors"),
    [
        ({"cpu_dot_max": "50000 100000"}, 0.5),
        ({"cpu_dot_max": "max 100000"}, 8.0),
        ({"cpu__cpu_dot_cfs_quota_us": "150000", "cpu__cpu_dot_cfs_period_us": "100000"}, 1.5),
        ({"cpu__cpu_dot_cfs_quota_us": "-1", "cpu__cpu_dot_cfs_period_us": "100000"}, 8.0),
        ({}, 8.0),
    ],
)
def test_processors_are_those_of_the_control_group(files, processors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(8)), raising=False)
    assert container.processors(groups(tmp_path, **files)) == processors


@pytest.mark.parametrize(
    ("memory", "cpu", "workers"),
    [
        ("1073741824", "max 100000", 5),
        ("1073741824", "200000 100000", 3),
        ("134217728", "200000 100000", 1),
        ("268435456", "max 100000", 1),
    ],
)
def test_workers_fit_into_the_memory(memory: str, cpu: str, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(8)), raising=False)
    place = groups(tmp_path, memory_dot_max=memory, cpu_dot_max=cpu, memory__memory_dot_limit_in_bytes=str(BIG))
    assert container.workers(groups=place) == workers
