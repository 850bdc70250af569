"""Rows of faulty lists against registers with known truth: who is found, who is taken for somebody else, how fast.

    python -m bench.bench_matching [--rows 5000] [--residents 50000] [--seed 3] [--kinds]
    python -m bench.bench_matching --rows 100000 --residents 1000000
    python -m bench.bench_matching --rows 100000 --residents 1000000 --seed 11 --fit

With --fit nothing is measured: the chances of `dated/parameters.yaml` are counted on this list and printed.

*Sure*: assigned without a person looking; its precision must reach 0.999. *Best*: sure, or the first of the doubtful
candidates. Baselines: plain exact joins, Splink as it comes (ready comparisons, trained on the spot) and, on the
English sets of Febrl, rapidfuzz alone. Numbers are opaque tokens, as the keyed index of production leaves them.
"""

import argparse
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from time import perf_counter, process_time

import duckdb
import pyarrow as pa
import splink.comparison_library as library
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.faulty_lists import Listed, hidden, make_list
from bench.febrl import measure_febrl
from bench.invented_town import Town
from bench.outcomes import Outcome, Scored, Truth, first_of, header, line, quality
from gridward.planning.matching import match
from gridward.planning.matching.comparing import model
from gridward.planning.matching.exact import find_exact
from gridward.planning.matching.preparing import load, make_records
from gridward.planning.matching.tables import persons_table, rows_table
from gridward.planning.matching.terms import DEFAULT, Person, Row
from gridward.planning.matching.training import from_truth

PRECISION = 0.999
EXACT_RATIO = 3.0
WHOLE_S = 60.0
_LARGE = 500_000  # residents: below, the exact part is mostly the time that statements take
_LARGEST_FOR_SPLINK = (
    200_000  # residents: trained on the spot, a million take longer than all the rest
)


@dataclass(frozen=True)
class World:
    """A list and a register as tables, and what is true of each row."""

    rows: pa.Table
    persons: pa.Table
    listed: Sequence[Listed]

    @property
    def truth(self) -> Truth:
        """Of each row the person it means."""
        return {one.row.key: one.person for one in self.listed}


def make_worlds(rows: int, residents: int, seed: int) -> tuple[World, World]:
    """One list and register, once with opaque numbers, once with readable ones."""
    town = Town(seed)
    people = list(islice(town.people(residents), residents))
    rng = Random(seed)
    persons = [one.registered(rng) for one in people]
    listed = make_list(town, people, rows, seed)
    written = [one.row for one in listed]
    opaque = _world(map(hidden, written), map(hidden, persons), listed)
    return opaque, _world(written, persons, listed)


def _world(rows: Iterable[Row], persons: Iterable[Person], listed: Sequence[Listed]) -> World:
    return World(rows_table(rows), persons_table(persons), listed)


# -- ours and the baselines ----------------------------------------------------------------------


def ours(world: World) -> Outcome:
    """The engine."""
    return Outcome.of(match(world.rows, world.persons))


_EXACT = """
    WITH p AS (SELECT key, name, unnest(phones) AS phone FROM persons),
    r AS (SELECT key, name, unnest(phones) AS phone FROM rows),
    found AS (
        SELECT 1 AS way, rows.key AS row, persons.key AS person FROM rows JOIN persons USING (document)
        UNION SELECT 2, r.key, p.key FROM r JOIN p USING (phone, name)
        UNION SELECT 3, rows.key, persons.key FROM rows JOIN persons USING (name, birth_year, address)
    ),
    alone AS (SELECT row, way, any_value(person) AS person FROM found GROUP BY row, way HAVING count(*) = 1)
    SELECT row, arg_min(person, way) FROM alone GROUP BY row
"""


def exact_joins(world: World) -> Outcome:
    """Number, else phone and name, else name, birth year and address as written; one person alone each."""
    with duckdb.connect() as store:
        store.register("rows", world.rows)
        store.register("persons", world.persons)
        found = dict(store.sql(_EXACT).fetchall())
    return Outcome(found, found)


def splink_as_it_comes(world: World) -> Outcome:
    """Ready comparisons over the columns as they are, everything estimated from the two tables."""
    with duckdb.connect() as store:
        api = DuckDBAPI(store)
        sides = [api.register(_plain(side)) for side in (world.rows, world.persons)]
        linker = Linker(sides, _ready(), log_level=None)
        _trained(linker)
        scored = linker.inference.predict(threshold_match_probability=0.05)
        asked = f"SELECT unique_id_l, unique_id_r, match_probability FROM {scored.physical_name}"
        return first_of(_rows_first(store.sql(asked).fetchall()), PRECISION)


def _plain(side: pa.Table) -> pa.Table:
    columns = {name: side[name] for name in ("document", "name", "birth_year", "sex", "address")}
    phones = [one[0] if one else None for one in side["phones"].to_pylist()]
    return pa.table({"unique_id": side["key"], "phone": pa.array(phones, pa.string()), **columns})


def _ready() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            *(library.ExactMatch(field) for field in ("document", "phone", "birth_year", "sex")),
            library.NameComparison("name"),
            library.JaroWinklerAtThresholds("address"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("document"),
            block_on("phone"),
            block_on("name", "birth_year"),
            block_on("name", "address"),
        ],
    )


