"""What the head of a page tells machines."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import to_locale

from articles import icons, structured_data
from articles.reading import Story
from articles.sections import Branch

register = template.Library()


@register.simple_tag(takes_context=True)
def story_data(context: dict[str, Any], story: Story) -> SafeString:
    """Draw a story's structured data, and where in the paper it stands."""
    things = [structured_data.news_article(story, context["site"])]
    if story.section:
        things.append(structured_data.breadcrumbs(story.section.ancestors()))
    return structured_data.script(*things)


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


@register.filter
def locale(language: str) -> str:
    """Return a language tag as OpenGraph writes it: `pt-br` is `pt_BR`."""
    return to_locale(language)
