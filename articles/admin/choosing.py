"""What the writing surface asks for while somebody types: authors, stories, tags, pictures, and what a moment means. JSON, never kept."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from taggit.models import Tag

from articles import pictures, renditions
from articles.admin import saying
from articles.admin.picture_filters import is_portrait_only
from articles.admin.zones import zone_of
from articles.look import look
from articles.models import Article, Author, Image
from articles.row_numbers import row_number
from articles.said_moments import NotUnderstood, understood, written

Answer = Callable[[HttpRequest], HttpResponse]
_SHOWN, _PICTURES = 8, 24
_MOST_CHARACTERS = 100


class FocalPoint(forms.Form):
    x = forms.FloatField(min_value=0, max_value=1)
    y = forms.FloatField(min_value=0, max_value=1)


def may_write(request: HttpRequest) -> bool:
    return any(request.user.has_perm(f"articles.{act}_article") for act in ("add", "change"))


def for_writers(view: Answer) -> Answer:
    """Let only those ask who write stories. The admin site has asked whether they work at the desk."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not may_write(request):
            raise PermissionDenied
        return view(request)

    return never_cache(asked)


@for_writers
@require_GET
def authors(request: HttpRequest) -> HttpResponse:
    """One query."""
    found = Author.objects.filter(name__icontains=_term(request)).order_by("name", "pk")[:_SHOWN]
    return _results([{"id": author.pk, "text": author.name, "detail": author.job_title} for author in found])


@for_writers
@require_GET
def tags(request: HttpRequest) -> HttpResponse:
    """One query. The name that was typed comes first, then those that begin with it."""
    term = _term(request)
    place = Case(When(name__iexact=term, then=0), When(name__istartswith=term, then=1), default=2)
    names = Tag.objects.filter(name__icontains=term).order_by(place, Lower("name")).values_list("name", flat=True)
    return _results([{"id": name, "text": name} for name in names[:_SHOWN]])


@for_writers
@require_GET
def stories(request: HttpRequest) -> HttpResponse:
    """Two queries. Newest change first; live ones carry their state in words."""
    term = _term(request)
    wanted = Q(headline__icontains=term) | Q(kicker__icontains=term)
    if (number := row_number(term)) is not None:
        wanted |= Q(pk=number)
    ids = list(Article.objects.filter(wanted).exclude(pk=row_number(request.GET.get("besides")) or 0).values_list("pk", flat=True)[:_SHOWN])
    told = stories_json(ids)
    return _results([told[pk] for pk in ids if pk in told])


@for_writers
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """One query, newest first: pictures for stories, and in a search those of authors too. `ids`: these pictures instead."""
    found: QuerySet[Image] = Image.objects.all()
    if asked := request.GET.get("ids"):
        chosen = [number for part in asked.split(",")[:200] if (number := row_number(part))]
        return _results([picture_json(image) for image in found.filter(pk__in=chosen)])
    words = _term(request).split()[:6]
    if not words:
        found = found.exclude(is_portrait_only())
    for word in words:
        found = found.filter(Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word) | Q(source__icontains=word))
    first = min(row_number(request.GET.get("from")) or 0, 10_000)
    some = list(found[first : first + _PICTURES + 1])
    return JsonResponse({"results": [picture_json(image) for image in some[:_PICTURES]], "more": len(some) > _PICTURES})


@for_writers
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one picture into the library; answer with it, or 422 and a sentence for each field."""
    if not request.user.has_perm("articles.add_image"):
        return JsonResponse({"errors": {"file": _("Your account may not add pictures to the library.")}}, status=403)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"errors": {"file": _("Choose a file.")}}, status=422)
    words: dict[str, Any] = {name: request.POST.get(name, "")[:5000] for name in ("alt", "caption", "credit")}
    try:
        image = pictures.add_image(file, uploaded_by=request.user, **words)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"file": error.messages}
        return JsonResponse({"errors": {name: " ".join(sentences) for name, sentences in told.items()}}, status=422)
    return JsonResponse(picture_json(image))


@for_writers
@require_POST
def focal_point(request: HttpRequest) -> HttpResponse:
    """Set the point that every crop of a picture keeps; answer with the picture, or with a sentence."""
    if not request.user.has_perm("articles.change_image"):
        return JsonResponse({"error": _("Your account may not change pictures.")}, status=403)
    image = Image.objects.filter(pk=row_number(request.POST.get("image")) or 0).first()
    form = FocalPoint(request.POST)
    if image is None or not form.is_valid():
        return JsonResponse({"error": _("This picture is no longer there, or the point lies outside of it.")}, status=422)
    pictures.set_focal_point(image, **form.cleaned_data)
    LogEntry.objects.log_actions(request.user.pk or 0, [image], CHANGE, change_message=_("Focal point."), single_object=True)
    return JsonResponse(picture_json(image))


@for_writers
@require_GET
def moment(request: HttpRequest) -> HttpResponse:
    """Say what a moment means that somebody is typing: in the site's zone, in theirs where it differs, and how far off it is."""
    zone, now = timezone.get_default_timezone(), look.now()
    try:
        meant = understood(request.GET.get("typed", ""), now=now, zone=zone)
    except NotUnderstood as puzzled:
        return JsonResponse({"sentence": str(puzzled)})
    words = saying.in_both(meant, zone_of(request.user))
    return JsonResponse({"words": words, "away": saying.how_far(meant, now=now), "value": written(meant, zone=zone), "past": meant <= now})


def authors_json(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    found = Author.objects.filter(pk__in=[pk for pk in ids if pk])
    return {author.pk: {"id": author.pk, "text": author.name, "detail": author.job_title} for author in found}


def stories_json(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return stories as a list of choices shows them, by id. One query."""
    rows = Article.objects.filter(pk__in=[pk for pk in ids if pk]).with_publication(at=look.now())
    told = {}
    for row in rows.select_related("section", "lead_image").defer("body"):
        detail = " · ".join(str(part) for part in (row.section, row.publication.word) if part)
        told[row.pk] = {"id": row.pk, "text": row.headline, "detail": detail, "picture": _src(row.lead_image, "3:2")}
    return told


def picture_json(image: Image) -> Mapping[str, Any]:
    words: dict[str, Any] = {name: getattr(image, name) for name in ("alt", "caption", "credit")}
    whole = _drawn(image, "")
    return words | {
        "id": image.pk,
        "thumb": _src(image, "3:2"),
        "whole": whole.src if whole else "",
        "srcset": whole.srcset if whole else "",
        "width": image.width_px,
        "height": image.height_px,
        "x": image.focal_x,
        "y": image.focal_y,
    }


def _src(image: Image | None, crop: str) -> str:
    drawn = _drawn(image, crop) if image else None
    return _smallest(drawn) if drawn else ""


def _smallest(drawn: renditions.Drawing) -> str:
    """Return the smallest rendition there is of a crop: a list needs no more."""
    return drawn.srcset.split(" ", 1)[0] if drawn.srcset else drawn.src


def _drawn(image: Image, crop: str) -> renditions.Drawing | None:
    return renditions.drawn(renditions.picture_of(vars(image) | {"pk": image.pk}), crop)


def _term(request: HttpRequest) -> str:
    return request.GET.get("term", "")[:_MOST_CHARACTERS].replace("\0", "").strip()


def _results(results: list[Any]) -> HttpResponse:
    return HttpResponse(json.dumps({"results": results}, ensure_ascii=False), content_type="application/json")
