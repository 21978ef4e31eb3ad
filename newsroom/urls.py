"""Which address leads where. The readers' addresses come last: their catch-all asks the table of paths."""

from django.contrib import admin
from django.urls import include, path

from newsroom import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("newsroom.account_urls")),
    path("healthz/live", views.live, name="healthz-live"),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
handler500 = views.server_error
