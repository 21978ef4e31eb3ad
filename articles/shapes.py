"""How a section's block on the front page is set: never the same way twice running."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """`group`: stories beside the first one; `lines`: headlines alone; `least`: fewer stories than this do not fill it.

    Twin: `templates/articles/front/<name>.html`.
    """

    name: str
    group: int
    lines: int
    least: int

    @property
    def most(self) -> int:
        return 1 + self.group + self.lines

    @property
    def template(self) -> str:
        return f"articles/front/{self.name}.html"


SHAPES = (
    Shape("three_parts", group=4, lines=5, least=9),
    Shape("wide_panel", group=3, lines=5, least=8),
    Shape("halves", group=4, lines=0, least=4),
    Shape("columns", group=3, lines=0, least=2),
    Shape("beside", group=0, lines=4, least=2),
)
LEAST = min(shape.least for shape in SHAPES)
MOST = max(shape.most for shape in SHAPES)


@dataclass
class Rhythm:
    """Remembers how the blocks so far were set."""

    used: Counter[str]
    last: str = ""

    def next_for(self, stories: int) -> Shape | None:
        """Choose among those that so many stories fill: the one used least, never the one before. None: too few for a block."""
        fitting = [shape for shape in SHAPES if shape.least <= stories and shape.name != self.last]
        if not fitting:
            return None
        shape = min(fitting, key=lambda one: self.used[one.name])
        self.used[shape.name] += 1
        self.last = shape.name
        return shape
