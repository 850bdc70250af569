"""What somebody is to an order, from the posts by which they reach it."""

from dataclasses import dataclass
from uuid import UUID

from gridward.ground.staff.terms import Post
from gridward.work.workorders.rules.ladder import reached, verifying
from gridward.work.workorders.terms import Facts, Kind, Relation


@dataclass(frozen=True)
class Party:
    """A member with the posts that reach an order's grid; `operator` is the command line, which keeps the desk."""

    member: UUID | None
    posts: frozenset[Post]
    operator: bool = False


@dataclass(frozen=True)
class Named:
    """Whom an order names: who opened it, whose conduct it is about."""

    opener: UUID | None
    concerned: UUID | None


def relations(kind: Kind, facts: Facts, named: Named, party: Party) -> frozenset[Relation]:
    """Everything that somebody is to an order; nothing for whoever only may read it."""
    if party.operator:
        return frozenset({Relation.DESK})
    if party.member is None:
        return frozenset()
    return frozenset(relation for relation, is_so in _asked(kind, facts, named, party) if is_so)


def _asked(
    kind: Kind, facts: Facts, named: Named, party: Party
) -> tuple[tuple[Relation, bool], ...]:
    rungs = {post for rung in reached(kind, facts) for post in rung.posts}
    verifies = bool(party.posts & set(verifying(kind, facts)))
    return (
        (Relation.OPENER, party.member == named.opener),
        (Relation.CONCERNED, party.member == named.concerned),
        (Relation.DESK, bool(party.posts & set(kind.desk))),
        (Relation.RUNG, bool(party.posts & rungs)),
        (Relation.HANDLER, _handles(facts, party)),
        (Relation.VERIFIER, verifies and party.member != facts.handled_by),
    )


def _handles(facts: Facts, party: Party) -> bool:
    return facts.post in party.posts and facts.handler in (None, party.member)
