"""Counters per grid, kept by triggers in the transaction of each change, and the same counts made from scratch.

A `Tally` says which rows of a table count towards which figures. After each statement the triggers add the
*difference* that it made, one small row a grid and figure, so that writers never wait for each other; a figure is
the sum of its differences, and a job joins them now and then. Whole statements are looked at (COPY, bulk updates,
an import and its undoing are covered) and the functions run as the owner of the tables, past the wall of rows.

A row may count only while others are present: a person's situation while the person is registered. For that a
change of presence first locks the rows that hang on it, and a new row locks what it hangs on: then of two
transactions that change both at once one sees the other, and locks are taken from above to below, as services do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.migrations.state import ProjectState

from gridward.kernel.history import state_at
from gridward.kernel.migrating import Statements

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"


@dataclass(frozen=True)
class Above:
    """A row that must be there and `present` for the row below, whose `column` holds its id."""

    column: str
    table: str
    present: str


@dataclass(frozen=True)
class Tally:
    """Which rows of `table` count for which figure, while all `above` are present, the nearest first.

    Conditions are SQL over one row, written with {row} for its name, and never NULL-safe by themselves: NULL
    counts as false. The figure stands at the row's own `grid_id`.
    """

    table: str
    figures: Mapping[str, str]
    above: tuple[Above, ...] = ()


def condition(text: str, row: str) -> str:
    """A condition over a row of this name, NULL being false."""
    return f"(({text.format(row=row)}) IS TRUE)"


def _joins(tally: Tally, sources: Mapping[str, str]) -> str:
    """JOINs of what stands above r, named a1, a2 ...; `sources` replace tables by sub-selects."""
    below, parts = "r", []
    for position, one in enumerate(tally.above, 1):
        source = sources.get(one.table, one.table)
        present = condition(one.present, f"a{position}")
        parts.append(
            f"JOIN {source} a{position} ON a{position}.id = {below}.{one.column} AND {present}"
        )
        below = f"a{position}"
    return "\n".join(parts)


def _unpivoted(tally: Tally, inner: str) -> str:
    """One row a grid and figure from one column a figure, without zeros."""
    pairs = ", ".join(f"('{key}', counted.c{n})" for n, key in enumerate(tally.figures))
    return (
        f"SELECT counted.grid_id, v.figure, v.amount FROM ({inner}) counted\n"
        f"CROSS JOIN LATERAL (VALUES {pairs}) v (figure, amount) WHERE v.amount <> 0"
    )


def counted(tally: Tally, sources: Mapping[str, str] | None = None) -> str:
    """SELECT grid_id, figure, amount: the counts of a tally from scratch, over its tables or what replaces them."""
    sources = sources or {}
    columns = ", ".join(
        f"count(*) FILTER (WHERE {condition(text, 'r')}) AS c{n}"
        for n, text in enumerate(tally.figures.values())
    )
    return _unpivoted(
        tally,
        f"SELECT r.grid_id, {columns} FROM {sources.get(tally.table, tally.table)} r\n"
        f"{_joins(tally, sources)}\nGROUP BY r.grid_id",
    )


def _differences(tally: Tally, rows: str, sign: str = "turned.sign") -> str:
    """The same for `rows`, a FROM list in which r is the row and `sign` says whether it comes or goes."""
    columns = ", ".join(
        f"coalesce(sum({sign}) FILTER (WHERE {condition(text, 'r')}), 0) AS c{n}"
        for n, text in enumerate(tally.figures.values())
    )
    return _unpivoted(tally, f"SELECT r.grid_id, {columns} FROM {rows} GROUP BY r.grid_id")


def _add(counters: str, select: str) -> str:
    return f"INSERT INTO {counters} (grid_id, figure, amount)\n{select};"


_SIDES = {
    "INSERT": "(SELECT 1 AS sign, n.* FROM new_rows n)",
    "DELETE": "(SELECT -1 AS sign, o.* FROM old_rows o)",
    "UPDATE": "(SELECT -1 AS sign, o.* FROM old_rows o UNION ALL SELECT 1, n.* FROM new_rows n)",
}


def _own(counters: str, tally: Tally, event: str) -> Iterator[str]:
    """What a change of the counted rows themselves adds."""
    if event == "INSERT" and tally.above:
        names = ", ".join(f"a{n}" for n in range(1, len(tally.above) + 1))
        yield f"PERFORM 1 FROM new_rows r\n{_joins_of_all(tally)}\nFOR SHARE OF {names};"
    yield _add(counters, _differences(tally, f"{_SIDES[event]} r\n{_joins(tally, {})}", "r.sign"))


def _joins_of_all(tally: Tally) -> str:
    below, parts = "r", []
    for position, one in enumerate(tally.above, 1):
        parts.append(f"JOIN {one.table} a{position} ON a{position}.id = {below}.{one.column}")
        below = f"a{position}"
    return "\n".join(parts)


_TURNED = {
    "DELETE": "(SELECT o.*, -1 AS sign FROM old_rows o WHERE {o})",
    "UPDATE": "(SELECT n.*, CASE WHEN {n} THEN 1 ELSE -1 END AS sign"
    " FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE {n} <> {o})",
}


def _from_above(counters: str, tally: Tally, position: int, event: str) -> Iterator[str]:
    """What a change of presence of the row above at `position` (from 0) adds for the rows below it."""
    one = tally.above[position]
    turned = _TURNED[event].format(n=condition(one.present, "n"), o=condition(one.present, "o"))
    names = ["r", *(f"a{n}" for n in range(1, position + 1)), "turned"]
    tables = [tally.table, *(above.table for above in tally.above)]
    downward = range(position, -1, -1)
    path = {
        depth: f"JOIN {tables[depth]} {names[depth]}"
        f" ON {names[depth]}.{tally.above[depth].column} = {names[depth + 1]}.id"
        for depth in downward
    }
    locked = " ".join(path[depth] for depth in downward)
    yield f"PERFORM 1 FROM {turned} turned {locked} FOR NO KEY UPDATE OF {', '.join(names[:-1])};"
    for depth in range(1, position + 1):
        path[depth] += f" AND {condition(tally.above[depth - 1].present, names[depth])}"
    upward = []
    for depth, higher in enumerate(tally.above[position + 1 :], position + 2):
        upper = "turned" if depth == position + 2 else f"a{depth - 1}"
        present = condition(higher.present, f"a{depth}")
        upward.append(
            f"JOIN {higher.table} a{depth} ON a{depth}.id = {upper}.{higher.column} AND {present}"
        )
    joins = " ".join([*(path[depth] for depth in downward), *upward])
    yield _add(counters, _differences(tally, f"{turned} turned {joins}"))


def _body(counters: str, tallies: Sequence[Tally], table: str, event: str) -> str:
    steps = [step for one in tallies if one.table == table for step in _own(counters, one, event)]
    if event != "INSERT":
        for one in tallies:
            for position, above in enumerate(one.above):
                if above.table == table:
                    steps += _from_above(counters, one, position, event)
    return "\n".join(steps)


def tables_of(tallies: Iterable[Tally]) -> list[str]:
    """Every table on which a figure depends, each once."""
    found: dict[str, None] = {}
    for one in tallies:
        found |= dict.fromkeys([one.table, *(above.table for above in one.above)])
    return list(found)


def trigger_statements(counters: str, tallies: Sequence[Tally]) -> Iterator[str]:
    """Functions and triggers of every table; harmless when repeated."""
    tables = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"}
    tables["UPDATE"] = f"{tables['DELETE']} {tables['INSERT']}"
    for table in tables_of(tallies):
        for event, referencing in tables.items():
            body = _body(counters, tallies, table, event)
            name = f"{counters}_{event.lower()}_{table}"
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            if not body:
                continue
            yield from after_statements(name, table, event, referencing, body)


def after_statements(
    name: str, table: str, event: str, referencing: str, body: str
) -> Iterator[str]:
    """A function and trigger that run `body`, as the owner of the tables, after each statement on a table."""
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {DEFINER}"
        f" AS $$ BEGIN\n{body}\nRETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referencing}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _all(tallies: Sequence[Tally], sources: Mapping[str, str] | None = None) -> str:
    return "\nUNION ALL\n".join(counted(one, sources) for one in tallies)


def function_statements(counters: str, tallies: Sequence[Tally]) -> Iterator[str]:
    """Functions `<counters>_compact()`, `_recount(mend)` and `_at(moment)`.

    Recount answers (grid_id, figure, live, counted) where the two differ, all in one snapshot, and mends by adding
    the difference: what others commit meanwhile adds its own. The past is answered for the grids that the wall
    lets the caller read.
    """
    yield f"""
