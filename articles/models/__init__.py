"""The models of a newspaper, one module a subject."""

from articles.models.aliases import Alias
from articles.models.articles import Article, ArticleQuerySet, Byline, TaggedArticle
from articles.models.authors import Author
from articles.models.changes import ChangeCounter, ChangeKey
from articles.models.content import CONTENT_FIELDS, HEADLINE_LENGTH, Content
from articles.models.deleted import DeletedDraft
from articles.models.editions import Edition, EditionQuerySet
from articles.models.images import Image, ImageUse
from articles.models.listings import FAR, Listing, ListingQuerySet
from articles.models.pages import Page
from articles.models.paths import PATH_LENGTH, Path, PathQuerySet
from articles.models.related import RelatedArticle
from articles.models.saved_views import SavedView
from articles.models.sections import Section
from articles.models.site import SiteSettings

__all__ = [
    "CONTENT_FIELDS",
    "FAR",
    "HEADLINE_LENGTH",
    "PATH_LENGTH",
    "Alias",
    "Article",
    "ArticleQuerySet",
    "Author",
    "Byline",
    "ChangeCounter",
    "ChangeKey",
    "Content",
    "DeletedDraft",
    "Edition",
    "EditionQuerySet",
    "Image",
    "ImageUse",
    "Listing",
    "ListingQuerySet",
    "Page",
    "Path",
    "PathQuerySet",
    "RelatedArticle",
    "SavedView",
    "Section",
    "SiteSettings",
    "TaggedArticle",
]
