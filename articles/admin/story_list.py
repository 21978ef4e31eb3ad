"""The list of stories: what a row shows, how it is filtered and searched, the views people keep."""

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing, search
from articles.admin import bulk, filters
from articles.admin.deleted import may_take_back
from articles.admin.filters import MOST_COUNTED
from articles.admin.search_filters import AuthorFilter, PublishedFilter, TagFilter
from articles.form_fields import PersonField
from articles.html import clean_text
from articles.look import look
from articles.models import Article, Author, Byline, SavedView
from articles.models.saved_views import QUERY_LENGTH
from articles.row_numbers import row_number
from articles.templatetags import desk

if TYPE_CHECKING:
    from articles.admin.typing import ArticleModelAdmin as _ModelAdmin
else:
    _ModelAdmin = object

_MOST_AUTHORS, _NAME_LENGTH, _MOST_VIEWS = 50, 120, 30
_NOT_KEPT = frozenset({"p", "all"})


class CountedSoFar(Paginator):  # type: ignore[type-arg]
    """Counts no further than MOST_COUNTED and one more: a list is narrowed, not turned page by page to its end."""

    @cached_property
    def count(self) -> int:
        stories: Any = self.object_list
        return int(stories.order_by()[: MOST_COUNTED + 1].count())


class StoryList(_ModelAdmin):
    """Mix in before a ModelAdmin of Article."""

    change_list_template = "desk/story_list.html"
    list_display = ("picture", "story", "placement", "stage_pill", "publication_pill", "changed")
    list_display_links = ("story",)
    list_filter = (
        filters.ViewFilter, filters.SectionFilter, filters.StageFilter, filters.PublicationFilter, PublishedFilter, AuthorFilter,
        filters.AssigneeFilter, TagFilter, filters.ChangedFilter,
    )  # fmt: skip
    search_fields = ("headline",)  # only so that there is a search: `get_search_results` asks the desk's index
    list_per_page = 50
    show_full_result_count = False
    paginator = CountedSoFar
    actions = (bulk.publish, bulk.withdraw, bulk.send_to_review, bulk.approve, bulk.assign, bulk.delete)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(publishing.PUBLISH)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(publishing.WITHDRAW)

    def get_urls(self) -> list[Any]:
        keep = path("views/", self.admin_site.admin_view(self.keep_view), name="articles_article_views")
        return [keep, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = _views_of(request) | {
            "has_stories": Article.objects.exists,
            "most_counted": MOST_COUNTED,
            "people": PersonField.people,
            "may_take_back": may_take_back(request),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist: Any = super().get_changelist_instance(request)
        changelist.counted = changelist.result_count
        if changelist.counted > MOST_COUNTED:
            changelist.result_count = self.list_per_page  # nothing is done with all of so many at once
        ids = list(changelist.result_list.values_list("pk", flat=True))
        rows = {article.pk: article for article in Article.objects.filter(pk__in=ids).for_desk().with_publication(at=look.now())}
        changelist.result_list = [rows[pk] for pk in ids if pk in rows]
        return changelist

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Article], search_term: str) -> tuple[QuerySet[Article], bool]:
        """Keep the newest stories with all words of a search in their text, and those of an author of this name. Three queries at most."""
        words = clean_text(search_term).strip()
        if not words:
            return queryset, False
        authors = list(Author.objects.filter(name__icontains=words[:_NAME_LENGTH]).values_list("pk", flat=True)[:_MOST_AUTHORS])
        theirs = Byline.objects.filter(author__in=authors).order_by("-article").values_list("article", flat=True)[: search.MOST]
        return queryset.filter(pk__in={*search.find(words), *(theirs if authors else ())}), False

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # What a row shows

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, article: Article) -> SafeString:
        return desk.thumb(article.lead_image)

    @admin.display(description=gettext_lazy("story"), ordering="headline")
    def story(self, article: Article) -> SafeString:
        deck = format_html('<span class="story-deck" dir="auto">{}</span>', article.deck or _("No deck yet"))
        return format_html('<span class="story-headline" dir="auto">{}</span>{}', article.headline, deck)

    @admin.display(description=gettext_lazy("section and byline"), ordering="section__name")
    def placement(self, article: Article) -> SafeString:
        section = desk.section_names(article.section_id) or _("No section yet")
        names = desk.byline(article)
        by = format_html('<span class="placement-by"><bdi>{}</bdi></span>', names) if names else ""
        return format_html("<bdi>{}</bdi>{}", section, by)

    @admin.display(description=gettext_lazy("stage"), ordering="stage")
    def stage_pill(self, article: Article) -> SafeString | str:
        return desk.stage_pill(article)

    @admin.display(description=gettext_lazy("publication"))
    def publication_pill(self, article: Article) -> SafeString:
        publication = article.publication
        moment = desk.moment(publication.moment) if publication.moment else ""
        return format_html('{}<span class="pill-when">{}</span>', desk.publication_pill(publication), moment)

    @admin.display(description=gettext_lazy("changed, who has it"), ordering="changed_at")
    def changed(self, article: Article) -> SafeString:
        return format_html('{}<span class="placement-by">{}</span>', desk.moment(article.changed_at), desk.person(article.assignee))

    # Views that people keep

    def keep_view(self, request: HttpRequest) -> HttpResponse:
        """Keep what the list shows under a name, or drop what was kept; then show it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        query = _query(request.POST.get("query", ""))
        try:
            _drop(request) if "drop" in request.POST else _keep(request, query)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{reverse('admin:articles_article_changelist')}?{query}")


def _views_of(request: HttpRequest) -> dict[str, Any]:
    """Return the views this person keeps, and which of them the list shows now. One query."""
    query = _query(request.GET.urlencode())
    views = list(SavedView.objects.filter(user=request.user.pk))
    here = next((view for view in views if view.query == query), None)
    return {"saved_views": views, "saved_view": here, "view_query": query}


def _query(written: str) -> str:
    """Return a query as views keep it: no page, in one order, so that the same list is recognised."""
    pairs = parse_qsl(written[: 4 * QUERY_LENGTH])
    return urlencode(sorted((name, value) for name, value in pairs if name not in _NOT_KEPT and "\0" not in name + value))


def _keep(request: HttpRequest, query: str) -> None:
    view = SavedView(user_id=request.user.pk or 0, name=clean_text(request.POST.get("name", "")).strip(), query=query)
    if not query:
        raise ValidationError(_("Choose a filter or search first: a view keeps what the list shows."))
    if len(query) > QUERY_LENGTH:
        raise ValidationError(_("This search is too long to be kept."))
    if SavedView.objects.filter(user=request.user.pk).count() >= _MOST_VIEWS:
        raise ValidationError(_("At most %(count)d views are kept. Drop one first.") % {"count": _MOST_VIEWS})
    try:
        view.full_clean()
    except ValidationError as error:
        raise ValidationError([sentence for sentences in error.message_dict.values() for sentence in sentences]) from error
    view.save()
    messages.success(request, _("The view “%(name)s” is kept: it stands among the tabs.") % {"name": view.name})


def _drop(request: HttpRequest) -> None:
    number = row_number(request.POST["drop"])
    if number is not None:
        SavedView.objects.filter(user=request.user.pk, pk=number).delete()
