"""Writing a comment: the form is made when it is asked for, and works in a page of its own as well as inside the story's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.look import look
from articles.row_numbers import row_number
from comments import signing, verbs
from comments.forms import CommentForm, EditForm
from comments.models import Comment
from comments.origins import address_of
from comments.people import Writer, key_of
from comments.refusals import Closed, NotThere, Refused
from comments.rules import site_rules
from comments.threads import Standing, standing, standings
from comments.verbs.posting import can_edit, own
from comments.views.visitors import keep_secret, lead_to, refused, secret_of, visitors_page, wants_fragment, writer

MOST_OWN = 50


@visitors_page("GET", "HEAD", "POST")
def write(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the form, or take in what it holds."""
    found = standing(article_id, at=look.now())
    if not found.is_visible:
        raise NotThere if request.method != "POST" else Closed(found.refusal)
    if found.refusal:
        return refused(request, Closed(found.refusal), standing=found)
    who = writer(request)
    if request.method != "POST":
        return _form(request, CommentForm(article_id=article_id, writer=who, initial=_asked(request)), found)
    form = CommentForm(request.POST, article_id=article_id, writer=who)
    return _post(request, form, who, found) if form.is_valid() else _form(request, form, found, status=422)


def _post(request: HttpRequest, form: CommentForm, who: Writer, found: Standing) -> HttpResponse:
    secret = secret_of(request, signing.BROWSER_COOKIE)
    who = who if who.key else Writer(who.person, who.browser, key_of(secret), who.user)
    try:
        posted = verbs.post(form.draft(address=address_of(request), agent=request.headers.get("User-Agent", "")), who, standing=found)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, found, status=refusal.status)
    response = _posted(request, posted.comment, found)
    if who.user is None:
        keep_secret(response, signing.BROWSER_COOKIE, secret)
    return response


def _posted(request: HttpRequest, comment: Comment, found: Standing) -> HttpResponse:
    if wants_fragment(request):
        return render(request, "comments/_posted.html", {"comment": comment, "standing": found, "can_edit": True, "says_where": True})
    if comment.state == Comment.State.LIVE:
        return lead_to("comments:comment", comment.pk)
    return lead_to("comments:mine", rest=f"#comment-{comment.pk}")


def _form(request: HttpRequest, form: CommentForm, found: Standing, *, status: int = 200) -> HttpResponse:
    reply = row_number(form.data.get("reply") if form.is_bound else form.initial.get("reply"))
    parent = Comment.objects.live().filter(pk=reply, article_id=found.article_id).first() if reply else None
    name = "comments/_form.html" if wants_fragment(request) else "comments/write.html"
    context = {"form": form, "standing": found, "parent": parent, "rules": site_rules(), "writer": form.writer}
    return render(request, name, context, status=status)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {"reply": request.GET.get("reply", "")}


@visitors_page("GET", "HEAD")
def mine(request: HttpRequest) -> HttpResponse:
    """List what was written in this browser, also what waits."""
    who, now = writer(request), look.now()
    rows = Comment.objects.filter(browser=who.key) if who.key else Comment.objects.none()
    if who.is_known and who.person is not None and who.person.pk:
        rows = Comment.objects.filter(person=who.person)
    gone = [Comment.State.DELETED]
    comments = list(rows.exclude(state__in=gone).order_by("-created_at", "-pk")[:MOST_OWN])
    places = standings({comment.article_id for comment in comments}, at=now)
    listed = [(comment, places[comment.article_id], can_edit(comment, at=now)) for comment in comments]
    return render(request, "comments/mine.html", {"listed": listed, "writer": who, "is_deleted": "deleted" in request.GET})


@visitors_page("GET", "HEAD", "POST")
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Change one's own comment."""
    who = writer(request)
    comment = own(comment_id, who)
    if request.method != "POST":
        form = EditForm(initial={"text": comment.text})
        return render(request, "comments/edit.html", {"form": form, "comment": comment, "rules": site_rules()})
    form = EditForm(request.POST)
    if form.is_valid():
        try:
            verbs.edit(comment_id, form.cleaned_data["text"], who, address=address_of(request), agent=request.headers.get("User-Agent", ""))
            return lead_to("comments:mine", rest=f"#comment-{comment_id}")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "comments/edit.html", {"form": form, "comment": comment, "rules": site_rules()}, status=422)


@visitors_page("GET", "HEAD", "POST")
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment back, after a question."""
    who = writer(request)
    comment = own(comment_id, who)
    if request.method != "POST":
        return render(request, "comments/delete.html", {"comment": comment})
    verbs.delete_own(comment_id, who)
    return lead_to("comments:mine", rest="?deleted=1")


@visitors_page("POST")
def be_somebody_else(request: HttpRequest) -> HttpResponse:
    """Forget who this browser is."""
    response = lead_to("comments:mine")
    response.delete_cookie(signing.BROWSER_COOKIE, path=signing.COOKIE_PATH)
    return response
