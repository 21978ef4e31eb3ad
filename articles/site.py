"""What every page says of the paper: its name, its sections, the standing pages in its footer."""

from dataclasses import dataclass

from articles.addresses import page_path
from articles.changes import depends_on
from articles.embeds import provider_of
from articles.look import Kept
from articles.models import Page, SiteSettings
from articles.names import Name
from articles.saving import SITE_KEY
from articles.sections import SECTIONS_KEY, Branch, tree

_AS_THEY_ARE = ("name", "tagline", "description", "footer", "accent", "logo_id", "breaking_story_id", "is_big_day")


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    tagline: str
    description: str
    footer: str
    social: tuple[Name, ...]
    accent: str
    logo_id: int | None
    breaking_story_id: int | None
    is_big_day: bool
    pages: tuple[Name, ...]

    @property
    def sections(self) -> list[Branch]:
        """Return the sections of the navigation. The page depends on the tree. No query."""
        depends_on(SECTIONS_KEY)
        return tree().in_navigation()


def load_site() -> Site:
    """Read the settings and the footer's pages. Two queries."""
    row = SiteSettings.objects.filter(pk=1).first() or SiteSettings()
    pages = Page.objects.filter(in_footer=True).order_by("position", "title", "pk").values_list("title", "slug")
    return Site(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        social=tuple(Name(provider_of(address), address) for address in row.social.split()),
        pages=tuple(Name(title, page_path(slug)) for title, slug in pages),
    )


_kept: Kept[Site] = Kept(SITE_KEY, load_site)


def site() -> Site:
    """Return what this process knows of the paper, at most 100 ms old; the page depends on it. No query."""
    depends_on(SITE_KEY)
    return _kept.get()
