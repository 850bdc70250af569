"""What the drawings of a case are made of, as far as the actor sees: its contacts, and the cases that these became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.kernel.access import Actor
from gridward.work.tracing.models import ContactEvidence, TracedContact, TracingCase
from gridward.work.tracing.queries.cases import cases_of_residents, named_of, person_of
from gridward.work.tracing.rules.drawing import (
    Gathering,
    Link,
    Met,
    Node,
    gatherings,
    links,
    shown,
)
from gridward.work.tracing.terms import ContactDecision, EvidenceKind

MOST_CASES = 12
"""Cases of one chain that are drawn."""
MOST_NODES = 300
MOST_SPELLS = 400


@dataclass(frozen=True)
class Drawn:
    """The chain, the spells of the case itself for its time line, the places; `left_out` people are not drawn."""

    nodes: Sequence[Node]
    links: Sequence[Link]
    left_out: int
    spells: Sequence[Met]
    gatherings: Sequence[Gathering]
    names: Mapping[UUID, str]


def drawn(actor: Actor, case: TracingCase) -> Drawn:
    """The drawings of a case; raises SealBroken."""
    chain = _chain(actor, case)
    ids = [one.pk for one in chain]
    rows = list(TracedContact.objects.filter(case__in=ids).exclude(decision=ContactDecision.NONE))
    met = _met(ids, {row.pk for row in rows})
    cases = {one.pk: _person(one.resident_id, one.pk) for one in chain}
    persons = {row.pk: _person(row.resident_id, row.person_key) for row in rows}
    names = {row.pk: person_of(row).name for row in rows}
    nodes = _nodes(chain, rows, cases, persons, names)
    edges = links(met, persons, cases)
    kept = shown(nodes, edges, MOST_NODES)
    inside = {one.id for one in kept}
    own = [one for one in met if one.case == case.pk]
    return Drawn(
        nodes=kept,
        links=[one for one in edges if one.source in inside and one.target in inside],
        left_out=len(nodes) - len(kept),
        spells=[one for one in own if one.via is None][:MOST_SPELLS],
        gatherings=gatherings(own),
        names=names,
    )


def _chain(actor: Actor, case: TracingCase) -> list[TracingCase]:
    """The case, and the cases among its contacts, and theirs in turn."""
    chain = {case.pk: case}
    edge = [case.pk]
    while edge and len(chain) < MOST_CASES:
        rows = TracedContact.objects.filter(case__in=edge, resident_id__isnull=False)
        rows = rows.exclude(decision=ContactDecision.NONE)
        ids = {one for one in rows.values_list("resident_id", flat=True) if one}
        found = cases_of_residents(actor, ids).values()
        new = [one for one in found if one.pk not in chain][: MOST_CASES - len(chain)]
        chain |= {one.pk: one for one in new}
        edge = [one.pk for one in new]
    return list(chain.values())


def _met(ids: Sequence[UUID], shown: set[UUID]) -> list[Met]:
    rows = ContactEvidence.objects.filter(case__in=ids, contact__in=shown).order_by(
        "first_at", "id"
    )
    return [
        Met(
            *(row.case_id, row.contact_id, row.via_id, EvidenceKind(row.kind), row.place_key),
            *(row.open_sealed("place") or "", row.first_at, row.last_at),
            *(row.minutes, row.meetings),
        )
        for row in rows
        if row.via_id is None or row.via_id in shown
    ]


def _nodes(
    chain: Sequence[TracingCase],
    rows: Sequence[TracedContact],
    cases: Mapping[UUID, str],
    persons: Mapping[UUID, str],
    names: Mapping[UUID, str],
) -> list[Node]:
    nodes = {
        cases[one.pk]: Node(cases[one.pk], named_of(one).name, 0, None, one.pk, None)
        for one in chain
    }
    for row in sorted(rows, key=lambda one: one.degree):
        decision = ContactDecision(row.decision) if row.decision else None
        node = Node(persons[row.pk], names[row.pk], row.degree, decision, None, row.pk)
        nodes.setdefault(node.id, node)
    return list(nodes.values())


def _person(resident: UUID | None, other: object) -> str:
    return str(resident or other)
