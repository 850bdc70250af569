"""Each role × each route × own, next, other and foreign territory.

What each person may do and where they may look is written out here by hand, apart from the code that decides it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from gridward.config.openapi import document
from gridward.ground.staff.models import Account
from gridward.kernel.access import Permission as May
from gridward.work.notices.models import Notice
from tests.access.routes import TABLE, Route
from tests.access.rows import PLACES, Rows, undone

SignIn = Callable[[Account], Client]
LOOKS = {May.TERRITORY_READ, May.STAFF_READ}  # what the administrator of the server may look at too
SERVES = LOOKS | {May.REPORT_READ}
ORDERS = {May.ORDER_OPEN, May.ORDER_WORK}
WORKS = SERVES | {
    *ORDERS,
    *(May.REGISTER_READ, May.REGISTER_CHANGE, May.REGISTER_EXPORT),
    *(May.SITUATION_READ, May.SITUATION_CHANGE),
    *(May.WORK_READ, May.VISIT_RECORD, May.LOG_WRITE, May.INSPECTION_RECORD, May.MEETING_JOIN),
    *(May.OUTREACH_KEEP, May.SUPPLY_ASK, May.PASS_ISSUE, May.GATE_KEEP),
}
MEASURES = {May.MEASURE_SEE, May.MEASURE_FOLLOW, May.MEASURE_PROPOSE}
DECIDES = MEASURES | {May.MEASURE_DECIDE}
LEADS = WORKS | {
    *DECIDES,
    *(May.REGISTER_REVEAL, May.REGISTER_EXPORT_FULL, May.ROSTER_IMPORT),
    *(May.AUDIT_READ, May.TERRITORY_CHANGE, May.REPORT_SIGN),
    *(May.STAFF_OVERSEE, May.STAFF_RECOGNISE, May.TEAM_CHANGE, May.ROTA_PLAN),
    *(
        May.ROUND_LEAD,
        May.LOG_COUNTERSIGN,
        May.ORDER_DISPATCH,
        May.INSPECTION_LEAD,
        May.MEETING_LEAD,
        May.NOTICE_SEND,
        May.BOARD_WALL,
        May.SUPPLY_KEEP,
        May.GATE_LEAD,
        May.PASSAGE_SEARCH,
        May.WATCH_KEEP,
        May.SCREENING_KEEP,
        May.SCREENING_ANSWER,
        May.TRACING_READ,
    ),
}
HEADS = LEADS | {
    *(May.STAFF_CHANGE, May.ACCOUNT_CHANGE, May.REPORT_LAYOUT, May.FILING_REVIEW),
    *(May.SUPPLY_STREET, May.SUPPLY_ARTICLES, May.RESPONSE_SWITCH, May.RISK_KEEP),
    *(May.RULEBOOKS_WRITE, May.RULEBOOKS_REVIEW, May.MEASURE_CONFIRM),
}
OURS = {"a1", "a2", "b1"}
THOROUGH = {"chief", "leader_a", "worker_a1"}
"""One of each level asks at every place; the others at one of their own and one of others."""


@dataclass(frozen=True)
class Person:
    """Which places a person of the world sees, which street they serve, what they may do there."""

    sees: frozenset[str]
    street: frozenset[str]
    may: frozenset[May]


def person(sees: set[str], may: set[May], street: set[str] | None = None) -> Person:
    return Person(frozenset(sees), frozenset(OURS if street is None else street), frozenset(may))


PEOPLE = {
    "patron": person(OURS, SERVES | {May.STAFF_OVERSEE}),
    "chief": person(OURS, HEADS | {May.EXPORT_OVERSEE}),
    "command": person(OURS, HEADS),
    "discipline": person(OURS, SERVES | {May.AUDIT_READ, May.STAFF_OVERSEE, May.WORK_READ}),
    "privacy": person(OURS, SERVES | {May.AUDIT_READ, May.EXPORT_OVERSEE}),
    "first_a": person(
        {"a1", "a2"},
        WORKS
        | DECIDES
        | {May.REGISTER_REVEAL, May.AUDIT_READ, May.REPORT_SIGN, May.STAFF_OVERSEE}
        | {May.STAFF_RECOGNISE, May.ROTA_PLAN}
        | {May.LOG_COUNTERSIGN, May.ORDER_DISPATCH, May.INSPECTION_LEAD, May.MEETING_LEAD}
        | {May.NOTICE_SEND, May.BOARD_WALL, May.CARE_KEEP, May.SUPPLY_KEEP}
        | {May.GATE_LEAD, May.PASSAGE_SEARCH, May.WATCH_KEEP}
        | {May.SCREENING_KEEP, May.SCREENING_ANSWER, May.TRACING_READ},
    ),
    "leader_a": person({"a1", "a2"}, LEADS | {May.CARE_KEEP}),
    "health_a": person(
        {"a1", "a2"},
        SERVES
        | ORDERS
        | MEASURES
        | {May.REGISTER_READ, May.SITUATION_READ, May.SITUATION_CHANGE, May.WORK_READ}
        | {May.INSPECTION_RECORD, May.MEETING_JOIN, May.CARE_KEEP}
        | {May.GATE_KEEP, May.PASSAGE_SEARCH, May.WATCH_KEEP, May.RISK_KEEP, May.RULEBOOKS_WRITE}
        | {May.SCREENING_KEEP, May.SCREENING_ANSWER, May.TRACING_READ, May.TRACING_DECIDE},
    ),
    "police_a": person(
        {"a1", "a2"},
        SERVES
        | ORDERS
        | {May.REGISTER_READ, May.REGISTER_REVEAL, May.WORK_READ, May.LOG_WRITE, May.MEETING_JOIN}
        | {May.GATE_KEEP},
    ),
    "worker_a1": person(
        {"a1"},
        WORKS
        | {May.REGISTER_REVEAL, May.CARE_KEEP, May.SCREENING_ANSWER}
        | {May.MEASURE_SEE, May.MEASURE_FOLLOW},
    ),
    "supervisor_a1": person({"a1"}, WORKS | {May.REGISTER_REVEAL}),
    "chief_f": person({"f1"}, HEADS | {May.EXPORT_OVERSEE}, {"f1"}),
    "admin": person(
        set(PLACES),
        LOOKS
        | {May.TERRITORY_CHANGE, May.STAFF_CHANGE, May.STAFF_OVERSEE, May.ACCOUNT_CHANGE}
        | {May.ORDER_KINDS, May.SUPPLY_ARTICLES},
        set(PLACES),
    ),
    "stranger": person(set(), set(), set()),
}
QUERIES = {"search": "?q=张", "plan": "?list=households", "holders": "?post=grid_police"}
QUERIES["walk"] = "?grid_id=01a20000-0000-7000-8000-000000000002&begins=09:00"
QUERIES["photos"] = "?photo=01a20000-0000-7000-8000-000000000002"
QUERIES["places"] = "?grid_ids=01a20000-0000-7000-8000-000000000002"
QUERIES["buildings"] = "?grid_id=01a20000-0000-7000-8000-000000000002"
QUERIES["doors"] = "?building_id=01a20000-0000-7000-8000-000000000002"
SIGNS = {
    "/api/v1/register/households": "的一户",
    "/api/v1/register/organisations": "商店",
    "/api/v1/register/search?q=商店": "商店",
}
"""What a row of a list is told by, after its place."""
DONE = {200, 201, 202, 204, 409, 422}
"""Allowed: done, or refused for a reason of the matter itself."""


@cache
def operations() -> frozenset[tuple[str, str]]:
    paths = json.loads(document())["paths"]
    return frozenset((method, path) for path, methods in paths.items() for method in methods)


def test_the_table_names_every_route() -> None:
    assert {route.operation for route in TABLE} == operations()


@pytest.mark.django_db
@pytest.mark.parametrize("name", PEOPLE)
def test_doors_open_by_post_and_territory_alone(rows: Rows, client_of: SignIn, name: str) -> None:
    client, who = client_of(rows.world.account(name)), PEOPLE[name]
    everywhere = name in THOROUGH
    wrong = [*wrong_rows(client, rows, who, everywhere), *wrong_lists(client, rows, who)]
    assert "\n".join(wrong) == ""


def wrong_rows(client: Client, rows: Rows, who: Person, everywhere: bool) -> Iterator[str]:
    """Routes about a row, at each place, or at one of the own and one of others; another for each route."""
    for number, route in enumerate(one for one in TABLE if one.about):
        for place in asked_at(who, route, number, everywhere):
            status = send(client, route, rows, place).status_code
            if status not in expected(who, route, place):
                yield f"{route.method} {route.path} at {place}: {status}"


def asked_at(who: Person, route: Route, number: int, everywhere: bool) -> list[str]:
    """Where somebody has no right at all, one place will do."""
    if route.needs not in who.may:
        return [PLACES[number % len(PLACES)]]
    if everywhere:
        return list(PLACES)
    kinds = [[one for one in PLACES if (one in who.sees) is own] for own in (True, False)]
    return [places[number % len(places)] for places in kinds if places]


def wrong_lists(client: Client, rows: Rows, who: Person) -> Iterator[str]:
    """Routes about no row: by permission alone."""
    for route in (one for one in TABLE if not one.about and not one.by_code):
        status = send(client, route, rows, "a1").status_code
        allowed = route.needs is None or route.needs in who.may
        if route.whole_street:
            allowed = allowed and who.sees >= who.street
        if status not in (DONE if allowed else {403}):
            yield f"{route.method} {route.path}: {status}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "leader_a", "chief", "chief_f"])
def test_lists_hold_rows_of_the_own_grids_alone(rows: Rows, client_of: SignIn, name: str) -> None:
    client = client_of(rows.world.account(name))
    for path, sign in SIGNS.items():
        text = client.get(path).content.decode()
        assert {place for place in PLACES if f"{place}{sign}" in text} == PEOPLE[name].sees


@pytest.mark.django_db
def test_without_signing_in_there_is_nothing(rows: Rows) -> None:
    client = Client()
    answers = {send(client, one, rows, "a1").status_code for one in TABLE if not one.public}
    assert answers == {401}


@pytest.mark.django_db
def test_residents_need_no_account_but_a_slip(rows: Rows) -> None:
    public = [route for route in TABLE if route.public and not route.by_code]
    assert {route.path.split("/")[1] for route in public} == {"portal"}
    for route in public:
        answer = send(Client(), route, rows, "a1")
        assert (answer.status_code, answer.json()["code"]) == (422, "portal.code_mistyped")


@pytest.mark.django_db
def test_a_notice_opens_by_its_code_alone(rows: Rows) -> None:
    [route] = [route for route in TABLE if route.by_code]
    code = Notice.objects.get(pk=rows.of("notice", "a1")).code
    assert Client().get(route.address(code)).status_code == 200
    answer = Client().get(route.address(code[:-1] + ("B" if code[-1] == "A" else "A")))
    assert (answer.status_code, answer.json()["code"]) == (404, "notices.notice_unknown")


def expected(who: Person, route: Route, place: str) -> set[int]:
    """Statuses that are right for a row at a place."""
    if route.needs not in who.may or route.private:
        return {403, 404}
    sees = beside(who.sees) if route.shared else who.street if route.of_street else who.sees
    if place not in (who.street if route.street_wide else sees):
        return {404}
    if route.whole_street and not who.sees >= who.street:
        return {403}
    if place in sees or route.needs in SERVES | {May.RISK_KEEP}:
        return DONE
    return {403, 404}


def beside(sees: frozenset[str]) -> set[str]:
    """The places of the communities in which somebody sees any."""
    return {place for place in PLACES if any(place[0] == one[0] for one in sees)}


def send(client: Client, route: Route, rows: Rows, place: str) -> HttpResponse:
    """Send the request; whatever it did is undone."""
    kind = route.about.removesuffix("_in_body")
    row = "" if route.about.endswith("_in_body") or not route.about else rows.of(kind, place)
    body = route.body(rows, place) if route.body else {}
    with undone():
        if (
            route.path.endswith(("/imports", "/take-in", "/roads", "/screening/lists"))
            and route.method == "POST"
        ):
            file = SimpleUploadedFile("花名册.csv", "姓名,住址\n".encode())
            return client.post(route.address(row), {**body, "file": file})
        return client.generic(
            route.method,
            route.address(row) + QUERIES.get(route.path.rpartition("/")[2], ""),
            json.dumps(body),
            content_type="application/json",
        )
