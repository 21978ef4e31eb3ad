"""What the head of a page tells machines."""

import datetime as dt
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale

from articles import icons, structured_data
from articles.changes import depends_on
from articles.figures import Figure
from articles.reading import Story
from articles.sections import SECTIONS_KEY, Branch, Tree, tree
from articles.site import Site, site

register = template.Library()


@register.simple_tag(takes_context=True)
def story_data(context: dict[str, Any], story: Story) -> SafeString:
    """Draw a story's structured data, and where in the paper it stands."""
    things = [structured_data.news_article(story, context["site"])]
    if story.section:
        things.append(structured_data.breadcrumbs(story.section.ancestors()))
    return structured_data.script(*things)


_drawn: dict[tuple[str, str | None, int], tuple[Site, Tree, Figure | None, SafeString]] = {}


@register.simple_tag
def same_everywhere(name: str, at_section: Branch | None = None) -> SafeString:
    """Draw a part that is the same on every page, or on every page of a section.

    It is drawn anew when the paper, its logo or its sections have changed, else as it was drawn before.
    """
    paper, sections = site(), tree()
    logo, key = paper.logo, (name, get_language(), at_section.id if at_section else 0)
    depends_on(SECTIONS_KEY)
    kept = _drawn.get(key)
    if kept is None or kept[0] is not paper or kept[1] is not sections or kept[2] != logo:
        drawn = get_template(name).render({"site": paper, "at_section": at_section})
        _drawn[key] = kept = (paper, sections, logo, mark_safe(drawn))  # noqa: S308 - a template's own output
    return kept[3]


@register.simple_tag
def section_data(branch: Branch) -> SafeString:
    return structured_data.script(structured_data.breadcrumbs(branch.ancestors()))


@register.simple_tag(takes_context=True)
def icon(context: dict[str, Any], size_px: int) -> str:
    """Return the address of the paper's icon."""
    return icons.address(context["site"], size_px)


@register.simple_tag
def styles() -> str:
    """Return the address of the readers' styles; nothing while they are not collected, so that even that mistake has a page."""
    try:
        return static("css/site.css")
    except ValueError:
        return ""


@register.filter(expects_localtime=True)
def iso(moment: dt.datetime) -> str:
    """Return a moment as machines read it."""
    return moment.isoformat()


@register.filter
def locale(language: str) -> str:
    """Return a language tag as OpenGraph writes it: `pt-br` is `pt_BR`."""
    return to_locale(language)
