"""Stories in and out in the project's own format, one JSON object a line: `docs/interchange.md`."""

from articles.interchange.exporting import export, export_to
from articles.interchange.importing import Importer, Stopped
from articles.interchange.report import Report

__all__ = ["Importer", "Report", "Stopped", "export", "export_to"]
