"""How fast a backup is written, verified and restored: of the archive's rows, and of pictures (JPEGs, as papers have them)."""

import json
import random
import tarfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.sites import Run, Site, new_site

_PICTURES = 150
_PICTURE_BYTES = 4_000_000


def measure(scratch: Path, site: Site) -> Iterator[Figure]:
    """Back up the archive, then the same with pictures; restore that into another site."""
    plain, full = scratch / "plain.tar", scratch / "full.tar"
    run = site.manage("backup", str(plain))
    rate = f"{_rate(_content(plain), run)}, peak {run.peak_mb:.0f} MB"
    yield Figure("backup of the archive's rows, before they are packed", rate, "50 MB a second")
    run = site.manage("verify_backup", str(plain))
    yield Figure("verified: restored on SQLite, written again, compared", f"{_rate(_content(plain), run)}, peak {run.peak_mb:.0f} MB")
    _add_pictures(site)
    run = site.manage("backup", str(full))
    yield Figure(f"backup with {_PICTURES} pictures", f"{_rate(_content(full), run)}, peak {run.peak_mb:.0f} MB", "50 MB a second")
    with new_site(scratch, "restored", is_empty=True) as other:
        run = other.manage("restore", str(full))
    yield Figure("restore of that, search and all", f"{_rate(_content(full), run)}, peak {run.peak_mb:.0f} MB")


def _content(archive: Path) -> int:
    """Return how many bytes an archive holds, rows as they were before they were packed."""
    with tarfile.open(archive) as tar:
        file = tar.extractfile("contents.json")
        assert file is not None
        return sum(told["bytes"] for told in json.load(file).values())


def _rate(count: int, run: Run) -> str:
    mb = count / 1_000_000
    return f"{mb:,.0f} MB, {mb / run.seconds:.0f} a second ({mb / run.processor_seconds:.0f} of the processor's)"


def _add_pictures(site: Site) -> None:
    """Put originals into the library, rows and files: what is in them is noise, as good as any JPEG's for a backup."""
    from articles.models import Image

    chance = random.Random(1)
    folder = site.folder / "media" / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(_PICTURES):
        name = f"bench-{number:04}.jpg"
        (folder / name).write_bytes(b"\xff\xd8\xff" + chance.randbytes(_PICTURE_BYTES))
        Image.objects.create(
            file=name, alt=f"Noise {number}", checksum=f"{number:064}", size_bytes=_PICTURE_BYTES, width_px=3000, height_px=2000
        )
