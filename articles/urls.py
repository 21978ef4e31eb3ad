"""The readers' addresses. What is not named here is looked up in the table of paths, so this comes last in the site."""

from django.urls import path, re_path

from articles.views import addresses, archive, drawn, front, media, preview, search, theme

app_name = "articles"
urlpatterns = [
    # Most of what is asked for, so that a story is held against one address and not against all of them.
    re_path(r"^(?P<asked>[0-9]{4}/[0-9]{2}/[0-9]{2}/.+)\Z", addresses.address, name="story"),
    path("", front.front, name="front"),
    path("favicon.ico", drawn.favicon, name="favicon"),
    path("preview/<int:article_id>/", preview.preview, name="preview"),
    re_path(r"^media/cards/(?P<article_id>[0-9]{1,18})-(?P<digest>[0-9a-f]{24})\.png\Z", drawn.card, name="share-card"),
    re_path(r"^media/icons/(?P<digest>[0-9a-f]{16})-(?P<size>[0-9]{2,3})\.png\Z", drawn.icon, name="icon"),
    re_path(r"^theme-(?P<version>[0-9]{1,3})-(?P<accent>[0-9a-f]{6})\.css\Z", theme.theme, name="theme"),
    re_path(r"^media/(?P<name>.+)\Z", media.rendition, name="media"),
    path("search/", search.search, name="search"),
    path("archive/", archive.newest, name="archive"),
    re_path(r"^(?P<year>[0-9]{4})/\Z", archive.year, name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z", archive.month, name="month"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/\Z", archive.day, name="day"),
    re_path(r"^(?P<year>[0-9]{4})(?:/(?P<month>[0-9]{2})(?:/(?P<day>[0-9]{2}))?)?\Z", archive.without_slash, name="without-slash"),
    re_path(r"^(?P<asked>.+)\Z", addresses.address, name="address"),
]
