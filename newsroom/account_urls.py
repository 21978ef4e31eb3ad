"""The few pages of accounts that exist: nobody signs up, and the admin changes passwords."""

from typing import Any

from allauth.account import views
from django.urls import path

from articles.site import site


class SignIn(views.LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the paper where the stock page names the host."""
        return super().get_context_data(**kwargs) | {"site": site()}


urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
