"""How a table's cells are set: figures stand under one another, what is short stays on one line."""

import re
from collections import Counter
from itertools import count

from articles.html import plain_text

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_FIGURE = re.compile(r"[-−+±<>≈~]?\s?[£$€¥]?\s?[-−+]?\d[\d.,:'’\s]*\s?(?:\w{1,3}|[%‰°£$€¥]|°C)?")
_SHORT = 12


def set_table(table_html: str) -> str:
    """Name the cells of a clean table that hold figures, and those too short to be parted: cells have no classes till then.

    A column is one of figures when at least half of what stands in it are; the first, which says what a row is of, never.
    """
    columns = _figure_columns(table_html)
    return _ROW.sub(lambda row: _set_row(row[0], columns), table_html)


def _figure_columns(table_html: str) -> set[int]:
    said: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for row in _ROW.findall(table_html.partition("<tbody>")[2]):
        for column, (_tag, _attributes, inner) in enumerate(_CELL.findall(row)):
            words = plain_text(inner).strip()
            said[column] += bool(words)
            figures[column] += bool(_FIGURE.fullmatch(words))
    return {column for column, found in figures.items() if column and found and 2 * found >= said[column]}


def _set_row(row: str, columns: set[int]) -> str:
    number = count()

    def set_cell(cell: re.Match[str]) -> str:
        classes = _classes(cell[3], is_figure=next(number) in columns)
        return f"<{cell[1]}{cell[2]}{classes}>{cell[3]}</{cell[1]}>"

    return _CELL.sub(set_cell, row)


def _classes(inner: str, *, is_figure: bool) -> str:
    words = plain_text(inner).strip()
    is_short = len(words) <= _SHORT and any(map(str.isdigit, words))
    names = [name for name, holds in (("figure", is_figure), ("short", is_short)) if holds]
    return f' class="{" ".join(names)}"' if names else ""
