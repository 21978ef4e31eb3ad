"""Addresses of comments, all below one word that no section may take."""

from django.urls import path, re_path, register_converter

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
urlpatterns = [
    path("comments/story/<number:article_id>/", threads.thread, name="thread"),
    path("comments/story/<number:article_id>/feed.xml", threads.feed, name="feed"),
    path("comments/story/<number:article_id>/write/", writing.write, name="write"),
    path("comments/<number:comment_id>/", threads.comment, name="comment"),
    path("comments/<number:comment_id>/edit/", writing.edit, name="edit"),
    path("comments/<number:comment_id>/delete/", writing.delete, name="delete"),
    path("comments/<number:comment_id>/like/", answers.like, name="like"),
    path("comments/<number:comment_id>/report/", answers.report, name="report"),
    path("comments/mine/", writing.mine, name="mine"),
    path("comments/somebody-else/", writing.be_somebody_else, name="somebody-else"),
    re_path(r"^comments/confirm/(?P<word>[\w:=-]{10,200})/\Z", answers.confirm, name="confirm"),
    re_path(r"^comments/unsubscribe/(?P<word>[\w:=-]{10,200})/\Z", answers.unsubscribe, name="unsubscribe"),
]
