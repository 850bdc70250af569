"""One row of every kind at each of four places: own grid a1, next grid a2, other community b1, foreign street f1."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import orjson
import time_machine
from django.db import transaction

from gridward.exchange.portal.models import Declaration, MeasureLink, PassRequest, Slip
from gridward.exchange.portal.rules.reading import stored
from gridward.exchange.portal.terms import Declared
from gridward.exchange.portal.terms import Member as SaidMember
from gridward.exchange.sync.models import Device
from gridward.ground.audit.models import Export, ExportAlert
from gridward.ground.audit.rules.exports import STANDARD
from gridward.ground.audit.services import release
from gridward.ground.register.models import (
    Conflict,
    Contact,
    Employee,
    Household,
    Organisation,
    Resident,
)
from gridward.ground.register.services.rosters import upload
from gridward.ground.rota.models import MemberOut, RosterDraft, Shift, Swap, Wish
from gridward.ground.rota.services.places import add_place
from gridward.ground.rota.services.planning import plan_shifts
from gridward.ground.rota.terms import DutyPlaceKind, PlanRow, ShiftRole
from gridward.ground.staff.models import (
    Account,
    Appointment,
    GroupSeat,
    Member,
    PostHandover,
    Recognition,
    ServiceCertificate,
    Shortage,
    ShortageList,
    Team,
    TeamMember,
    TeamService,
)
from gridward.ground.territory.models import Grid, NameSuggestion, PlaceName
from gridward.kernel import clock
from gridward.kernel.chinese import search_grams
from gridward.kernel.ids import new_id
from gridward.oversight.reports.services.snapshots import take_snapshot
from gridward.work.arrivals.models import Arrival
from gridward.work.care.services.planning import begin_plan
from gridward.work.care.terms import ConsentBy, ConsentWay
from gridward.work.care.terms import PlanSaid as CarePlanSaid
from gridward.work.checkpoints.services.gate_rules import set_rules
from gridward.work.checkpoints.services.passes import make_pass
from gridward.work.checkpoints.terms import GateRules
from gridward.work.inspections.models import InspectionPhoto
from gridward.work.inspections.services.facilities import add_facility
from gridward.work.inspections.services.planning import PlanSaid, plan_visits
from gridward.work.measures.models import (
    Measure,
    MeasureAppeal,
    MeasureCall,
    MeasureDeed,
    MeasureReading,
    MeasureTest,
    MeasureTransfer,
)
from gridward.work.measures.services.shared import seal_person, seal_reasons, store_phases
from gridward.work.measures.terms import ControlKind, GivenPhase, ReasonsSaid
from gridward.work.measures.terms import PersonSaid as MeasuredSaid
from gridward.work.meetings.models import AgendaItem, Bulletin, Meeting
from gridward.work.meetings.rules.bulletins import digest
from gridward.work.meetings.terms import MeetingState
from gridward.work.notices.models import Delivery, Material
from gridward.work.notices.services.groups import open_group
from gridward.work.notices.services.material_files import keep_material_file
from gridward.work.notices.services.materials import make_material
from gridward.work.notices.services.members import join
from gridward.work.notices.services.notices import make_notice
from gridward.work.notices.services.reached import show_material
from gridward.work.notices.terms import (
    Channel,
    DeliveryState,
    GroupSaid,
    MaterialSaid,
    MemberSaid,
    NoticeSaid,
    Platform,
    ShownPlace,
    ShownWay,
    Subject,
    SubjectKind,
)
from gridward.work.passages.terms import EntryKind
from gridward.work.patrols.services.draws import DrawSaid, bind_draw
from gridward.work.patrols.services.logs import sign_log
from gridward.work.patrols.services.patrols import record_patrol
from gridward.work.patrols.services.points import add_point
from gridward.work.patrols.terms import LogSaid, PatrolKind, Window
from gridward.work.response.models import ResponseDecision, ResponseStanding
from gridward.work.response.rules.deciding import digest as sealed
from gridward.work.response.terms import ResponseLevel, ResponseStep
from gridward.work.riskareas.services.taking import take_notice
from gridward.work.riskareas.terms import RiskNoticeSaid
from gridward.work.rounds.models import Photo, Round, RoundGrid, Target
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.terms import BookState, Lack, PersonCategory
from gridward.work.screening.models import PushListRow, VerificationTask
from gridward.work.screening.services.bringing import bring_list
from gridward.work.screening.services.taking import take_in
from gridward.work.screening.terms import ListSaid
from gridward.work.siting.services.studies import try_changes
from gridward.work.tracing.models import (
    ContactDeed,
    ContactEvidence,
    TracedContact,
    TracingCase,
    TracingRun,
)
from gridward.work.tracing.queries.cases import rule_stored
from gridward.work.tracing.terms import LookbackTold
from gridward.work.watch.services.ending import take_appeal
from gridward.work.watch.services.missing import report_missing
from gridward.work.watch.services.setting import set_entry
from gridward.work.watch.terms import EntrySaid, MissingSaid, WatchGrounds, WatchStanding
from gridward.work.workorders.models import OrderPhoto
from gridward.work.workorders.services.opening import open_order
from gridward.work.workorders.terms import OrderSaid
from tests.work.checkpoints.acts import gate, said
from tests.work.handovers.acts import give
from tests.work.inspections.acts import filed, inspected
from tests.work.passages.acts import passage, take
from tests.work.rulebooks.acts import TEXT
from tests.work.siting.acts import nobody, with_roads
from tests.work.supplies.acts import asked
from tests.world import World

PLACES = ("a1", "a2", "b1", "f1")
HELD = {"at": "", "place": "", "chair": "", "expected": 0, "present": 0, "excused": 0, "absent": 0}
"""What a bulletin tells of a meeting to which nobody was asked."""
RULE = {
    **{name: {"zh-Hans": [], "en": []} for name in ("words", "days")},
    **{name: [] for name in ("books", "lacks", "needs", "choices", "readings")},
    **dict.fromkeys(("since", "fails_to"), ""),
}
"""A rule of which nothing is known."""


@dataclass
class Rows:
    """Ids of the rows, by kind and place."""

    world: World
    ids: dict[tuple[str, str], UUID]

    def of(self, kind: str, place: str) -> UUID:
        """The row of a kind at a place."""
        return self.ids[kind, place]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is stored in this block is undone, and its savepoint released: within a thousand savepoints that stay
    open PostgreSQL looks through them all for each row it reads.
    """
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def make_rows(world: World) -> Rows:
    """Put one row of every kind at each place."""
    ids: dict[tuple[str, str], UUID] = {}
    for place in PLACES:
        for kind, row in _rows_at(world, place).items():
            ids[kind, place] = row
    ours, foreign = (
        take_snapshot(world.actor(chief), street=world.streets[street]).pk
        for chief, street in (("chief", "ours"), ("chief_f", "foreign"))
    )
    for place in PLACES:
        ids["snapshot", place] = foreign if place == "f1" else ours
    return Rows(world, ids)


