"""The sets of Febrl (invented Australians, with mistakes): the engine with comparisons of English records.

Duplicates are the rows, originals the register. The model below is trained on each set without its truth.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from rapidfuzz import fuzz, process
from tests.shared_data import shared

from bench.outcomes import Outcome, Truth, first_of, header, line
from gridward.planning.matching.comparing import Chances, Comparison, Level, Model
from gridward.planning.matching.probable import score
from gridward.planning.matching.training import from_likeness

SETS = ("dataset1", "dataset2", "dataset3")
SURE = 0.999
FUZZY_SURE = 90  # of 100
_FIELDS = (
    *("given_name", "surname", "street_number", "address_1", "address_2", "suburb"),
    *("postcode", "state", "date_of_birth", "soc_sec_id"),
)


@dataclass(frozen=True)
class Set:
    """Duplicates and originals by key, and which original each duplicate is of."""

    rows: dict[str, dict[str, str]]
    persons: dict[str, dict[str, str]]
    truth: Truth


def read(name: str) -> Set:
    """One set; a record is rec-N-org or rec-N-dup-K."""
    file = shared("record_linkage_febrl") / f"{name}.csv"
    records = {}
    with file.open() as lines:
        for one in csv.DictReader(lines, skipinitialspace=True):
            key = one.pop("rec_id").strip()
            records[key] = {field.strip(): (value or "").strip() for field, value in one.items()}
    persons = {key: one for key, one in records.items() if key.endswith("-org")}
    rows = {key: one for key, one in records.items() if key not in persons}
    truth = {key: f"{key.partition('-dup')[0]}-org" for key in rows}
    return Set(rows, persons, {key: one if one in persons else None for key, one in truth.items()})


# -- ours ----------------------------------------------------------------------------------------


def _text(field: str, near: float, *, frequency: bool = False) -> Comparison:
    return Comparison(
        field,
        f"{field}_l IS NULL OR {field}_r IS NULL",
        (
            Level("exact", f"{field}_l = {field}_r", frequency=field if frequency else None),
            Level("one_character", f"damerau_levenshtein({field}_l, {field}_r) = 1"),
            Level("alike", f"jaro_winkler_similarity({field}_l, {field}_r) >= {near}"),
        ),
    )


def _number(field: str) -> Comparison:
    return Comparison(
        field,
        f"{field}_l IS NULL OR {field}_r IS NULL",
        (
            Level("exact", f"{field}_l = {field}_r"),
            Level("one_digit", f"damerau_levenshtein({field}_l, {field}_r) = 1"),
        ),
    )


COMPARISONS = (
    _text("given_name", 0.88, frequency=True),
    _text("surname", 0.88, frequency=True),
    _text("address_1", 0.88),
    _text("suburb", 0.88),
    *map(_number, ("street_number", "postcode", "date_of_birth", "soc_sec_id")),
)
_KEYS = (
    *("soc_sec_id", "date_of_birth", "surname || given_name", "surname || postcode"),
    *("given_name || postcode", "address_1", "suburb || street_number", "given_name || suburb"),
)
_BLOCKS = (
    "l.soc_sec_id = r.soc_sec_id",
    "l.date_of_birth = r.date_of_birth AND l.suburb = r.suburb",
)


def english(persons: int) -> Model:
    """The model before it is trained: every field agrees in nine of ten, by chance in one of a hundred."""
    m = {one.field: dict(zip(one.words, _falling(one, 0.9), strict=True)) for one in COMPARISONS}
    u = {one.field: dict(zip(one.words, _rising(one, 0.01), strict=True)) for one in COMPARISONS}
    return Model(COMPARISONS, Chances(1 / persons, m, u))


def _falling(one: Comparison, first: float) -> list[float]:
    rest = len(one.words) - 1
    return [first, *[(1 - first) / rest] * rest]


def _rising(one: Comparison, each: float) -> list[float]:
    rest = len(one.words) - 1
    return [*[each] * rest, 1 - each * rest]


def ours(given: Set) -> Outcome:
    """The engine's score with the English model, trained on the set without its truth."""
    with duckdb.connect() as store:
        _load(store, given)
        guess = english(len(given.persons))
        chances = from_likeness(store, "records", _BLOCKS, guess, 1e6)
        scored = score(store, "records", "pairs", Model(COMPARISONS, chances))
        asked = f"SELECT id_l, id_r, match_probability FROM {scored} WHERE match_probability > 0.05"
        keys = [*given.rows, *given.persons]
        pairs = [
            (keys[one], keys[other], chance) for one, other, chance in store.sql(asked).fetchall()
        ]
    return first_of(pairs, SURE)


def _load(store: duckdb.DuckDBPyConnection, given: Set) -> None:
    everybody = [*given.rows.values(), *given.persons.values()]
    columns = {field: [one[field] or None for one in everybody] for field in _FIELDS}
    store.register("given", pa.table({"id": list(range(len(everybody))), **columns}))
    shares = "".join(
        f", count(*) OVER (PARTITION BY {field}) / count(*) OVER () AS tf_{field}"
        for field in ("given_name", "surname")
    )
    store.execute(f"CREATE TABLE records AS SELECT *{shares} FROM given")
    rows = len(given.rows)
    pairs = " UNION ".join(
        f"SELECT one.id AS row, other.id AS person FROM records AS one JOIN records AS other"
        f" ON {_of('one', key)} = {_of('other', key)} WHERE one.id < {rows} AND other.id >= {rows}"
        for key in _KEYS
    )
    store.execute(f"CREATE TABLE pairs AS {pairs}")


def _of(side: str, key: str) -> str:
    return " || ".join(f"{side}.{column}" for column in key.split(" || "))


# -- baselines -----------------------------------------------------------------------------------


def exact_joins(given: Set) -> Outcome:
    """The social security number, else both names with the birth date; one original alone each."""
    ways = (("soc_sec_id",), ("given_name", "surname", "date_of_birth"))
    indexes = [_alone(given, way) for way in ways]
    found = {}
    for key, row in given.rows.items():
        for way, index in zip(ways, indexes, strict=True):
            if person := index.get(tuple(row[field] for field in way)):
                found.setdefault(key, person)
    return Outcome(found, found)


def _alone(given: Set, fields: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    twice = set()
    for key, one in given.persons.items():
        value = tuple(one[field] for field in fields)
        if all(value):
            twice |= {value} if value in found else set()
            found[value] = key
    return {value: key for value, key in found.items() if value not in twice}


def rapidfuzz_alone(given: Set) -> Outcome:
    """Whole records as texts, by token_sort_ratio; every row against every original."""
    rows, persons = list(given.rows), list(given.persons)
    texts = [list(_whole(side)) for side in (given.rows, given.persons)]
    scores = process.cdist(*texts, scorer=fuzz.token_sort_ratio, score_cutoff=50, workers=2)
    tops = scores.argmax(axis=1)
    pairs = [
        (rows[n], persons[top], float(scores[n, top]))
        for n, top in enumerate(tops)
        if scores[n, top]
    ]
    return first_of(pairs, FUZZY_SURE)


def _whole(side: dict[str, dict[str, str]]) -> Iterator[str]:
    return (" ".join(filter(None, one.values())) for one in side.values())


def measure_febrl() -> None:
    """Three lines a set."""
    for name in SETS:
        given = read(name)
        print(header(f"febrl {name}: {len(given.rows):,} in {len(given.persons):,}"))
        ways = (
            ("ours, English model", ours),
            ("exact joins", exact_joins),
            ("rapidfuzz", rapidfuzz_alone),
        )
        for label, way in ways:
            print(line(label, way(given), given.truth), flush=True)
