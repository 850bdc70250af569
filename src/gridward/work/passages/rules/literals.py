"""Columns as array literals of PostgreSQL: one text a column, where a list of values costs a conversion each.

Of two thousand passages psycopg would convert fifty thousand values one by one, which takes longer than PostgreSQL
needs to store them. Values of few kinds are quoted once.
"""

from collections.abc import Iterable


def array_of(column: Iterable[object]) -> str:
    """The literal of a column of texts, numbers and NULLs; a truth value is told as PostgreSQL writes it."""
    values = list(column)
    quoted = {value: _quoted(value) for value in set(values)}
    return "{" + ",".join([quoted[value] for value in values]) + "}"


def _quoted(value: object) -> str:
    if value is None:
        return "NULL"
    text = str(value)
    if '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
