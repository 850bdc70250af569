"""Columns as array literals of PostgreSQL: one text a column, where a list of values costs a conversion each.

Of two thousand passages psycopg would convert fifty thousand values one by one, which takes longer than PostgreSQL
needs to store them.
"""

from collections.abc import Hashable, Iterable, Sequence


def array_of(column: Iterable[Hashable]) -> str:
    """The literal of a column of any texts, numbers, truth values and NULLs; each value is quoted once."""
    values = list(column)
    quoted = {value: _quoted(value) for value in set(values)}
    return "{" + ",".join([quoted[value] for value in values]) + "}"


def plain_array_of(column: Sequence[str | None]) -> str:
    """The literal of texts that need no quotes: UUIDs, hexadecimal digits, words of closed lists, ISO instants."""
    try:
        return "{" + ",".join(column) + "}"  # type: ignore[arg-type]
    except TypeError:
        return "{" + ",".join(["NULL" if one is None else one for one in column]) + "}"


def _quoted(value: Hashable) -> str:
    if value is None:
        return "NULL"
    text = str(value)
    if '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
