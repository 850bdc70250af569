"""Commands carried out: what each kind of command does.

A change names the `version` that the phone had seen. Where the phone changed the row before and has not heard of it
yet, it names that command too (`after`): it did not see what that command made of the row, but what it wrote there is
no other person's.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from gridward.exchange.sync.services.checks import CHECKS
from gridward.exchange.sync.services.earlier import Answer, answers_before
from gridward.exchange.sync.services.measures import MEASURES
from gridward.exchange.sync.services.orders import ORDERS
from gridward.exchange.sync.services.papers import PAPERS
from gridward.exchange.sync.services.wishes import WISHES
from gridward.ground.register.problems import ChangedMeanwhile
from gridward.ground.register.services.conflicts import propose
from gridward.ground.register.services.employees import (
    add_employee,
    change_employee,
    remove_employee,
)
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.organisations import add_organisation, change_organisation
from gridward.ground.register.services.rebasing.merged import FOLLOWS_DOCUMENT, Decided
from gridward.ground.register.services.residents import (
    add_resident,
    change_resident,
    remove_resident,
)
from gridward.ground.register.terms.entries import (
    HEALTH,
    MEASURES_TAKEN,
    ORGANISATION_PLACE,
    PLACE,
    SITUATION,
)
from gridward.ground.register.terms.people import ContactRole
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem

Said = dict[str, Any]
Change = Callable[..., Any]
_APART = frozenset({"phones", "plates", *SITUATION, *MEASURES_TAKEN, *HEALTH, *ContactRole})
_INSIDE = ("situation", "contacts")
"""What has fields of its own, which clash each on its own."""


def _add_household(actor: Actor, said: Said) -> Answer:
    entered = add_household(actor, household_id=said.pop("id"), **said)
    return {"id": str(entered.household.pk), "version": entered.household.version}


def _add_resident(actor: Actor, said: Said) -> Answer:
    """A person who is registered elsewhere is no row but a conflict that somebody settles."""
    entered = add_resident(actor, resident_id=said.pop("id"), **said)
    if entered.resident is None:
        return {"id": None, "conflict": str(entered.conflict)}
    return {"id": str(entered.resident.pk), "version": entered.resident.version}


def _add_organisation(actor: Actor, said: Said) -> Answer:
    row = add_organisation(actor, organisation_id=said.pop("id"), **said)
    return {"id": str(row.pk), "version": row.version}


def _add_employee(actor: Actor, said: Said) -> Answer:
    row = add_employee(actor, employee_id=said.pop("id"), **said)
    return {"id": str(row.pk), "version": row.version}


@dataclass(frozen=True)
class _Changing:
    """A kind of row that is changed: the service, what it calls the id, the fields that make a place of one."""

    change: Change
    key: str
    place: tuple[str, ...] = ()

    def __call__(self, actor: Actor, said: Said) -> Answer:
        after = said.pop("after", None)
        said[self.key] = said.pop("id")
        earlier = list(answers_before(after, actor, said[self.key]))
        row, kept = self._change(actor, said, earlier)
        written = sorted(self._fields(said) - self._fields(kept))
        answer = {"id": str(row.pk), "version": row.version, "wrote": written}
        if kept:
            answer["conflict"] = str(propose(actor, row, plain(kept)).pk)
        return {**answer, "after": _text(after)}

    def _change(self, actor: Actor, said: Said, earlier: list[Answer]) -> tuple[Any, Said]:
        """Carry a change out; answers the row, and the fields that are kept beside it as a proposal.

        Where it meets only what the phone itself wrote before, its own word stands. Where others wrote the same
        fields, the rest of the change is written, and these fields go to the community's desk (clause R1): nothing
        typed is lost.
        """
        try:
            return self.change(actor, **said), {}
        except ChangedMeanwhile as problem:
            fields: Any = problem.details["fields"]
            version: Any = problem.details["version"]
        own = [one["field"] for one in fields if _is_own(one, earlier, said["version"], version)]
        theirs = {one["field"] for one in fields} - set(own)
        rest, kept = self._apart(said, theirs)
        return self.change(actor, **{**rest, "decided": Decided(version, own)}), kept

    def _apart(self, said: Said, fields: AbstractSet[str]) -> tuple[Said, Said]:
        """What of a change is written, and what is kept aside: these fields, with all that is decided with them."""
        names = set(fields)
        if "place" in names:
            names |= set(self.place)
        if "document" in names:
            names |= FOLLOWS_DOCUMENT
        kept = {name: value for name, value in said.items() if name in names}
        rest = {name: value for name, value in said.items() if name not in names}
        for inner in _INSIDE:
            asked = {name: one for name, one in (said.get(inner) or {}).items() if name in names}
            if asked:
                kept[inner] = asked
                rest[inner] = {name: one for name, one in said[inner].items() if name not in names}
        return rest, kept

    def _fields(self, said: Said) -> set[str]:
        """The fields that a change writes, as clashes name them."""
        names = {name for name in said if name not in ("version", self.key)}
        if names & set(self.place):
            names = (names - set(self.place)) | {"place"}
        for inner in _INSIDE:
            names |= set(said.get(inner) or {})
        return names


def _leaves(remove: Change, key: str) -> Callable[[Actor, Said], Answer]:
    """Of a row that the phone itself changed before, it is the state after that change that it means."""

    def act(actor: Actor, said: Said) -> Answer:
        earlier = next(answers_before(said.get("after"), actor, said["id"]), None)
        version = earlier["version"] if earlier else said["version"]
        row = remove(actor, **{key: said["id"]}, version=version)
        return {"id": str(row.pk), "version": row.version, "wrote": [], "after": ""}

    return act


ACTS: Mapping[str, Callable[[Actor, Said], Answer]] = {
    "household.add": _add_household,
    "household.change": _Changing(change_household, "household_id", PLACE),
    "resident.add": _add_resident,
    "resident.change": _Changing(change_resident, "resident_id"),
    "resident.leave": _leaves(remove_resident, "resident_id"),
    "organisation.add": _add_organisation,
    "organisation.change": _Changing(change_organisation, "organisation_id", ORGANISATION_PLACE),
    "employee.add": _add_employee,
    "employee.change": _Changing(change_employee, "employee_id"),
    "employee.leave": _leaves(remove_employee, "employee_id"),
    **ORDERS,
    **CHECKS,
    **MEASURES,
    **PAPERS,
    **WISHES,
}
"""What each kind of command does; the answers hold ids, versions and names of fields, no personal data."""


def _is_own(clash: Mapping[str, Any], earlier: list[Answer], seen: int, now: int) -> bool:
    """Whether the phone's own earlier commands wrote what stands in a field.

    Of a list in a table of its own it is not known who changed it last: there everything since must be the phone's.
    """
    own = {answer["version"] for answer in earlier}
    if not any(clash["field"] in answer["wrote"] for answer in earlier):
        return False
    everything = own >= set(range(seen + 1, now + 1))
    return everything if clash["field"] in _APART else clash["version"] in own


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


def refusal(problem: Problem) -> Answer:
    """A refusal as it is kept under the command's id."""
    return {"refused": problem.code, "details": plain(problem.details)}


def plain(details: Mapping[str, object]) -> Answer:
    """As JSON keeps them."""
    kept: Answer = orjson.loads(
        orjson.dumps(dict(details), default=str, option=orjson.OPT_NON_STR_KEYS)
    )
    return kept
