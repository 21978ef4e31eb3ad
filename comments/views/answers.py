"""What readers say to comments, and what they follow from mails."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from articles.look import look
from comments import signing, verbs
from comments.forms import ReportForm
from comments.models import Browser, Comment, Person
from comments.origins import address_of
from comments.refusals import NotThere, Refused
from comments.threads import standing, standings
from comments.views.visitors import keep_secret, secret_of, visitors_page, wants_fragment


@visitors_page("POST")
def like(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Like a comment, with `liked=0` no more."""
    secret = secret_of(request, signing.LIKES_COOKIE)
    liked = request.POST.get("liked") != "0"
    likes = verbs.like(comment_id, secret=secret, address=address_of(request), liked=liked)
    response = JsonResponse({"likes": likes}) if wants_fragment(request) else _liked(request, comment_id, liked=liked, likes=likes)
    keep_secret(response, signing.LIKES_COOKIE, secret)
    return response


def _liked(request: HttpRequest, comment_id: int, *, liked: bool, likes: int) -> HttpResponse:
    """Say it in a page of its own: readers' pages are the same for everybody, and cannot say who likes what."""
    comment = get_object_or_404(Comment.objects.live(), pk=comment_id)
    found = standing(comment.article_id, at=look.now())
    return render(request, "comments/liked.html", {"comment": comment, "liked": liked, "likes": likes, "standing": found})


@visitors_page("GET", "HEAD", "POST")
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Report a comment, also under a closed story."""
    comment = Comment.objects.live().filter(pk=comment_id).first()
    found = standing(comment.article_id, at=look.now()) if comment else None
    if comment is None or found is None or not found.is_visible:
        raise NotThere
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        secret = secret_of(request, signing.LIKES_COOKIE)
        try:
            made = verbs.report(comment_id, form.notice(), secret=secret, address=address_of(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            response = render(request, "comments/reported.html", {"report": made, "comment": comment, "standing": found})
            keep_secret(response, signing.LIKES_COOKIE, secret)
            return response
    return render(request, "comments/report.html", {"form": form, "comment": comment}, status=422 if form.errors else 200)


@visitors_page("GET", "HEAD", "POST")
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """Confirm an address. Programs that look at links in mails change nothing: a button does."""
    browser_id = signing.unsign("confirm", word, max_age_s=14 * 86_400)
    browser = Browser.objects.select_related("person").filter(pk=browser_id).first() if isinstance(browser_id, int) else None
    if browser is None:
        raise NotThere
    comments = verbs.confirm(browser.pk) if request.method == "POST" else []
    now = look.now()
    context = {"person": browser.person, "is_done": request.method == "POST", "comments": comments}
    context["closed"] = [comment for comment in comments if comment.state == Comment.State.UNCONFIRMED]
    places = standings({comment.article_id for comment in comments}, at=now)
    context["places"] = [(comment, places[comment.article_id]) for comment in comments]
    return render(request, "comments/confirm.html", context)


@visitors_page("GET", "HEAD", "POST", from_anywhere=True)
def unsubscribe(request: HttpRequest, word: str) -> HttpResponse:
    """End mails about replies: by the button, or by one click in the mail program (RFC 8058), which posts here from elsewhere."""
    person_id = signing.unsign("stop", word)
    person = Person.objects.filter(pk=person_id).first() if isinstance(person_id, int) else None
    if person is None:
        raise NotThere
    if request.method == "POST":
        verbs.stop_mails(person.pk)
    return render(request, "comments/unsubscribe.html", {"is_done": request.method == "POST"})
