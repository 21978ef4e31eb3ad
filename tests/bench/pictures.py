"""What an upload of 12 megapixels costs, in a process of its own, so that its memory is nobody else's."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.figures import Figure, median_and_p95
from tests.bench.sites import ROOT, Site

_ROUNDS = 9
_UPLOADS = 50
_PROGRAM = "from tests.bench.pictures import in_a_process; in_a_process({path!r})"


def measure(site: Site) -> Iterator[Figure]:
    """Take the same photograph again and again, each time as a new picture."""
    path = site.folder / "photograph.jpg"
    subprocess.run([sys.executable, "-c", f"from tests.bench.pictures import draw; draw({str(path)!r})"], cwd=ROOT, check=True)
    process = site.start(sys.executable, "-c", _PROGRAM.format(path=str(path)), stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read().decode()
    if process.wait():
        raise RuntimeError(said)
    told = json.loads(said.splitlines()[-1])
    size = f"{path.stat().st_size / 1_000_000:.1f} MB"
    yield Figure(f"12 megapixels ({size}): {told['jpegs']} JPEGs before the answer", median_and_p95(told["upload"]), "350 ms")
    yield Figure("  of the processor", median_and_p95(told["upload_processor"]))
    yield Figure(f"the same {told['avifs']} as AVIF, with a decode of their own", median_and_p95(told["second"]), "1,000 ms")
    yield Figure("  of the processor", median_and_p95(told["second_processor"]))
    yield Figure("one card in AVIF at its first request, 800 wide", median_and_p95(told["on_demand"]))
    yield Figure("addresses of a picture for a page", f"{told['drawn'] * 1_000_000:.1f} µs")
    yield Figure("memory: peak over the base", f"{told['peak']:.0f} MiB", "400 MiB")
    yield Figure(f"memory: growth from the 10th to the {_UPLOADS}th upload", f"{told['growth']:.1f} MiB", "none")


def draw(path: str) -> None:
    """Draw something as rich in detail as a photograph: noise of every size, large shapes that are smooth."""
    from PIL import Image, ImageFilter

    grey = _noise(4032, 3024)
    channels = [Image.blend(grey, _noise(4032, 3024), share) for share in (0.3, 0.0, 0.4)]
    Image.merge("RGB", channels).filter(ImageFilter.GaussianBlur(0.8)).save(path, quality=90)


def _noise(width: int, height: int):
    from PIL import Image

    drawn, size = Image.effect_noise((4, 3), 110).resize((width, height), Image.Resampling.BICUBIC), 8
    while size < width:
        octave = Image.effect_noise((size, size * height // width), 110).resize((width, height), Image.Resampling.BICUBIC)
        drawn, size = Image.blend(drawn, octave, 0.3), size * 2
    return drawn


def in_a_process(path: str) -> None:
    """Measure and print what was found as JSON."""
    import time

    import django

    django.setup()
    from django.core.files.base import File

    from articles.models import Image
    from articles.pictures import add_image
    from articles.renditions import COLUMNS, Wish, drawn, files, picture_of
    from articles.renditions.addresses import name_of

    def take(number: int) -> Image:
        with Path(path).open("rb") as file:
            return add_image(File(file, name="photograph.jpg"), alt=f"A photograph, taken {number} times")

    def timed(act) -> tuple[float, float]:
        began, worked = time.perf_counter(), time.process_time()
        act()
        return time.perf_counter() - began, time.process_time() - worked

    base, sizes, uploads = _memory("VmHWM"), [], []
    for number in range(_UPLOADS):
        uploads.append(timed(lambda number=number: take(number)))
        sizes.append(_memory("VmRSS"))
    pictures = [picture_of({name: getattr(image, name) for name in COLUMNS}) for image in Image.objects.all()[:_ROUNDS]]
    wanted = files.wanted_at_once(pictures[0], ("avif",))
    asked = [timed(lambda one=one: files.make_asked_for(name_of(one, Wish("3:2", 800), "avif"))) for one in pictures]
    files.delete(name_of(one, Wish("3:2", 800), "avif") for one in pictures)
    second = [timed(lambda one=one: files.make(one, wanted, opener=partial(Path(path).open, "rb"))) for one in pictures]
    drawing = timed(lambda: [drawn(pictures[0], "3:2") for _ in range(10_000)])
    found = {
        "jpegs": len(files.wanted_at_once(pictures[0])),
        "avifs": len(wanted),
        "upload": [wall for wall, _ in uploads],
        "upload_processor": [processor for _, processor in uploads],
        "second": [wall for wall, _ in second],
        "second_processor": [processor for _, processor in second],
        "on_demand": [wall for wall, _ in asked],
        "drawn": drawing[0] / 10_000,
        "peak": _memory("VmHWM") - base,
        "growth": sizes[-1] - sizes[9],
    }
    print(json.dumps(found))


def _memory(name: str) -> float:
    """Return what Linux says of this process's memory, in MiB; 0 elsewhere."""
    status = Path("/proc/self/status")
    return int(status.read_text().partition(f"{name}:")[2].split()[0]) / 1024 if status.exists() else 0.0
