"""The drawings of a case out of its contacts and evidence: the chain, the time line, the places where people met."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gridward.kernel import clock
from gridward.work.tracing.terms import ContactDecision, EvidenceKind

BY_THE_HOUR = frozenset({EvidenceKind.GATE, EvidenceKind.VISIT, EvidenceKind.SHIFT})
"""Where people met at a known hour; who lives or works together does so all day."""


@dataclass(frozen=True)
class Met:
    """A row of evidence; `case` is whose contact it is, `via` through whom, None in the first degree."""

    case: UUID
    contact: UUID
    via: UUID | None
    kind: EvidenceKind
    place_key: str
    place: str
    first: datetime
    last: datetime
    minutes: int
    meetings: int


@dataclass(frozen=True)
class Node:
    """Somebody in the chain: `id` is the person's own, whatever row tells of them; `case` where they are one."""

    id: str
    name: str
    degree: int
    decision: ContactDecision | None
    case: UUID | None
    contact: UUID | None


@dataclass(frozen=True)
class Link:
    """Two people who met: from the case, or the contact, to whom they met; by so much evidence, first when."""

    source: str
    target: str
    first: datetime
    evidence: int
    kinds: tuple[EvidenceKind, ...]


@dataclass(frozen=True)
class Gathering:
    """How many people met the case at a place; `hour` is the local hour, None where it was all day."""

    place_key: str
    kind: EvidenceKind
    place: str
    hour: datetime | None
    contacts: tuple[UUID, ...]
    first: datetime
    last: datetime


def links(met: Iterable[Met], persons: dict[UUID, str], cases: dict[UUID, str]) -> list[Link]:
    """Edges by who met whom; `persons` gives the person of each contact row, `cases` that of each case."""
    found: dict[tuple[str, str], list[Met]] = defaultdict(list)
    for one in met:
        source = persons[one.via] if one.via else cases[one.case]
        found[source, persons[one.contact]].append(one)
    return [
        Link(
            *ends,
            first=min(one.first for one in rows),
            evidence=len(rows),
            kinds=tuple(sorted({one.kind for one in rows})),
        )
        for ends, rows in sorted(found.items())
        if ends[0] != ends[1]
    ]


def gatherings(met: Iterable[Met], least: int = 2) -> list[Gathering]:
    """Places where at least so many people met the case itself, the most people first."""
    found: dict[tuple[str, datetime | None], list[Met]] = defaultdict(list)
    for one in met:
        if one.via is None:
            found[one.place_key, _hour(one)].append(one)
    made = [_gathering(hour, rows) for (_, hour), rows in found.items()]
    return sorted(
        (one for one in made if len(one.contacts) >= least),
        key=lambda one: (-len(one.contacts), one.first, one.place_key),
    )


def shown(nodes: Sequence[Node], edges: Collection[Link], most: int) -> list[Node]:
    """At most so many people: cases first, then those who were decided, then those with the most evidence."""
    weight: dict[str, int] = defaultdict(int)
    for one in edges:
        weight[one.source] += one.evidence
        weight[one.target] += one.evidence
    told = {ContactDecision.CLOSE: 0, ContactDecision.SECONDARY: 1, None: 2}
    order = sorted(
        nodes,
        key=lambda one: (
            *(one.case is None, one.degree, told.get(one.decision, 3)),
            *(-weight[one.id], one.id),
        ),
    )
    return order[:most]


def _hour(one: Met) -> datetime | None:
    if one.kind not in BY_THE_HOUR:
        return None
    return one.first.astimezone(clock.LOCAL).replace(minute=0, second=0, microsecond=0)


def _gathering(hour: datetime | None, rows: Sequence[Met]) -> Gathering:
    return Gathering(
        *(rows[0].place_key, rows[0].kind, rows[0].place, hour),
        contacts=tuple(sorted({one.contact for one in rows})),
        first=min(one.first for one in rows),
        last=max(one.last for one in rows),
    )
