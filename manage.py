#!/usr/bin/env python
"""Newsroom's commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError


def main() -> None:
    """Run a command; a wrong setting or a database that is away is one sentence, no trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        print(f"newsroom: {error}", file=sys.stderr)
        sys.exit(2)
    except (DatabaseError, InterfaceError) as error:
        _explain(error)


def _explain(error: DatabaseError | InterfaceError) -> None:
    """Say in one sentence what an outage is, or that nobody has migrated; anything else is a mistake of ours and keeps its trace."""
    from newsroom import outage

    if outage.is_without_table(error):
        print(f"newsroom: the database is not migrated: run manage.py migrate ({outage.said(error)})", file=sys.stderr)
    elif outage.is_one(error):
        print(f"newsroom: the database cannot be used: {outage.said(error)}", file=sys.stderr)
    else:
        raise error
    sys.exit(1)


if __name__ == "__main__":
    main()
