"""What an answer says as a whole: links, chains, clusters, how many a case reached, grids and doors around a case."""

from typing import Any

import pyarrow as pa

from gridward.planning.tracing.chains import (
    Affected,
    Link,
    Reached,
    affected,
    chains,
    clusters,
    effective_contacts,
    links,
    reached,
)
from tests.planning.tracing.worlds import at


def row(case: str, person: str, via: str | None = None, place: str = "g", when: float = 0) -> Any:
    times = {"first": at(when), "last": at(when + 1), "minutes": 0, "meetings": 1}
    where = {"evidence": "passage", "kind": "", "place": place}
    return {"case": case, "person": person, "degree": 2 if via else 1, "via": via, **where, **times}


def table(*rows: Any) -> pa.Table:
    kinds = {"via": pa.string(), "degree": pa.int8()}
    names = list(row("a", "b"))
    return pa.table({n: pa.array([one[n] for one in rows], kinds.get(n)) for n in names})


ROWS = table(
    row("ann", "bob", when=5),
    row("ann", "bob", place="h", when=3),
    row("ann", "cat"),
    row("ann", "dan", via="bob", when=9),
    row("ann", "dan", via="cat"),
    row("eve", "cat"),
    row("fay", "gus", place="k"),
)


def test_pairs_count_once_whatever_the_evidence() -> None:
    assert reached(ROWS) == {"first": 4, "second": 1}
    assert effective_contacts(ROWS) == [
        Reached("ann", 2, 1),
        Reached("eve", 1, 0),
        Reached("fay", 1, 0),
    ]


def test_links_run_from_case_to_contact_and_from_there_on() -> None:
    found = links(ROWS)
    assert found[:2] == [Link("ann", "bob", 1, at(3), 2), Link("ann", "cat", 1, at(0), 1)]
    assert ("bob", "dan", 2) in {(one.source, one.person, one.degree) for one in found}


def test_cases_hang_together_by_each_other_or_by_a_common_contact() -> None:
    assert chains(ROWS, ["ann", "eve", "fay", "zoe"]) == [("ann", "eve"), ("fay",), ("zoe",)]
    both = table(row("ann", "fay"), row("fay", "ann"))
    assert chains(both, ["fay", "ann"]) == [("ann", "fay")]


def test_places_with_the_most_people_stand_first() -> None:
    found = clusters(ROWS, least=1)
    assert [one.place for one in found] == ["g", "h", "k"]
    assert (found[0].cases, found[0].contacts) == (("ann", "eve"), ("bob", "cat"))
    assert (found[0].first, found[0].last) == (at(0), at(6))
    assert [one.place for one in clusters(ROWS)] == ["g"]


def test_grids_and_doors_around_a_case() -> None:
    homes = {"bob": ("001", "d1"), "cat": ("001", "d1"), "dan": ("002", "d9")}
    assert affected(ROWS, homes) == [
        Affected(1, "", 1, ()),
        Affected(1, "001", 2, ("d1",)),
        Affected(2, "002", 1, ("d9",)),
    ]


def test_an_empty_answer_says_nothing() -> None:
    none = ROWS.slice(0, 0)
    assert reached(none) == {"first": 0, "second": 0}
    assert (effective_contacts(none), links(none), clusters(none), affected(none, {})) == (
        *([], [], []),
        [],
    )
