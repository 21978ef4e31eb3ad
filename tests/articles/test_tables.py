"""Tables as they are set: columns of figures, cells that stay on one line, and nothing lost."""

import re

import pytest

from articles.tables import set_table


def table(*rows: str, head: str = "") -> str:
    return f"<table><caption>Owed</caption>{head}<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def test_a_column_of_money_is_named_with_its_heading_and_its_words() -> None:
    head = '<thead><tr><th scope="col">Years</th><th scope="col">Due</th></tr></thead>'
    drawn = set_table(table('<th scope="row">Early</th><td>£1,200</td>', '<th scope="row">Late</th><td>nil</td>', head=head))
    assert drawn == table(
        '<th scope="row">Early</th><td class="figure short">£1,200</td>',
        '<th scope="row">Late</th><td class="figure">nil</td>',
        head='<thead><tr><th scope="col">Years</th><th scope="col" class="figure">Due</th></tr></thead>',
    )


@pytest.mark.parametrize("words", ["9", "-3.5", "£1,200", "38 cm", "0.4 m", "12 %", "05.12", "10p", "€ 4"])
def test_figures_stand_under_one_another(words: str) -> None:
    assert set_table(table(f"<td>a</td><td>{words}</td>")) == table(f'<td>a</td><td class="figure short">{words}</td>')


@pytest.mark.parametrize("words", ["none", "", "not given up", "in 1952 it was let again"])
def test_words_stay_where_they_are(words: str) -> None:
    assert set_table(table(f"<td>a</td><td>{words}</td>")) == table(f"<td>a</td><td>{words}</td>")


def test_first_column_says_what_a_row_is_of_and_short_years_stay_whole() -> None:
    assert set_table(table("<th>1952–1961</th>", "<th>17</th>")) == table('<th class="short">1952–1961</th>', '<th class="short">17</th>')


def test_a_column_with_fewer_figures_than_words_is_one_of_words() -> None:
    rows = ("<td>a</td><td>one</td>", "<td>b</td><td>two</td>", "<td>c</td><td>3</td>")
    assert re.findall("class=.figure", set_table(table(*rows))) == []
