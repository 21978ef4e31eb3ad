"""Previews open in a tab of their own, and save first. The form they came from stays open: what it saves next is not somebody else's."""

from django.http import HttpRequest, QueryDict

from articles.forms import ArticleForm

_KEPT = "previewed"
_STORIES = 20


def remember(request: HttpRequest, form: ArticleForm) -> None:
    """Keep which version the form was opened with and which one its preview has saved."""
    kept = dict(request.session.get(_KEPT, {}))
    kept.pop(str(form.instance.pk), None)
    opened = request.POST.get("opened_before_previews") or request.POST.get("opened_version", "")
    kept[str(form.instance.pk)] = [opened, str(form.instance.version)]
    request.session[_KEPT] = dict(list(kept.items())[-_STORIES:])


def as_last_saved(request: HttpRequest, object_id: str) -> QueryDict:
    """Return the posted form with the version that its own previews have saved, in place of the one it was opened with."""
    opened, saved = request.session.get(_KEPT, {}).get(object_id, ("", ""))
    if not opened or request.POST.get("opened_version") != opened:
        return request.POST
    posted = request.POST.copy()
    posted["opened_before_previews"], posted["opened_version"] = opened, saved
    return posted