def _rows_at(world: World, place: str) -> dict[str, UUID]:
    grid = world.grids[place]
    where = {"street_id": grid.street_id, "grid": grid}
    household = Household.objects.create(address_text=f"{place}的一户", **where)
    resident = Resident(household=household, name="张三", sort_key="zhangsan", **where)
    resident.set_sealed("document", f"3601991990010100{place}")
    resident.save()
    organisation = Organisation.objects.create(
        name=f"{place}商店", kind="street_shop", grams=search_grams(f"{place}商店"), **where
    )
    contact = Contact.objects.create(organisation=organisation, role="lead", name="李四", **where)
    employee = Employee.objects.create(organisation=organisation, name="王五", **where)
    conflict = Conflict(kind="two_households", resident=resident, household=household, **where)
    conflict.set_sealed("proposal", "{}")
    conflict.save()
    batch = upload(
        world.actor("chief_f" if place == "f1" else "chief"),
        community=world.grids[f"{place[0]}0"].community.code,
        file_name="花名册.csv",
        content="姓名,身份证号,现住址\n张三,,翠竹小区1栋1单元101\n".encode(),
    )
    alert, export = _exported(world, place)
    appointment = Appointment.objects.get(grid=grid, post="grid_manager")
    member = Member.objects.get(pk=appointment.member_id)
    free = Member.objects.create(street_id=grid.street_id, name="待用", employer="community")
    return {
        **_service_at(world, place, free),
        **_duty_at(world, place, free),
        **_round_at(world, place, household),
        **_work_at(world, place),
        **_order_at(world, place),
        **_inspected_at(world, place, organisation),
        "supply_request": _supplies_asked_at(world, place),
        **_meetings_at(world, place),
        **_group_at(world, place, household),
        "care_plan": _cared_for(world, place, household, resident),
        **_gate_at(world, place),
        "response": _decision_at(world, place),
        **_risk_at(world, place),
        "rule_book": _book_at(world, place),
        **_listed_at(world, place),
        **_measured_at(world, place),
        **_traced_at(world, place),
        "arrival": _arrived_at(world, place),
        "household": household.pk,
        "resident": resident.pk,
        "organisation": organisation.pk,
        "contact": contact.pk,
        "employee": employee.pk,
        "conflict": conflict.pk,
        "batch": batch.pk,
        "alert": alert.pk,
        "export": export.pk,
        "grid": grid.pk,
        "device": Device.objects.create(
            account_id=new_id(), account_name="待用", street_id=grid.street_id, seen_at=clock.now()
        ).pk,
        "site": world.sites[place].pk,
        "building": world.sites[place].buildings.get().pk,
        "name": PlaceName.objects.create(
            site=world.sites[place],
            name="旧棉纺厂",
            key="旧棉纺厂",
            kind="old",
            source="typed",
            **where,
        ).pk,
        "suggestion": NameSuggestion.objects.create(
            site=world.sites[place], name="新棉纺厂", key="新棉纺厂", kind="nickname", **where
        ).pk,
        "dwelling": world.dwellings[f"{place}-1-101"].pk,
        "appointment": appointment.pk,
        "account": Account.objects.get(member=member).pk,
        "member": free.pk,
    }


