"""A declaration laid beside the register: who is whom, what differs, what an acceptance writes.

Somebody is the same by document number, else by a name that nobody else there has. Nothing is taken away: a phone or a
plate that was declared joins those that are known, and whoever was not named stays until somebody of the grid says that
they left.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from gridward.exchange.portal.terms import Declared, Member
from gridward.ground.register.rules.entries import read_phone
from gridward.ground.register.terms.entries import ResidentEntry
from gridward.ground.register.terms.people import Away, DocumentKind

FIELDS = ("name", "relation", "document", "phones", "plates", "away")


@dataclass(frozen=True)
class Known:
    """A resident as the register has them; `away` is None where nobody has said."""

    id: UUID
    version: int
    name: str
    relation: str
    document_kind: DocumentKind
    document: str
    phones: tuple[str, ...]
    plates: tuple[str, ...]
    away: Away | None


@dataclass(frozen=True)
class Side:
    """A declared member and the resident that they are: one of both may be missing. `place` is the member's."""

    place: int | None
    member: Member | None
    known: Known | None
    differs: tuple[str, ...] = ()


def side_by_side(said: Declared, known: Sequence[Known]) -> list[Side]:
    """Members in the order in which they were declared, then residents whom nobody named."""
    left = {one.id: one for one in known}
    found: dict[int, Known] = {}
    for same in (_same_document, _same_name):
        for place, member in enumerate(said.members):
            match = same(member, left.values()) if place not in found else None
            if match:
                found[place] = left.pop(match.id)
    sides = [_side(said, place, found.get(place)) for place in range(len(said.members))]
    return [*sides, *(Side(None, None, one) for one in left.values())]


def _same_document(member: Member, known: Iterable[Known]) -> Known | None:
    return next((one for one in known if member.document and one.document == member.document), None)


def _same_name(member: Member, known: Iterable[Known]) -> Known | None:
    """The only one of this name. Where the numbers differ that is shown: one of both was mistyped, more often than two
    of one name live together.
    """
    named = [one for one in known if one.name == member.name]
    return named[0] if len(named) == 1 else None


def _side(said: Declared, place: int, known: Known | None) -> Side:
    member = said.members[place]
    if known is None:
        return Side(place, member, None)
    plates = said.plates_of(place)
    differing: Mapping[str, bool] = {
        "name": member.name != known.name,
        "relation": bool(member.relation) and member.relation != known.relation,
        "document": bool(member.document) and member.document != known.document,
        "phones": bool(member.phone) and not _has_phone(known, member.phone),
        "plates": not set(plates) <= set(known.plates),
        "away": member.away is not (known.away or Away.NONE),
    }
    return Side(place, member, known, tuple(name for name in FIELDS if differing[name]))


def _has_phone(known: Known, phone: str) -> bool:
    return read_phone(phone).e164 in {read_phone(one).e164 for one in known.phones}


def entry_of(said: Declared, side: Side) -> ResidentEntry:
    """What is written of a member: a whole line of somebody new, else what differs."""
    assert side.place is not None  # noqa: S101 - of residents whom nobody named nothing is written
    wanted = FIELDS if side.known is None else side.differs
    entry: ResidentEntry = {}
    for name in wanted:
        entry.update(_WRITES[name](said, side.place, side.known))
    return entry


def _document(said: Declared, place: int, known: Known | None) -> ResidentEntry:
    member = said.members[place]
    if not member.document:
        return {}
    return {"document_kind": member.document_kind, "document": member.document}


def _phones(said: Declared, place: int, known: Known | None) -> ResidentEntry:
    phone = said.members[place].phone
    return {"phones": [*(known.phones if known else ()), *([phone] if phone else [])]}


def _plates(said: Declared, place: int, known: Known | None) -> ResidentEntry:
    return {"plates": [*(known.plates if known else ()), *said.plates_of(place)]}


def _away(said: Declared, place: int, known: Known | None) -> ResidentEntry:
    away = said.members[place].away
    return {"situation": {"away": away}} if known or away is not Away.NONE else {}


_WRITES: Mapping[str, Callable[[Declared, int, Known | None], ResidentEntry]] = {
    "name": lambda said, place, _: {"name": said.members[place].name},
    "relation": lambda said, place, _: {"relation": said.members[place].relation},
    "document": _document,
    "phones": _phones,
    "plates": _plates,
    "away": _away,
}
