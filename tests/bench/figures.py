"""Figures: what was measured, what it shall be, and the command it comes from."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `goal`: what it shall be, in words; "" where nothing was promised."""

    name: str
    value: str
    goal: str = ""

    def __str__(self) -> str:
        return f"  {self.name:<52} {self.value:>50}{f'   (goal: {self.goal})' if self.goal else ''}"


def median_and_p95(seconds: Sequence[float]) -> str:
    """Write times as `8.1 ms, p95 11.0 ms`."""
    ordered = sorted(seconds)
    return f"{statistics.median(ordered) * 1000:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"