def _exported(world: World, place: str) -> tuple[ExportAlert, Export]:
    """What somebody of the place, who has no part in the tests of routes, took out, and the alert about it."""
    actor = world.actor(f"{'supervisor' if place == 'a1' else 'worker'}_{place}")
    export = release(
        replace(actor, account_id=new_id(), name="前任"),
        kind="households",
        format="csv",
        masked=True,
        grid_ids=[world.grids[place].pk],
        rows=STANDARD.limits.rows_per_export + 1,
    )
    return export.alerts.get(), export


def _work_at(world: World, place: str) -> dict[str, UUID]:
    """A point, a patrol and a log of the worker of a place, and a draw that is bound there."""
    grid, now = world.grids[place].pk, clock.now()
    worker = world.actor(f"worker_{place}")
    point = add_point(worker, grid_id=grid, name="东门")
    start, day = now - timedelta(hours=2), clock.today()
    patrol = record_patrol(
        worker,
        patrol_id=new_id(),
        grid_id=grid,
        kind=PatrolKind.PATROL,
        started_at=start,
        ended_at=now,
    )
    log = LogSaid(grid, clock.local_date(start), start, now, "入户走访", "M 1,1 L 9,9")
    draw = DrawSaid(
        *(grid, "夜巡", day + timedelta(days=1), day + timedelta(days=28)),
        *((Window((1, 2, 3), 18, 23),), (point.pk,), 2, 7),
    )
    return {
        "point": point.pk,
        "patrol": patrol.pk,
        "log": sign_log(worker, log_id=new_id(), said=log).pk,
        "draw": bind_draw(world.actor("chief_f" if place == "f1" else "chief"), said=draw).pk,
    }


def _order_at(world: World, place: str) -> dict[str, UUID]:
    """A report of the worker of a place, and a photograph of it."""
    grid, worker = world.grids[place], world.actor(f"worker_{place}")
    said = OrderSaid(new_id(), "facility_broken", grid.pk, answers={"facility": "围挡"})
    order = open_order(worker, said=said)
    photo = OrderPhoto(account_id=new_id(), order_id=order.pk, grid=grid, street_id=grid.street_id)
    photo.set_sealed_bytes("content", b"picture")
    photo.save()
    return {"order": order.pk, "order_photo": photo.pk, "kind_version": order.kind_id}


def _cared_for(world: World, place: str, household: Household, resident: Resident) -> UUID:
    """Help that the resident of a place agreed to."""
    said = CarePlanSaid(
        id=new_id(),
        household_id=household.pk,
        resident_id=resident.pk,
        kind="medicine",
        consent_by=ConsentBy.ONESELF,
        consent_way=ConsentWay.SPOKEN,
        consent_on=clock.today(),
    )
    return begin_plan(world.actor(f"worker_{place}"), said=said).pk


