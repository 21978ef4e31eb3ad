"""Addresses of comments, all below one word that no section may take."""

from django.urls import include, path, re_path, register_converter

from comments.views import answers, threads, writing


class Number:
    """A row's number that every database can hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Number, "number")

app_name = "comments"
_below_comments = [
    path("story/<number:article_id>/", threads.thread, name="thread"),
    path("story/<number:article_id>/feed.xml", threads.feed, name="feed"),
    path("story/<number:article_id>/write/", writing.write, name="write"),
    path("<number:comment_id>/", threads.comment, name="comment"),
    path("<number:comment_id>/edit/", writing.edit, name="edit"),
    path("<number:comment_id>/delete/", writing.delete, name="delete"),
    path("<number:comment_id>/like/", answers.like, name="like"),
    path("<number:comment_id>/report/", answers.report, name="report"),
    path("mine/", writing.mine, name="mine"),
    path("somebody-else/", writing.be_somebody_else, name="somebody-else"),
]
urlpatterns = [
    path("comments/", include(_below_comments)),  # so that a story's address is held against one of them, not against ten
    re_path(r"^comments/confirm/(?P<word>[\w:=-]{10,200})/\Z", answers.confirm, name="confirm"),
    re_path(r"^comments/unsubscribe/(?P<word>[\w:=-]{10,200})/\Z", answers.unsubscribe, name="unsubscribe"),
]
