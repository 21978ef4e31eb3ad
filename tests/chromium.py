"""Where the system's Chromium is, for whatever drives one."""

import os
import shutil


def chromium_path() -> str:
    """Return the path of Chromium: what CHROMIUM says, else the first on the path; "" where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
