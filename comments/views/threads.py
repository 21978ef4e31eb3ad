"""Threads as everybody sees them: by page and order, one comment with its replies, a feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.changes import depends_on
from articles.languages import language_of
from articles.look import look
from articles.sharing import absolute
from articles.site import site
from articles.views.readers import reader_page
from comments import reading
from comments.models import Comment
from comments.reading import ORDERS, Place
from comments.rules import site_rules
from comments.threads import Standing, standing

FEED = 40


@reader_page
def thread(request: HttpRequest, article_id: int) -> HttpResponse:
    """Draw a page of a story's comments. What makes no sense in the address is not found."""
    found = _visible(article_id)
    order = request.GET.get("order", site_rules().order)
    after = _asked(request)
    if order not in ORDERS:
        raise Http404
    page = reading.page(found, order=order, after=after)
    if after and not page.comments:
        raise Http404
    return render(request, "comments/thread.html", {"thread": page, "standing": found})


@reader_page
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Draw one comment where it stands: with the one its thread began with, and the replies around it."""
    row = Comment.objects.filter(pk=comment_id, shown=True).first()
    if row is None:
        raise Http404
    depends_on(f"comments:{row.article_id}")
    found = _visible(row.article_id)
    after = _asked(request) or (reading.place_of(row) if row.root_id else None)
    page = reading.one_thread(row.root_id or row.pk, found, after=after)
    if not page.comments:
        raise Http404
    return render(request, "comments/comment.html", {"thread": page, "standing": found, "asked_id": row.pk})


@reader_page
def feed(request: HttpRequest, article_id: int) -> HttpResponse:
    """Send the latest comments of a story as Atom."""
    found = _visible(article_id)
    title = _("Comments: %(headline)s") % {"headline": found.headline}
    address = absolute(reverse("comments:feed", args=[article_id]))
    atom = Atom1Feed(
        title=title,
        link=absolute(found.path),
        description="",
        language=language_of(found.language),
        feed_url=address,
        author_name=site().name,
    )
    rows = Comment.objects.live().filter(article_id=article_id).order_by("-created_at", "-pk").values("pk", "name", "html", "created_at")
    for row in rows[:FEED]:
        link = absolute(reverse("comments:comment", args=[row["pk"]]))
        atom.add_item(
            title=_("%(name)s on “%(headline)s”") % {"name": row["name"], "headline": found.headline},
            link=link,
            unique_id=link,
            description=row["html"],
            author_name=row["name"],
            pubdate=row["created_at"],
            updateddate=row["created_at"],
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _visible(article_id: int) -> Standing:
    found = standing(article_id, at=look.now())
    if not found.is_visible:
        raise Http404
    return found


def _asked(request: HttpRequest) -> Place | None:
    """Return the place a page shall begin after; one that makes no sense is not found."""
    written = request.GET.get("after")
    place = Place.read(written) if written else None
    if written and place is None:
        raise Http404
    return place
