"""The page that compares two versions: every field that differs, its words, and nothing of them is markup."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import DAY, NOW, change, make_article, make_author, make_live, make_section, make_tag, make_user, publish, set_clock

pytestmark = pytest.mark.django_db


def compare(client: Client, article: Article, query: str = "") -> str:
    return client.get(reverse("admin:articles_article_compare", args=[article.pk]) + query).text


def flat(page: str) -> str:
    return " ".join(page.split())


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_user(groups=["Reporter"]))
    return client


def test_unpublished_words_stand_beside_those_readers_see(desk: Client) -> None:
    world = make_section(name="World")
    body = "<p>The boat left at six.</p><p>Nobody waited.</p><ul><li>One</li></ul>"
    edition = make_live(headline="Ferries stop", deck="The last boat left.", body=body, section=world, tags=[make_tag(name="Storms")])
    article = Article.objects.get()
    article.bylines.create(author=make_author(name="Mara Lind"), role="writer", position=0)
    article.tags.clear()
    longer = body.replace("six", "seven").replace("One", "One</li><li>Two")
    change(article, headline="Ferries <b>stop</b>", body=longer, section=make_section(name="Home"))
    told = flat(compare(desk, article))
    assert 'Ferries <del><span class="visually-hidden">Removed: </span>stop</del> <ins>' in told
    assert "Added: </span>&lt;b&gt;stop&lt;/b&gt;</ins>" in told
    assert 'The boat left at <del><span class="visually-hidden">Removed: </span>six.</del> <ins>' in told
    assert "2 paragraphs as they were" in told
    for words in ("Two</ins>", "World</del>", "Home</ins>", "Mara Lind</ins>", "Storms</del>"):
        assert f"</span>{words}" in told
    assert "The last boat left." not in told
    assert edition.headline == "Ferries stop"


def test_two_editions_are_compared_and_marks_alone_are_said_in_a_sentence(desk: Client) -> None:
    first = make_live(headline="First words", body="<p>The same.</p>", section=make_section(name="World"))
    article = change(Article.objects.get(), headline="Other words", body="<p><em>The same.</em></p>")
    second = publish(article, at=NOW + DAY)
    change(article, headline="Not published")
    told = flat(compare(desk, article, f"?old={first.pk}&new={second.pk}"))
    assert "Other words" in told
    assert "The same words; links, emphasis or how something is set have changed." in told
    assert "Not published</ins>" not in told
    assert "Both versions are the same." in compare(desk, article, f"?old={first.pk}&new={first.pk}")


def test_there_is_nothing_to_compare_before_the_first_edition_and_no_number_breaks_it(desk: Client) -> None:
    article, other = make_article(), make_live(section=make_section(name="World"))
    assert "There is nothing to compare with" in compare(desk, article)
    assert "There is nothing to compare with" in compare(desk, article, f"?old={other.pk}&new=" + "9" * 50)
    assert desk.get(reverse("admin:articles_article_compare", args=[10**8])).status_code == 404


def test_who_may_not_see_stories_compares_none(client: Client) -> None:
    article = make_article()
    client.force_login(make_user())
    assert client.get(reverse("admin:articles_article_compare", args=[article.pk])).status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_comparing_asks_as_often_for_thirty_as_for_one(desk: Client, django_assert_num_queries: object, rows: int) -> None:
    make_live(section=make_section(name="World"))
    article = Article.objects.get()
    for number in range(rows):
        article.bylines.create(author=make_author(name=f"Author {number}"), role="writer", position=number)
        article.related.create(target=make_article(headline=f"Beside {number}"), position=number)
        article.tags.add(make_tag(name=f"tag {number}"))
    change(article, headline="New words")
    set_clock(NOW)
    compare(desk, article)
    with django_assert_num_queries(13):  # type: ignore[operator]
        compare(desk, article)