def _gate_at(world: World, place: str) -> dict[str, UUID]:
    """A gate with rules of its own, the pass of a visitor, that they passed, and a handover that waits."""
    chief = world.actor("chief_f" if place == "f1" else "chief")
    row = gate(world, chief, f"{place}卡口", place)
    rules = set_rules(chief, gate_id=row.pk, rules=GateRules(""), source="通知")
    visitor = make_pass(world.actor(f"worker_{place}"), said=said(world, grid=place))
    worker = world.actor(f"worker_{place}")
    passed = passage(row, pass_id=str(visitor.pk))
    take(worker, passed, device=new_id())
    handed = give(worker, row, code="XYZW2345")
    return {
        **_watched_at(world, place, row.pk),
        **_sited_at(world, place),
        "gate": row.pk,
        "gate_rules": rules.pk,
        "pass": visitor.pk,
        "passage": UUID(passed["id"]),
        "gate_handover": handed.pk,
    }


def _sited_at(world: World, place: str) -> dict[str, UUID]:
    """A study of where gates could stand, with roads, and something that was tried."""
    chief = world.actor("chief_f" if place == "f1" else "chief")
    row = with_roads(world, chief, grid=place, name=f"{place}选址")
    tried = try_changes(chief, study_id=row.pk, changes={"count": 2}, defer=nobody)
    return {"siting_study": row.pk, "siting_plan": tried.pk}


def _watched_at(world: World, place: str, gate_id: UUID) -> dict[str, UUID]:
    """Somebody whom gates watch for with an objection, and somebody whom the register misses."""
    chief = world.actor("chief_f" if place == "f1" else "chief")
    phone = f"1380013800{PLACES.index(place)}"
    whom = EntrySaid(new_id(), world.grids[place].pk, EntryKind.PHONE, phone)
    grounds = WatchGrounds(WatchStanding.WATCHED, "通知", "协查")
    entry = set_entry(chief, said=whom, grounds=grounds)
    appeal = take_appeal(chief, entry_id=entry.pk, appeal_id=new_id(), text="有异议")
    met = MissingSaid(new_id(), gate_id, "赵新来", clock.now(), phone=phone)
    report_missing(world.actor(f"worker_{place}"), said=met)
    return {"watch_entry": entry.pk, "watch_appeal": appeal.pk, "missing": met.id}


def _listed_at(world: World, place: str) -> dict[str, UUID]:
    """A pushed list, of days in which a level held, with somebody of the place to verify and a row at the desk."""
    chief = world.actor("chief_f" if place == "f1" else "chief")
    grid = world.grids[place]
    there = f"{world.sites[place].name}1栋1单元101室"
    text = f"姓名,电话,住址\n被核查,1370013700{PLACES.index(place)},{there}\n外地,13600136000,\n"
    said = ListSaid("区指挥部", "other", "核实", "2号", grid_id=grid.pk)
    with time_machine.travel(clock.now() - timedelta(days=5)):
        pushed = bring_list(chief, said=said, file_name="名单.csv", content=text.encode())
        take_in(chief, list_id=pushed.pk)
    rows = {one.state: one.pk for one in PushListRow.objects.filter(pushed=pushed)}
    task = VerificationTask.objects.get(rows__pushed=pushed)
    return {"push_list": pushed.pk, "push_row": rows["not_found"], "check_task": task.pk}


def _inspected_at(world: World, place: str, shop: Organisation) -> dict[str, UUID]:
    """An inspection of a shop with its notice and a photograph, a facility, a planned visit, a filing."""
    grid, worker = world.grids[place], world.actor(f"worker_{place}")
    chief = world.actor("chief_f" if place == "f1" else "chief")
    seen = inspected(worker, shop, {"masks": "无口罩"})
    photo = InspectionPhoto(
        account_id=new_id(), inspection_id=seen.pk, grid=grid, street_id=grid.street_id
    )
    photo.set_sealed_bytes("content", b"picture")
    photo.save()
    facility = add_facility(worker, grid_id=grid.pk, name="围挡")
    [visit] = plan_visits(chief, said=PlanSaid(clock.today(), facilities=(facility.pk,)))
    return {
        "inspection": seen.pk,
        "rectification": seen.notice.pk,
        "inspection_photo": photo.pk,
        "facility": facility.pk,
        "planned": visit.pk,
        "filing": filed(worker, shop).pk,
    }


def _supplies_asked_at(world: World, place: str) -> UUID:
    """What the worker of a place asks for."""
    until = clock.today() + timedelta(days=3)
    return asked(world.actor(f"worker_{place}"), world.grids[place], until=until).pk


def _risk_at(world: World, place: str) -> dict[str, UUID]:
    """A notice of the street of a place, and the area that it opened."""
    chief = world.actor("chief_f" if place == "f1" else "chief")
    text = f"高风险地区（1个）：\n某市（1个）：某区{place}村。"
    said = RiskNoticeSaid(new_id(), place, "公告", clock.today(), text, whole=False)
    notice = take_notice(chief, said=said)
    return {"risk_notice": notice.pk, "risk_area": notice.opened.get().pk}