CREATE OR REPLACE FUNCTION {counters}_compact() RETURNS bigint LANGUAGE plpgsql {DEFINER} AS $$
DECLARE gone bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('{counters}_compact', 0)) THEN RETURN 0; END IF;
    WITH taken AS (DELETE FROM {counters} RETURNING grid_id, figure, amount),
    added AS (
        INSERT INTO {counters} (grid_id, figure, amount)
        SELECT grid_id, figure, sum(amount) FROM taken GROUP BY grid_id, figure HAVING sum(amount) <> 0
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM added) INTO gone;
    RETURN gone;
END $$"""
    yield f"""
CREATE OR REPLACE FUNCTION {counters}_recount(mend boolean)
RETURNS TABLE (grid uuid, named text, live bigint, from_scratch bigint) LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    RETURN QUERY
    WITH fresh AS ({_all(tallies)}),
    kept AS (SELECT k.grid_id, k.figure, sum(k.amount)::bigint AS amount FROM {counters} k GROUP BY 1, 2),
    differing AS (
        SELECT coalesce(f.grid_id, k.grid_id) AS grid_id, coalesce(f.figure, k.figure)::text AS figure,
               coalesce(k.amount, 0) AS live, coalesce(f.amount, 0) AS counted
        FROM fresh f FULL JOIN kept k ON k.grid_id = f.grid_id AND k.figure = f.figure
        WHERE coalesce(k.amount, 0) <> coalesce(f.amount, 0)
    ),
    mended AS (
        INSERT INTO {counters} (grid_id, figure, amount)
        SELECT d.grid_id, d.figure, d.counted - d.live FROM differing d WHERE mend
    )
    SELECT d.grid_id, d.figure, d.live, d.counted FROM differing d;
