"""What must be there before readers may see a story."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import html
from articles.models import Content


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `field` is the form field it leads to; what is only advised does not stop anybody."""

    field: str
    sentence: Promise
    is_met: bool
    is_demanded: bool


def lines(article: Content, *, has_byline: bool) -> list[Line]:
    """Return every line, demanded ones first. No query."""
    return [
        Line("headline", _("A story cannot be published without a headline."), bool(article.headline.strip()), is_demanded=True),
        Line("section", _("Choose the section this story stands in."), article.section_id is not None, is_demanded=True),
        Line("body", _("The body is empty. Readers need something to read."), html.has_content(article.body), is_demanded=True),
        Line(
            "deck",
            _("Write one sentence under the headline: it stands on cards and in search results."),
            bool(article.deck),
            is_demanded=False,
        ),
        Line("bylines", _("Name at least one author."), has_byline, is_demanded=False),
        Line("lead_image", _("Choose a lead picture."), article.lead_image_id is not None, is_demanded=False),
    ]


def missing(article: Content) -> list[Promise]:
    """Return the sentences that stop this story from being published."""
    return [line.sentence for line in lines(article, has_byline=True) if line.is_demanded and not line.is_met]
