"""Draw all pictures, or the named ones."""

import sys
from collections.abc import Callable

from . import business, city, culture, harbour, music, portraits, quarters, regatta, shore, sport, stages, streets, wide, works
from .sheet import Sheet

GROUPS = (city, streets, quarters, harbour, shore, business, works, culture, stages, music, sport, regatta, wide, portraits)
PICTURES: dict[str, Callable[[], Sheet]] = {name: picture for group in GROUPS for name, picture in group.PICTURES.items()}


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        sys.exit(f"No such picture: {', '.join(unknown)}. There are: {', '.join(PICTURES)}.")
    for name in names or PICTURES:
        print(f"{name}: {PICTURES[name]().save(name) // 1000} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
