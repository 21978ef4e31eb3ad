"""The few pages of accounts that exist: nobody signs up, and the admin changes passwords."""

from typing import Any

from allauth.account import views
from allauth.account.forms import LoginForm
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from articles.site import site
from newsroom import outage


class SignIn(views.LoginView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except (DatabaseError, InterfaceError) as error:
            if request.method != "POST" or not outage.is_one(error):
                raise
            return self._not_now(error)

    def _not_now(self, error: Exception) -> HttpResponseBase:
        """Say that nobody can sign in at the moment; the name that was typed and the address that was wanted stay."""
        form = LoginForm(initial={"login": self.request.POST.get("login", "")}, request=self.request)
        page = render(self.request, "account/login.html", self.get_context_data(form=form, is_not_now=True))
        return outage.as_answer(page, error)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the paper where the stock page names the host."""
        return super().get_context_data(**kwargs) | {"site": site()}


urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
