"""Numbers of rows as people type them: in addresses, fields and searches."""

_MOST_DIGITS = 18
"""What fits into every database's keys, and more rows than anybody has."""


def row_number(typed: object) -> int | None:
    """Read the number of a row; None for what is none, whatever it is. A row's own number is read too."""
    digits = str(typed)
    return int(digits) if len(digits) <= _MOST_DIGITS and digits.isascii() and digits.isdigit() else None
