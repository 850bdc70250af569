"""What a household typed, read with the checks of the register; a problem names its field (`members.0.phone`)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from gridward.exchange.portal.problems import KeeperUnknown, MemberTwice, NobodyDeclared
from gridward.exchange.portal.terms import Declared, DeclaredArrival, DeclaredVehicle, Member
from gridward.ground.register.rules.entries import at, read_identity, read_name, read_phone
from gridward.ground.register.terms.people import Away, DocumentKind, Sex, Tenure
from gridward.kernel.codes import plate
from gridward.work.arrivals.rules.dated import check_days
from gridward.work.arrivals.terms import CameBy
from gridward.work.riskareas.terms import Stay
from gridward.work.rounds.rules.questions import check_answers
from gridward.work.rounds.terms import Question, QuestionAbout


def read_declared(said: Declared, questions: Sequence[Question], today: date) -> Declared:
    """The declaration in canonical form. Raises NobodyDeclared, MemberTwice, KeeperUnknown, the problems of
    `kernel.codes`, and those of answers that are missing or do not fit.
    """
    if not said.members:
        raise NobodyDeclared
    with at("members"):
        members = tuple(_member(place, one, today) for place, one in enumerate(said.members))
        _nobody_twice(members)
    with at("vehicles"):
        vehicles = tuple(_vehicle(n, one, len(members)) for n, one in enumerate(said.vehicles))
    read = replace(said, members=members, vehicles=vehicles, needs=said.needs.strip())
    with at("answers"):
        people = {str(place) for place in range(len(members))}
        of_home, of_people = (asked_of(questions, about) for about in QuestionAbout)
        check_answers(of_home, read.answers, (), complete=True)
        check_answers(of_people, by_person(read), people, complete=True)
    return read


def _member(place: int, said: Member, today: date) -> Member:
    with at(place):
        name = read_name(said.name)
        identity = read_identity(
            said.document_kind, said.document, sex=Sex.UNKNOWN, birth_date=None, today=today
        )
        if said.came:
            with at("came"):
                check_days(said.came.arrived_on, said.came.stays, today)
        with at("phone"):
            phone = read_phone(said.phone).display if said.phone.strip() else ""
    return replace(
        said, name=name, document=identity.number, phone=phone, relation=said.relation.strip()
    )


def _nobody_twice(members: Sequence[Member]) -> None:
    seen: set[str] = set()
    for place, one in enumerate(members):
        if one.document and one.document in seen:
            with at(place), at("document"):
                raise MemberTwice
        seen.add(one.document)


def _vehicle(place: int, said: DeclaredVehicle, members: int) -> DeclaredVehicle:
    with at(place):
        if not 0 <= said.keeper < members:
            with at("keeper"):
                raise KeeperUnknown
        with at("plate"):
            return DeclaredVehicle(plate.parse(said.plate).number, said.keeper)


def by_person(said: Declared, keys: Mapping[int, str] | None = None) -> dict[str, Any]:
    """Answers to questions about persons as rounds take them: by question, then by `keys` (the place of a member).

    A member without a key is left out.
    """
    named = {n: str(n) for n in range(len(said.members))} if keys is None else keys
    answers: dict[str, dict[str, Any]] = defaultdict(dict)
    for place, key in named.items():
        for code, answer in said.members[place].answers.items():
            answers[code][key] = answer
    return dict(answers)


def asked_of(questions: Sequence[Question], about: QuestionAbout) -> list[Question]:
    """The questions about persons, or about the household."""
    return [one for one in questions if one.about is about]


def stored(said: Declared) -> dict[str, Any]:
    """As it is sealed."""
    return asdict(said)


def _came(kept: Mapping[str, Any] | None) -> DeclaredArrival | None:
    """An arrival as it was sealed; declarations from before have none."""
    if not kept:
        return None
    stays = (
        Stay(**{**one, **{day: date.fromisoformat(one[day]) for day in ("begins", "ends")}})
        for one in kept["stays"]
    )
    arrived = date.fromisoformat(kept["arrived_on"])
    return DeclaredArrival(arrived, CameBy(kept["came_by"]), tuple(stays), kept["trip"])


def from_stored(kept: Mapping[str, Any]) -> Declared:
    """As it was sealed."""
    return Declared(
        members=tuple(
            Member(
                **{
                    **one,
                    "document_kind": DocumentKind(one["document_kind"]),
                    "away": Away(one["away"]),
                    "came": _came(one.get("came")),
                }
            )
            for one in kept["members"]
        ),
        tenure=Tenure(kept["tenure"]),
        vehicles=tuple(DeclaredVehicle(**one) for one in kept["vehicles"]),
        needs=kept["needs"],
        answers=kept["answers"],
    )
