"""Which address leads where. The readers' addresses come last: their catch-all asks the table of paths."""

from django.contrib import admin
from django.urls import include, path

from newsroom import views
from newsroom.desk import errors

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("newsroom.account_urls")),
    path("healthz/live", views.live, name="healthz-live"),
    path("healthz/ready", views.ready, name="healthz-ready"),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = views.server_error