def _decision_at(world: World, place: str) -> UUID:
    """A level declared for the grid of a place, and ended."""
    grid, day = world.grids[place], clock.today()
    content: dict[str, object] = {"units": [], "bases": [], "reason": "测试", "changes": []}
    row = ResponseDecision.objects.create(
        street_id=grid.street_id,
        grids=[grid.pk],
        year=day.year,
        number=PLACES.index(place) + 1,
        step=ResponseStep.DECLARE,
        level=ResponseLevel.ALERT,
        content=content,
        account_id=new_id(),
        account_name="测试",
        post="street_command",
        signed_at=clock.now(),
        digest=sealed(content),
    )
    ResponseStanding.objects.create(
        street_id=grid.street_id,
        grid=grid,
        level=ResponseLevel.ALERT,
        since=day - timedelta(days=9),
        until=day - timedelta(days=2),
        closed=True,
        opened_by=row,
    )
    return row.pk


def _book_at(world: World, place: str) -> UUID:
    """An accepted rule book of the street of a place."""
    code = f"XH-{PLACES.index(place)}"
    text = TEXT.replace("XH-2022-03", code).replace('"360103005"', '"36"')
    row = StreetBook.objects.create(
        street_id=world.grids[place].street_id,
        code=code,
        number=1,
        text=text,
        state=BookState.ACCEPTED,
        writers=[new_id()],
        writer_name="测试",
        accepted_by=new_id(),
    )
    return row.pk


def a_measure(grid: Grid, name: str = "张三") -> Measure:
    """Somebody under a measure at a grid, as people of no part in the tests of routes decided it."""
    today = clock.today()
    row = Measure(
        street_id=grid.street_id,
        grid=grid,
        minor=False,
        category="close_contact",
        origin="pushed",
        determined_on=today,
        counted_from=today,
        kind="home_isolation",
        restricts=True,
        begins=today,
        ends=today + timedelta(days=6),
        rule={**RULE, "day": today.isoformat()},
        response=ResponseStanding.objects.order_by("id").first(),
        serial=f"{new_id().int % 10**8:08}",
        state="in_force",
        in_force_at=clock.now(),
        proposer=new_id(),
        decider=new_id(),
        confirmer=new_id(),
    )
    seal_person(row, MeasuredSaid(name, "+8613800138009"))
    seal_reasons(row, ReasonsSaid("同桌用餐", "无法单独居住"))
    row.save(force_insert=True)
    store_phases(row, [GivenPhase(ControlKind.HOME_ISOLATION, row.begins, row.ends, (today,))])
    return row


def beside_measure(row: Measure, *, decided: bool = False) -> MeasureAppeal:
    """An appeal against a measure, a deed, a reading, a call."""
    now = clock.now()
    words = {"account_id": new_id(), "account_name": "测试"}
    MeasureDeed.objects.create(measure=row, step="proposed", at=now, **words)
    reading = MeasureReading(measure=row, at=now, day=clock.today(), way="call", **words)
    reading.set_sealed("said", '{"celsius": 36.5, "symptoms": [], "note": ""}')
    reading.save(force_insert=True)
    caught_up = {"ended_at": now, "end": "caught_up"} if decided else {}
    MeasureCall.objects.create(measure=row, what="missed", at=now, since=clock.today(), **caught_up)
    over = {"decided_at": now, "decided_by": "测试", "outcome": "rejected"} if decided else {}
    return MeasureAppeal.objects.create(
        measure=row, by="oneself", at=now, due_at=now, taken_by="测试", **over
    )


def a_sample(row: Measure) -> MeasureTest:
    """A sample without a result."""
    words = {"account_id": new_id(), "account_name": "测试"}
    sample = MeasureTest(
        measure=row, day=clock.today(), sampled_at=clock.now(), method="nucleic_acid", **words
    )
    sample.set_sealed("said", "{}")
    sample.save(force_insert=True)
    return sample


def asked_to_take(row: Measure, grid: Grid, *, answered: bool = False) -> MeasureTransfer:
    """A grid is asked to take a measure over."""
    now = clock.now()
    over = {"answered_at": now, "answered_by": "测试", "answer": "refused"} if answered else {}
    return MeasureTransfer.objects.create(
        measure=row, from_grid=row.grid, to_grid=grid, asked_at=now, asked_by="测试", **over
    )


