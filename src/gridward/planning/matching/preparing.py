"""What comparisons ask of a record, worked out once: sounds of its name, parts of its address, readable numbers."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from gridward.planning.matching.characters import accented, folded, look_alikes, sounds
from gridward.planning.matching.doors import Door, doors
from gridward.planning.matching.terms import DoubleKey

_EXPECTED = 2e-5
"""How often two people bear one name, about: the share taken of a name that the register does not know."""
_WEIGHT = 20_000
"""How many people of a register weigh as much as that expectation."""

_RECORDS = """
    CREATE TABLE records AS
    WITH one AS (SELECT * FROM rows UNION ALL SELECT * FROM persons SEMI JOIN pairs ON id = pairs.person)
    SELECT one.*, tf_name, tf_sound
    FROM one LEFT JOIN name_shares USING (name) LEFT JOIN sound_shares USING (sound)
"""


def load(store: duckdb.DuckDBPyConnection, rows: pa.Table, persons: pa.Table) -> None:
    """Make the tables `rows` (ids from 0) and `persons` (ids below 0) with their derived columns, and `shares`.

    Raises DoubleKey where two rows or two persons have one key.
    """
    _make(store, "rows", rows, "position", "[]::VARCHAR[]", looks=True)
    _make(store, "persons", persons, "-1 - position", "former_phones", looks=False)
    _refuse_double_keys(store)
    for column in ("name", "sound"):
        store.execute(_shares(column))


def make_records(store: duckdb.DuckDBPyConnection) -> None:
    """Make `records`: all rows and the persons of `pairs`, with the share of their names and sounds in the register."""
    store.execute(_RECORDS)


def _refuse_double_keys(store: duckdb.DuckDBPyConnection) -> None:
    for side in ("rows", "persons"):
        if store.sql(f"SELECT key FROM {side} GROUP BY key HAVING count(*) > 1 LIMIT 1").fetchall():
            raise DoubleKey(f"two {side} have one key")


def _make(
    store: duckdb.DuckDBPyConnection,
    name: str,
    given: pa.Table,
    number: str,
    former: str,
    *,
    looks: bool,
) -> None:
    wide = _names(given, looks=looks) | _doors(given)
    for column in ("key", "document", "phones", "birth_year", "sex"):
        wide[column] = given[column]
    if "former_phones" in given.column_names:
        wide["former_phones"] = given["former_phones"]
    wide["position"] = pa.array(range(len(given)), pa.int64())
    store.register("given", pa.table(wide))
    store.execute(f"CREATE TABLE {name} AS {_record(number, former)}")
    store.unregister("given")


def _record(number: str, former: str) -> str:
    tokens = "list_filter(coalesce({0}, []), lambda one: one <> '')"
    return f"""
        SELECT key, {number} AS id, nullif(document, '') AS document,
            {tokens.format("phones")} AS phones, {tokens.format(former)} AS former,
            CASE WHEN regexp_full_match(document, '[0-9]{{17}}[0-9X]') THEN document END AS digits,
            CASE WHEN regexp_full_match(phones[1], '1[0-9]{{10}}') THEN phones[1] END AS mobile,
            name, sound, accent, bag, looks, birth_year, nullif(sex, '') AS sex,
            place, place_sound, building, unit, room
        FROM given
    """


def _shares(column: str) -> str:
    """Of each value the share of persons who bear it, drawn towards what is expected where there are few."""
    return f"""
        CREATE TABLE {column}_shares AS
        SELECT {column}, (count(*) + {_WEIGHT * _EXPECTED}) / ((SELECT count(*) FROM persons) + {_WEIGHT})
            AS tf_{column}
        FROM persons WHERE {column} IS NOT NULL GROUP BY {column}
    """


def _names(given: pa.Table, *, looks: bool) -> dict[str, pa.Array]:
    written, places = _distinct(given["name"])
    plain = folded(written)
    sound = sounds(plain)
    accent = accented(sound)
    bag = ["".join(sorted(one)) for one in accent]
    alike = [look_alikes(one) if looks else [] for one in plain]
    texts = {"name": plain, "sound": sound, "accent": accent, "bag": bag}
    found = {column: _texts(values).take(places) for column, values in texts.items()}
    return found | {"looks": pa.array(alike, pa.list_(pa.string())).take(places)}


def _doors(given: pa.Table) -> dict[str, pa.Array]:
    written, places = _distinct(given["address"])
    read = doors(written)
    sound = sounds(one.place or "" for one in read)
    parts = {name: [one[at] for one in read] for at, name in enumerate(Door._fields)}
    texts = parts | {"place_sound": sound}
    return {column: _texts(values).take(places) for column, values in texts.items()}


def _distinct(column: pa.ChunkedArray) -> tuple[list[str], pa.Array]:
    """The distinct texts of a column, and of each record the place of its text among them."""
    encoded = column.combine_chunks().fill_null("").dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices


def _texts(values: Iterable[str | None]) -> pa.Array:
    return pa.array([value or None for value in values], pa.string())
