"""The proxy of deploy/Caddyfile in front of a server: TLS by its own authority, HTTP/2. What a reader's browser talks to."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.sites import ROOT
from tests.ports import free_port, wait_for_port

_ALONE = "\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n"
"""No port but ours, and nothing written outside the scratch folder."""


def caddy_path() -> str:
    """Return the path of Caddy: what CADDY says, else the first on the path; "" where there is none."""
    return os.environ.get("CADDY") or shutil.which("caddy") or ""


@contextmanager
def proxied(port: int, scratch: Path) -> Iterator[str]:
    """Run Caddy before the server at `port`; yield its address."""
    own_port = free_port()
    address = f"https://127.0.0.1:{own_port}"
    config = scratch / "Caddyfile"
    config.write_text(_config(port), encoding="utf-8")
    own = {"SITE_ADDRESS": address, "CADDY_TLS": "tls internal", "XDG_DATA_HOME": str(scratch), "XDG_CONFIG_HOME": str(scratch)}
    words = [caddy_path(), "run", "--config", str(config), "--adapter", "caddyfile"]
    with (scratch / "caddy.log").open("wb") as log:
        process = subprocess.Popen(words, env=os.environ | own, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for_port(own_port, process, said=lambda: (scratch / "caddy.log").read_text(encoding="utf-8", errors="replace")[-2000:])
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _config(port: int) -> str:
    """Return the production's configuration with this server behind it."""
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    return text.replace("\n{\n", f"\n{{\n{_ALONE}", 1).replace("web:8000", f"127.0.0.1:{port}", 1)