def _arrived_at(world: World, place: str) -> UUID:
    """Somebody who came to a grid."""
    grid = world.grids[place]
    row = Arrival(
        street_id=grid.street_id,
        grid=grid,
        arrived_on=clock.today(),
        came_by="car",
        told_by="gate",
        account_name="测试",
        judged_on=clock.today(),
        person_class="other_returnee",
    )
    person = {"name": "过路人", "phone": "+8613900139001", "document": "", "address": ""}
    stay = {"region": "某市", "county": "", "detail": "", "begins": "2026-03-01"}
    row.set_sealed("person", json.dumps(person))
    row.set_sealed("stays", json.dumps([{**stay, "ends": "2026-03-01"}]))
    row.save(force_insert=True)
    return row.pk


def _measured_at(world: World, place: str) -> dict[str, UUID]:
    """A measure with an appeal; another one, of a grid where no test of routes serves, asked to be taken over."""
    row = a_measure(world.grids[place])
    elsewhere = a_measure(world.grids["f0" if place == "f1" else "b0"])
    return {
        "measure": row.pk,
        "measure_appeal": beside_measure(row).pk,
        "measure_sample": a_sample(row).pk,
        "measure_link": MeasureLink.objects.create(
            measure=row, token_index=new_id().bytes, phone="13800138000", printed_by="测试"
        ).pk,
        "measure_transfer": asked_to_take(elsewhere, world.grids[place]).pk,
    }


def a_case(grid: Grid) -> TracingCase:
    """Somebody whose contacts are looked for at a grid."""
    row = TracingCase(
        street_id=grid.street_id,
        grid=grid,
        serial=f"{new_id().int % 10**8:08}",
        source="区疾控中心",
        paper="7号",
        determined_on=clock.today(),
        began_on=clock.today(),
        symptomatic=True,
        category="close_contact",
        rule=rule_stored(LookbackTold(PersonCategory.CLOSE_CONTACT, None, lack=Lack.NO_RULE)),
        lookback_days=2,
        response=ResponseStanding.objects.order_by("id").first(),
        account_id=new_id(),
        account_name="测试",
    )
    row.set_sealed("person", '{"name": "张三"}')
    row.save(force_insert=True)
    return row


def beside_case(row: TracingCase) -> TracedContact:
    """A contact of a case with evidence and a decision."""
    now = clock.now()
    words = {"first_at": now, "last_at": now, "kind": "household"}
    contact = TracedContact(
        case=row,
        person_key="unknown:1",
        degree=1,
        kinds=["household"],
        **{**words, "kind": "unknown"},
    )
    contact.set_sealed("person", '{"name": "李四"}')
    contact.save(force_insert=True)
    key = "household:1"
    ContactEvidence.objects.create(case=row, contact=contact, place_key=key, found_at=now, **words)
    by = {"account_id": new_id(), "account_name": "测试"}
    ContactDeed.objects.create(
        case=row, contact=contact, at=now, decision="none", reason="absent", **by
    )
    return contact


def _traced_at(world: World, place: str) -> dict[str, UUID]:
    """A case with a contact, and a trial that somebody else asked for."""
    grid = world.grids[place]
    row = a_case(grid)
    trial = TracingRun.objects.create(
        street_id=grid.street_id,
        grid=grid,
        window_minutes=10,
        degrees=2,
        account_id=new_id(),
        account_name="测试",
        asked_at=clock.now(),
    )
    return {
        "traced_case": row.pk,
        "traced_contact": beside_case(row).pk,
        "tracing_trial": trial.pk,
    }


def _meetings_at(world: World, place: str) -> dict[str, UUID]:
    """A meeting of the community of a place that is called, with an item; one that is over, and its bulletin."""
    unit = world.grids[f"{place[0]}0"]
    day, now = clock.today() + timedelta(days=PLACES.index(place) + 1), clock.now()
    below = Grid.objects.filter(community=unit.community).values_list("pk", flat=True)
    words = {"street_id": unit.street_id, "grid": unit, "grids": list(below), "name": unit.name}
    called = Meeting.objects.create(day=day, planned_at=now, called_by="测试", **words)
    held = Meeting.objects.create(
        day=day - timedelta(days=30),
        planned_at=now,
        called_by="测试",
        since_at=now - timedelta(days=1),
        begun_at=now,
        ended_at=now,
        state=MeetingState.ENDED,
        **words,
    )
    item = AgendaItem(
        id=new_id(), meeting=called, section="other", account_id=new_id(), account_name="测试"
    )
    item.set_sealed("text", "加一条")
    item.save(force_insert=True)
    content = {"revision": 1, "unit": unit.name, "day": "", "held": HELD, "sections": []}
    content |= {"decisions": [], "remark": "", "reason": "", "since": "", "as_of": ""}
    bulletin = Bulletin.objects.create(
        meeting=held,
        revision=1,
        content=content,
        account_id=new_id(),
        account_name="测试",
        post="first_grid_leader",
        stand_in=False,
        signed_at=now,
        digest=digest(content),
    )
    return {"meeting": called.pk, "held": held.pk, "item": item.pk, "bulletin": bulletin.pk}


