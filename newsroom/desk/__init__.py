"""The desk: Django's own admin, with a first page and a navigation for editors."""

from newsroom.desk.sites import DeskSite

__all__ = ["DeskSite"]
