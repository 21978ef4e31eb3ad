"""What readers do not see yet of a working copy, by the names of its fields."""

from articles.comparing import beside, called, differing
from articles.models import Article, Edition
from articles.standing import Standing


def changed_fields(article: Article, standing: Standing) -> list[str]:
    """Return the names, as the desk calls them, of what differs from what readers see, or see next. Four queries, or none."""
    placed = standing.coming or standing.live
    if placed is None:
        return []
    edition = Edition.objects.get(pk=placed.pk)
    return [called(name) for name in differing(edition, article, beside(edition), beside(article))]
