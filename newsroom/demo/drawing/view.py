"""Where the eye stands: points of a room, in metres, on the sheet."""

import math
from dataclasses import dataclass

from .sheet import Point


@dataclass(frozen=True)
class Eye:
    """Looks along `far` from a height; x and y are where it looks at on the sheet."""

    x: float = 800
    y: float = 480
    reach: float = 1000
    high: float = 1.7
    tilt: float = 0  # degrees down
    turn: float = 0  # degrees to the right

    def see(self, across: float, up: float, far: float) -> Point:
        turn, tilt = math.radians(self.turn), math.radians(self.tilt)
        side = across * math.cos(turn) - far * math.sin(turn)
        ahead = across * math.sin(turn) + far * math.cos(turn)
        depth = max(0.05, ahead * math.cos(tilt) - (up - self.high) * math.sin(tilt))
        rise = (up - self.high) * math.cos(tilt) + ahead * math.sin(tilt)
        return (self.x + self.reach * side / depth, self.y - self.reach * rise / depth)

    def scale(self, far: float) -> float:
        """Pixels to a metre at this distance, straight ahead."""
        return self.reach / far

    def floor(self, left: float, right: float, near: float, far: float, up: float = 0) -> list[Point]:
        return [self.see(left, up, near), self.see(right, up, near), self.see(right, up, far), self.see(left, up, far)]

    def side(self, across: float, near: float, far: float, low: float, high: float) -> list[Point]:
        """A wall that runs away from the eye."""
        return [self.see(across, low, near), self.see(across, high, near), self.see(across, high, far), self.see(across, low, far)]

    def front(self, left: float, right: float, low: float, high: float, far: float) -> list[Point]:
        """A wall that faces the eye."""
        return [self.see(left, low, far), self.see(left, high, far), self.see(right, high, far), self.see(right, low, far)]
