#!/usr/bin/env python
"""Newsroom's commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; a wrong setting is one sentence, no trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        print(f"newsroom: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
