"""Asking before what readers notice at once: one page names what will happen and to which stories, with and without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.form_fields import PersonField
from articles.models import Article

CONFIRMED, FROM_FORM = "confirmed", "from_form"
MOST = 1_000


def ask(request: HttpRequest, action: str, stories: Sequence[Article], *, notice: str = "", from_form: bool = False) -> HttpResponse:
    """Answer with the page that asks. Its button posts to the list of stories, whose bulk acts are the only ones that act."""
    count = len(stories)
    questions = {
        "publish": ngettext("Publish %(count)d story now?", "Publish %(count)d stories now?", count),
        "withdraw": ngettext("Withdraw %(count)d story?", "Withdraw %(count)d stories?", count),
        "assign": ngettext("Who shall have %(count)d story?", "Who shall have %(count)d stories?", count),
    }
    context: dict[str, Any] = admin.site.each_context(request) | {
        "title": questions[action] % {"count": count},
        "action": action,
        "stories": stories,
        "notice": notice,
        "from_form": from_form,
        "confirmed": CONFIRMED,
        "from_form_name": FROM_FORM,
        "opts": Article._meta,
        "people": PersonField.people,
        "is_too_many": count > MOST,
        "too_many": _("At most %(count)d stories at a time. Choose fewer.") % {"count": MOST},
    }
    return TemplateResponse(request, "admin/articles/article/confirm.html", context)


def is_confirmed(request: HttpRequest) -> bool:
    return request.POST.get(CONFIRMED) == "1"