def _group_at(world: World, place: str, household: Household) -> dict[str, UUID]:
    """A service group of the worker of a place, somebody in it, a notice and a delivery that failed."""
    worker = world.actor(f"worker_{place}")
    keeper = world.account(f"worker_{place}").member_id or worker.member_id
    said = GroupSaid(f"{place}群", Platform.WECHAT, keeper or household.pk, clock.today())
    group = open_group(worker, grid_id=world.grids[place].pk, said=said)
    member = MemberSaid(Subject(SubjectKind.HOUSEHOLD, household.pk), name="老王")
    now = clock.now()
    notice = make_notice(
        world.actor("chief_f" if place == "f1" else "chief"),
        notice_id=new_id(),
        said=NoticeSaid(
            *("停电通知", "今晚停电。", (group.grid_id,), now, now + timedelta(days=1)),
            asks_receipt=True,
        ),
    )
    delivery = Delivery.objects.create(
        notice=notice,
        channel=Channel.ROBOT,
        group=group,
        state=DeliveryState.FAILED,
        asked_by="测试",
        grid_id=group.grid_id,
        street_id=group.street_id,
    )
    sheet = _material_at(world, place, group.grid_id)
    hangs = show_material(
        worker, material_id=sheet.pk, way=ShownWay.GROUP, place=ShownPlace(group_id=group.pk)
    )
    return {
        "material": sheet.pk,
        "shown": hangs.pk,
        "notice": notice.pk,
        "delivery": delivery.pk,
        "group": group.pk,
        "group_member": join(worker, group_id=group.pk, said=[member]).ids[0],
    }


def _material_at(world: World, place: str, grid: UUID) -> Material:
    """A material for a place, with a file."""
    actor = world.actor("chief_f" if place == "f1" else "chief")
    today = clock.today()
    said = MaterialSaid("一封信", "请接种。", "街道", (grid,), today, today)
    sheet = make_material(actor, material_id=new_id(), said=said)
    keep_material_file(actor, material_id=sheet.pk, content=b"%PDF-1.7 plain")
    return sheet


def _round_at(world: World, place: str, household: Household) -> dict[str, UUID]:
    """A draft of a round, a target and a photograph at a place."""
    grid = world.grids[place]
    where = {"street_id": grid.street_id, "grid": grid}
    today = clock.today()
    row = Round.objects.create(
        street_id=grid.street_id,
        name=f"{place}摸排",
        kinds=["household"],
        starts_on=today,
        ends_on=today,
        valid_days=30,
        tries=3,
        made_by="测试",
    )
    RoundGrid.objects.create(round=row, **where)
    target = Target.objects.create(round=row, kind="household", household=household, **where)
    photo = Photo(account_id=new_id(), **where)
    photo.set_sealed_bytes("content", b"picture")
    photo.save()
    return {"round": row.pk, "target": target.pk, "photo": photo.pk, **_declared_at(target)}


def _declared_at(target: Target) -> dict[str, UUID]:
    """A slip of a target and what came by it."""
    where = {"street_id": target.street_id, "grid_id": target.grid_id, "target": target}
    slip = Slip.objects.create(place="***", printed_by="测试", token_index=new_id().bytes, **where)
    row = Declaration(slip=slip, revision=1, members=1, sent_at=clock.now(), **where)
    said = stored(Declared(members=(SaidMember("张三"),)))
    row.set_sealed("content", orjson.dumps(said).decode())
    row.save()
    asked = PassRequest(slip=slip, kind="visitor", sent_at=clock.now(), days=1, **where)
    asked.begins_on = clock.today()
    words = {"name": "李四", "phone": "", "plate": "", "reason": "探亲"}
    asked.set_sealed("content", orjson.dumps(words).decode())
    asked.save()
    return {"slip": slip.pk, "declaration": row.pk, "pass_request": asked.pk}


