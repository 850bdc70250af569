"""A declaration beside the household as the register has it now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import orjson

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.rules.comparing import Known, Side, side_by_side
from gridward.exchange.portal.rules.reading import from_stored
from gridward.exchange.portal.terms import Declared
from gridward.ground.register.models import Resident, ResidentPhone
from gridward.ground.register.queries.homes import Home, Person, homes
from gridward.ground.register.terms.people import Away, DocumentKind, Tenure
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound


@dataclass(frozen=True)
class Comparison:
    """Both, side by side; `seen` stands for exactly this, so that nobody accepts what they did not look at."""

    said: Declared
    home: Home
    sides: Sequence[Side]

    @property
    def tenure_differs(self) -> bool:
        """Whether the household says something else about how it lives here than the register."""
        return self.said.tenure not in (Tenure.UNKNOWN, Tenure(self.home.tenure))

    @cached_property
    def seen(self) -> str:
        """A digest of who is whom and of what stands where they differ. What else changed meanwhile is no matter."""
        people = [(one.place, one.known and one.known.id, _replaced(one)) for one in self.sides]
        told = orjson.dumps([self.home.id, self.home.tenure, people], default=str)
        return hashlib.sha256(told).hexdigest()[:32]


def compared(actor: Actor, row: Declaration) -> Comparison:
    """The household of a declaration must be at the actor's grids; raises NotFound."""
    household = row.target.household_id
    found = homes(actor, [household]) if household else []
    if not found:
        raise NotFound
    said = from_stored(orjson.loads(row.open_sealed("content") or "{}"))
    return Comparison(
        said, found[0], side_by_side(said, [_known(one) for one in found[0].residents])
    )


def _replaced(side: Side) -> list[object]:
    """What an acceptance writes over."""
    known = side.known
    return [known.document_kind if known else "", *(getattr(known, name) for name in side.differs)]


def _known(person: Person) -> Known:
    phones = (ResidentPhone.open_stored("phone", one.id, one.sealed) for one in person.phones)
    return Known(
        id=person.id,
        version=person.version,
        name=person.name,
        relation=person.relation,
        document_kind=DocumentKind(person.document_kind),
        document=Resident.open_stored("document", person.id, person.document) or "",
        phones=tuple(filter(None, phones)),
        plates=tuple(person.plates),
        away=Away(person.situation.away) if person.situation else None,
    )