END $$"""
    sources = {
        table: state_at(table, "moment", _columns(tallies, table)) for table in tables_of(tallies)
    }
    yield f"""
CREATE OR REPLACE FUNCTION {counters}_at(moment timestamptz)
RETURNS TABLE (grid_id uuid, figure text, amount bigint) LANGUAGE sql STABLE {DEFINER} AS $$
    SELECT past.grid_id, past.figure, past.amount FROM ({_all(tallies, sources)}) past
    WHERE past.grid_id = ANY ((SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[])
$$"""


def _columns(tallies: Sequence[Tally], table: str) -> list[str]:
    """Columns of a table that its tallies ask for."""
    texts: list[str] = []
    links: list[str] = []
    for one in tallies:
        texts += one.figures.values() if one.table == table else ()
        steps = [one.table, *(above.table for above in one.above)]
        for here, above in zip(steps, one.above, strict=False):
            links += [above.column] if here == table else []
            texts += [above.present] if above.table == table else []
    words = {word for text in texts for word in _named(text)}
    return ["id", "grid_id", *sorted({*links, *words})]


def _named(text: str) -> Iterator[str]:
    for part in text.split("{row}.")[1:]:
        length = next((n for n, c in enumerate(part) if not (c.isalnum() or c == "_")), len(part))
        yield part[:length]


class Counted(Statements):
    """Migration step: keep counters in the table `counters` for these tallies, and fill it from what is there.

    A later migration with other tallies uses it again: functions and triggers are replaced, counts mended.
    """

    def __init__(self, counters: str, tallies: Sequence[Tally]) -> None:
        self.counters = counters
        self.tallies = tuple(tallies)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """For the migration writer."""
        return (self.__class__.__name__, [self.counters, self.tallies], {})

    def up(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Writers wait from here to the commit: nothing is counted twice or missed."""
        yield f"LOCK TABLE {', '.join(tables_of(self.tallies))} IN SHARE ROW EXCLUSIVE MODE"
        yield from trigger_statements(self.counters, self.tallies)
        yield from function_statements(self.counters, self.tallies)
        yield f"SELECT count(*) FROM {self.counters}_recount(true)"

    def down(self, app_label: str, state: ProjectState) -> Iterator[str]:
        """Take triggers and functions away."""
        for table in tables_of(self.tallies):
            for event in ("insert", "update", "delete"):
                name = f"{self.counters}_{event}_{table}"
                yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
                yield f"DROP FUNCTION IF EXISTS {name}()"
        for given in ("compact()", "recount(boolean)", "at(timestamptz)"):
            yield f"DROP FUNCTION IF EXISTS {self.counters}_{given}"

    def describe(self) -> str:
        """One line for `migrate`."""
        return f"Keep counters in {self.counters}"
