"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles import site as paper


def site(request: HttpRequest) -> dict[str, object]:
    """Offer `site` (articles.site.Site). Nothing is asked for until a template shows some of it."""
    return {"site": SimpleLazyObject(paper.site)}