def _duty_at(world: World, place: str, free: Member) -> dict[str, UUID]:
    """A duty place with a vacant shift, one of somebody without a post that they give away, and who is out."""
    actor, grid = world.actor("chief_f" if place == "f1" else "chief"), world.grids[place]
    gate = add_place(actor, grid_id=grid.pk, name=f"{place}门", kind=DutyPlaceKind.GATE)
    begins = clock.midnight(clock.today() + timedelta(days=2))
    role, ends = ShiftRole.KEEPER, begins + timedelta(hours=8)
    rows = [PlanRow(gate.pk, role, member, begins, ends) for member in (None, free.pk)]
    vacant, held = plan_shifts(actor, rows=rows).shifts
    other = Member.objects.create(street_id=grid.street_id, name="接班", employer="community")
    swap = Swap.objects.create(
        street_id=grid.street_id,
        grid=grid,
        shift=held,
        giver=free,
        taker=other,
        proposed_by=free,
        state="agreed",
    )
    out = MemberOut.objects.create(
        street_id=grid.street_id,
        member=free,
        begins_at=begins,
        ends_at=ends,
        account_name="测试",
    )
    assert Shift.objects.filter(place=gate).count() == 2
    draft = RosterDraft.objects.create(
        street_id=grid.street_id,
        grids=[grid.pk],
        places=[gate.pk],
        first=clock.today() + timedelta(days=9),
        days=1,
        way="anew",
        patterns=[{"begins": "08:00", "minutes": 480}],
        posts=["grid_manager"],
        state="ready",
        result={"rows": [], "members": []},
        account_name="测试",
    )
    day = clock.today() + timedelta(days=9)
    wish = Wish.objects.create(member=free, wants="free", time="any", first=day, last=day)
    told = {"duty_place": gate, "shift": vacant, "swap": swap, "out": out, "draft": draft}
    told["wish"] = wish
    return {name: row.pk for name, row in told.items()}


def _service_at(world: World, place: str, free: Member) -> dict[str, UUID]:
    """A team with somebody from outside, a deputy, a seat, a list of shortages and a hand-over at a place."""
    grid, day = world.grids[place], date(2026, 1, 5)
    street = grid.street_id
    team = Team.objects.create(
        street_id=street, grid=grid, kind="volunteer", name=f"{place}志愿队", valid_from=day
    )
    person = TeamMember(team=team, name="志愿者", sort_key="zhiyuanzhe", valid_from=day)
    person.set_sealed("phone", "+8613800138000")
    person.save()
    held = {"street_id": street, "grid": grid, "member": free, "valid_from": day}
    deputy = Appointment.objects.create(post="grid_supervisor", acting=True, **held)
    former = Appointment.objects.create(post="grid_manager", valid_to=date(2026, 2, 1), **held)
    handover = PostHandover.objects.create(
        street_id=street,
        grid=grid,
        predecessor=former,
        successor=deputy,
        on=date(2026, 2, 1),
        due=date(2026, 2, 4),
        counted_at=clock.now(),
    )
    letter = ShortageList.objects.create(street_id=street, addressee="区卫健委", made_by="测试")
    shortage = Shortage.objects.create(
        letter=letter, post="health_liaison", grid=grid, since=day, reason="缺人", wished_by=day
    )
    seat = GroupSeat.objects.create(street_id=street, member=free, title="member", valid_from=day)
    service = TeamService.objects.create(person=person, day=day, minutes=60, what="值守")
    served = TeamService.objects.create(
        person=person, day=day, minutes=30, what="送药", state="confirmed"
    )
    certificate = ServiceCertificate.objects.create(
        street_id=street,
        person=person,
        year=2026,
        serial=ServiceCertificate.objects.filter(street_id=street).count() + 1,
        first=day,
        last=day,
        minutes=30,
        content=[{"what": "送药", "minutes": 30, "days": 1}],
        issued_by="测试",
        issued_on=day,
    )
    recognition = Recognition(
        street_id=street, grid=grid, person=person, kind="written_thanks", day=day
    )
    recognition.set_sealed("reason", "连续值守")
    recognition.given_by, recognition.given_at = "测试", clock.now()
    recognition.save()
    return {
        "recognition": recognition.pk,
        "team": team.pk,
        "certificate": certificate.pk,
        "person": person.pk,
        "service": service.pk,
        "served": served.pk,
        "deputy": deputy.pk,
        "handover": handover.pk,
        "list": letter.pk,
        "shortage": shortage.pk,
        "seat": seat.pk,
    }
