"""`python -m tests.pages http://127.0.0.1:8000`: check the pages of a running demo. `make pages` starts one for it.

Needs CHROMIUM, and NODE_TOOLS: a folder with axe-core and html-validate (`make .node/ready`).
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.pages.browser import look_at
from tests.pages.kinds import Page, chosen, crawl, missing

TOOLS = Path(os.environ.get("NODE_TOOLS", ".node")) / "node_modules"


def main(site: str) -> int:
    pages = crawl(site)
    some = chosen(pages)
    print(f"{len(pages)} pages found; {len(some)} of them looked at in a browser, all read by the HTML checker")
    with ThreadPoolExecutor(1) as beside:
        html = beside.submit(html_errors, pages)
        said = look_at(site, [page.path for page in some], axe=TOOLS / "axe-core" / "axe.min.js")
    found = {"kinds without a page": missing(pages), "HTML": html.result(), **said.wrong}
    for what, sentences in found.items():
        print(f"{what}: {len(sentences)}")
        for sentence in sentences[:12]:
            print(f"  {sentence}")
    wrong = sum(map(bool, found.values()))
    print(f"{len(found) - wrong} passed, {wrong} failed")
    return min(wrong, 1)


def html_errors(pages: list[Page]) -> list[str]:
    """Return what html-validate finds in any page, by its recommended rules (`tests/pages/htmlvalidate.json`)."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, page in enumerate(pages):
            name = Path(folder) / f"{number}.html"
            name.write_text(page.html, encoding="utf-8")
            names[name.name] = page.path
        checker = TOOLS / ".bin" / "html-validate"
        config = Path(__file__).parent / "htmlvalidate.json"
        run = subprocess.run(
            [checker, "--config", config, "--formatter", "text", f"{folder}/*.html"], capture_output=True, text=True, check=False
        )
    if run.returncode and not run.stdout:
        return [run.stderr or "the checker did not run"]
    lines = [line.replace(folder, "") for line in run.stdout.splitlines() if ".html:" in line]
    return [f"{names.get(line.lstrip('/').partition(':')[0], '')}: {line}" for line in lines]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
