"""Generic parents for type checkers; at run time Django's own, which take no parameters."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from taggit.models import Tag

from articles.models import Article, Author, Byline, DeletedDraft, Edition, Image, Page, Path, RelatedArticle, Section, SiteSettings

if TYPE_CHECKING:
    ArticleModelAdmin = admin.ModelAdmin[Article]
    AuthorModelAdmin = admin.ModelAdmin[Author]
    DeletedDraftModelAdmin = admin.ModelAdmin[DeletedDraft]
    EditionModelAdmin = admin.ModelAdmin[Edition]
    ImageModelAdmin = admin.ModelAdmin[Image]
    PageModelAdmin = admin.ModelAdmin[Page]
    PathModelAdmin = admin.ModelAdmin[Path]
    SectionModelAdmin = admin.ModelAdmin[Section]
    SiteModelAdmin = admin.ModelAdmin[SiteSettings]
    TagModelAdmin = admin.ModelAdmin[Tag]
    BylineTabular = admin.TabularInline[Byline, Article]
    RelatedTabular = admin.TabularInline[RelatedArticle, Article]
    SectionRows = admin.TabularInline[Section, SiteSettings]
    PageRows = admin.TabularInline[Page, SiteSettings]
    ImageModelForm = forms.ModelForm[Image]
else:
    ArticleModelAdmin = AuthorModelAdmin = EditionModelAdmin = ImageModelAdmin = PageModelAdmin = admin.ModelAdmin
    PathModelAdmin = SectionModelAdmin = SiteModelAdmin = TagModelAdmin = admin.ModelAdmin
    DeletedDraftModelAdmin = admin.ModelAdmin
    BylineTabular = RelatedTabular = SectionRows = PageRows = admin.TabularInline
    ImageModelForm = forms.ModelForm
