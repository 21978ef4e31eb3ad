"""The demo with small pictures: as many, under the same names, each another one. What the drawn ones cost is no matter of most tests."""

from pathlib import Path

import pytest
from PIL import Image as Pixels

from newsroom import demo_paper


def draw_small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo take its pictures from a folder in which small ones are drawn."""
    whole = demo_paper.FOLDER
    (folder / "images").mkdir(parents=True)
    (folder / "paper").symlink_to(whole / "paper")
    for number, path in enumerate(sorted((whole / "images").glob("*.jpg"))):
        Pixels.new("RGB", (48, 32), (number, 255 - number, 128)).save(folder / "images" / path.name)
    monkeypatch.setattr(demo_paper, "FOLDER", folder)