def _trained(linker: Linker) -> None:
    numbered = block_on("document")
    linker.training.estimate_probability_two_random_records_match([numbered], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for block in (numbered, block_on("name", "birth_year")):
        linker.training.estimate_parameters_using_expectation_maximisation(block)


def _rows_first(pairs: Iterable[tuple[str, str, float]]) -> Scored:
    """Keys of rows begin with r, those of persons with p."""
    return [(*sorted((one, other), reverse=True), chance) for one, other, chance in pairs]


# -- what is printed -----------------------------------------------------------------------------


def measure_quality(opaque: World, readable: World, *, kinds: bool) -> bool:
    """Ours beside the baselines; whether the sure ones are sure enough."""
    print(header(f"{len(opaque.listed):,} rows, {len(opaque.persons):,} residents"))
    found = ours(opaque)
    ways: list[tuple[str, Callable[[World], Outcome], World]] = [
        ("ours", lambda _: found, opaque),
        ("ours, numbers that can be read", ours, readable),
        ("exact joins", exact_joins, opaque),
    ]
    if len(opaque.persons) <= _LARGEST_FOR_SPLINK:
        ways.append(("Splink as it comes", splink_as_it_comes, opaque))
    for label, way, world in ways:
        print(line(label, way(world), world.truth), flush=True)
    if kinds:
        _by_kind(opaque, found)
    precision = quality(found.sure, opaque.truth).precision
    print(f"  precision of the sure ones {precision:.5f} (at least {PRECISION})")
    return precision >= PRECISION


def _by_kind(world: World, found: Outcome) -> None:
    """What each mistake costs: of rows with it, how many are sure, how many have the right one first."""
    counts: dict[str, Counter[str]] = {}
    for one in world.listed:
        key = one.row.key
        for kind in one.done or ("nothing",):
            count = counts.setdefault(kind, Counter())
            count["rows"] += 1
            count["sure"] += key in found.sure
            count["wrong"] += key in found.sure and found.sure[key] != one.person
            count["best"] += one.person is not None and found.best.get(key) == one.person
    print(f"  {'what was done to the row':26} {'rows':>7} {'sure':>7} {'wrong':>7} {'best':>7}")
    for kind, count in sorted(counts.items()):
        numbers = (f"{count[name]:7,}" for name in ("rows", "sure", "wrong", "best"))
        print(f"  {kind:26} {' '.join(numbers)}")


_BARE = """
    CREATE OR REPLACE TABLE bare AS
    SELECT rows.id AS row, persons.id AS person FROM rows JOIN persons USING (document)
    UNION ALL SELECT r.id, p.id FROM (SELECT id, unnest(phones) AS phone FROM rows) AS r
        JOIN (SELECT id, unnest(list_concat(phones, former)) AS phone FROM persons) AS p USING (phone)
"""


def measure_exact(world: World, rounds: int = 5) -> bool:
    """The exact part beside the bare hash join of the same keys, by turns, the best of each."""
    with duckdb.connect() as store:
        load(store, world.rows, world.persons)
        bare, exact = [], []
        for _ in range(rounds):
            bare.append(_taken(lambda: store.execute(_BARE)))
            exact.append(_taken(lambda: find_exact(store, DEFAULT.crowd)))
            for table in ("document_pairs", "phone_pairs", "settled"):
                store.execute(f"DROP TABLE {table}")
    clock, cpu = (min(column) for column in zip(*exact, strict=True))
    bare_clock, bare_cpu = (min(column) for column in zip(*bare, strict=True))
    print(
        f"  exact part {cpu * 1000:.0f} ms of processors ({clock * 1000:.0f} ms by the clock), bare hash join"
        f" {bare_cpu * 1000:.0f} ({bare_clock * 1000:.0f}): ratio {cpu / bare_cpu:.2f} ({clock / bare_clock:.2f})"
    )
    return cpu / bare_cpu <= EXACT_RATIO or len(world.persons) < _LARGE


def measure_whole(world: World) -> bool:
    """The whole, doubtful ones included, in seconds of the clock and of the processors."""
    took, cpu = _taken(lambda: match(world.rows, world.persons))
    rate = len(world.rows) / took
    print(
        f"  whole {took:.1f} s ({cpu:.1f} s of processors), {rate:,.0f} rows a second (at most {WHOLE_S:.0f} s)"
    )
    return cpu <= WHOLE_S  # others use this machine too; the steps wait for nothing


def fit(world: World, most_pairs: float = 4e7) -> None:
    """Print m and u of each level, counted on the true pairs and on random ones; takes minutes."""
    places = {key: n for n, key in enumerate(world.persons["key"].to_pylist())}
    known = [(n, one.person) for n, one in enumerate(world.listed) if one.person]
    truth = {"row": [n for n, _ in known], "person": [-1 - places[key] for _, key in known]}
    with duckdb.connect() as store:
        load(store, world.rows, world.persons)
        store.register("truth", pa.table(truth))
        store.execute("CREATE VIEW pairs AS SELECT NULL AS row, id AS person FROM persons")
        make_records(store)
        found = from_truth(store, "records", "truth", model(), most_pairs)
    for field, levels in found.m.items():
        print(f"  {field}:")
        for word, chance in levels.items():
            print(f"    {word}: [{chance:.3g}, {found.u[field][word]:.3g}]")


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processors."""
    begin, worked = perf_counter(), process_time()
    work()
    return perf_counter() - begin, process_time() - worked


def main() -> int:
    """Run all; exit code 1 when the sure ones are not, or when it takes too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--residents", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--fit", action="store_true", help="count chances instead of measuring")
    parser.add_argument("--kinds", action="store_true", help="what each mistake costs")
    given = parser.parse_args()
    logging.getLogger("splink").setLevel(
        logging.ERROR
    )  # it warns of levels that a set does not show
    opaque, readable = make_worlds(given.rows, given.residents, given.seed)
    if given.fit:
        fit(opaque)
        return 0
    fine = [
        measure_exact(opaque),
        measure_whole(opaque),
        measure_quality(opaque, readable, kinds=given.kinds),
    ]
    measure_febrl()
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
