"""Comments in and out: WordPress (WXR), Disqus, Coral, and our own lines."""

from comments.interchange.exporting import export
from comments.interchange.importing import SOURCES, CommentImporter, Stopped

__all__ = ["SOURCES", "CommentImporter", "Stopped", "export"]
