"""The desk: the stock admin with forms and lists in newsroom words, one module a model."""

from articles.admin import articles, authors, deleted, editions, images, pages, paths, sections, site, tags

__all__ = ["articles", "authors", "deleted", "editions", "images", "pages", "paths", "sections", "site", "tags"]
