"""What networks show of a story that somebody shares: headline, sentence, picture."""

from dataclasses import dataclass

from django.conf import settings

from articles import share_cards
from articles.addresses import encoded
from articles.figures import Figure
from articles.models import Edition
from articles.site import site


@dataclass(frozen=True, slots=True)
class Sharing:
    """`picture` is a full address; sizes in pixels."""

    headline: str
    description: str
    picture: str
    width: int
    height: int
    alt: str


def sharing_of(edition: Edition, picture: Figure | None) -> Sharing:
    """Return what is shown of an edition: its lead picture, cut for sharing, or a drawn card. No query."""
    headline, description = edition.social_headline or edition.headline, edition.seo_description or edition.deck
    if picture and picture.src:
        return Sharing(headline, description, absolute(picture.src), picture.width, picture.height, picture.alt)
    card = share_cards.address(share_cards.words_of(edition, site()), article_id=edition.article_id)
    return Sharing(headline, description, absolute(card), share_cards.WIDTH, share_cards.HEIGHT, headline)


def absolute(path: str) -> str:
    """Return a path as a full address, encoded; "" for none; an address of another host stays as it is."""
    return path if path.startswith("https://") else f"{settings.SITE_URL}{encoded(path)}" if path else ""
