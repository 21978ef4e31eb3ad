"""What every page says of the paper: its name, its sections, the standing pages in its footer."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from articles.addresses import page_path
from articles.changes import depends_on
from articles.colours import THEME_VERSION
from articles.embeds import provider_of
from articles.figures import Figure, columns, figure_from
from articles.look import Kept, look
from articles.models import Image, Page, SiteSettings
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
    def logo(self) -> Figure | None:
        """Return the picture that stands in place of the name, while it may be shown. No query once the process knows it."""
        if self.logo_id is None:
            return None
        depends_on(f"image:{self.logo_id}")
        row = _kept_logo(self.logo_id).get()
        return figure_from(row, at=look.now()) if row else None

    @property
    def theme_path(self) -> str:
        """Return the address of the paper's own colour; "" while it has none."""
        return reverse("articles:theme", args=[THEME_VERSION, self.accent.removeprefix("#").lower()]) if self.accent else ""

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


@lru_cache(maxsize=4)
def _kept_logo(image_id: int) -> Kept[dict[str, Any] | None]:
    return Kept(f"image:{image_id}", lambda: Image.objects.filter(pk=image_id).values(*columns()).first())


_kept: Kept[Site] = Kept(SITE_KEY, load_site)


def site() -> Site:
    """Return what this process knows of the paper, at most 100 ms old; the page depends on it. No query."""
    depends_on(SITE_KEY)
    return _kept.get()
