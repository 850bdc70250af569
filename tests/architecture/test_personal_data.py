"""Every column that could identify a person is declared with its purpose, or declared not to, by its own part."""

import pytest
from django.apps import apps
from django.db.models import Model
from pghistory.models import Event

from gridward.config.personal_data import WITHOUT_PERSONS
from gridward.ground.register.services.reveal import FIELDS, MODELS
from gridward.kernel.crypto.fields import IndexField, SealedField
from gridward.kernel.declaring import (
    Audience,
    Basis,
    Declared,
    Purpose,
    Retention,
    all_declarations,
    all_fields,
    table_label,
)
from gridward.kernel.texts import LANGUAGES, say

PARTS = list(all_declarations())
KEPT = [model for model in apps.get_models() if not issubclass(model, Event)]
OURS = [model for model in KEPT if model.__module__.startswith("gridward.")]
LIBRARIES = [model for model in KEPT if model not in OURS]
DECLARED = [model for model in KEPT if model._meta.label not in WITHOUT_PERSONS]


def personal(model: type[Model]) -> dict[str, Declared]:
    found = [part.personal[label(model)] for part in PARTS if label(model) in part.personal]
    return dict(found[0]) if found else {}


def other(model: type[Model]) -> set[str]:
    found = [part.not_personal[label(model)] for part in PARTS if label(model) in part.not_personal]
    return set(found[0]) if found else set()


def label(model: type[Model]) -> str:
    return str(model._meta.label)


@pytest.mark.parametrize("model", DECLARED, ids=label)
def test_every_column_is_declared_once(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns - set(personal(model)) - other(model) == set()
    assert set(personal(model)) & other(model) == set()
    assert set(personal(model)) - columns == set()


def test_all_parts_are_there_and_no_table_is_declared_twice_or_made_up() -> None:
    assert {part.app for part in PARTS} >= {"kernel", "audit", "territory", "staff", "register"}
    for side in ("personal", "not_personal"):
        tables = [table for part in PARTS for table in getattr(part, side)]
        assert sorted(tables) == sorted(set(tables))
        assert set(tables) <= {label(model) for model in KEPT}


def test_each_part_declares_its_own() -> None:
    apps_of = {label(model): model._meta.app_label for model in OURS}
    for part in PARTS:
        for table in {*part.personal, *part.not_personal}:
            assert apps_of.get(table, "config") == part.app, table


def test_tables_passed_over_are_a_librarys() -> None:
    assert {label(model) for model in LIBRARIES} >= WITHOUT_PERSONS


AT_THE_DOOR = {
    "rounds.KnownAnswers.answers": Audience.WORK,
    "rounds.Visit.said": Audience.WORK,
    "rounds.Photo.content": Audience.WORK,
    "portal.PassRequest.content": Audience.WORK,
    "workorders.Order.said": Audience.WORK,
    "watch.WatchEntry.value": Audience.WATCH,
    "watch.WatchEntry.said": Audience.WATCH,
    "watch.WatchAppeal.said": Audience.WATCH,
    "watch.WatchAppeal.reply": Audience.WATCH,
    **dict.fromkeys(
        (f"arrivals.Arrival.{name}" for name in ("person", "stays", "judged", "reason")),
        Audience.MEASURES,
    ),
    "screening.PushListFile.content": Audience.SCREENING,
    "screening.PushListRow.said": Audience.SCREENING,
    "screening.PushListRow.told": Audience.SCREENING,
    "screening.VerificationTask.said": Audience.CHECKING,
    "screening.VerificationTask.found": Audience.CHECKING,
    "screening.VerificationContact.text": Audience.CHECKING,
    "workorders.Move.said": Audience.WORK,
    "workorders.OrderPhoto.content": Audience.WORK,
    "inspections.Inspection.said": Audience.WORK,
    "inspections.InspectionFinding.said": Audience.WORK,
    "inspections.InspectionPhoto.content": Audience.WORK,
    "inspections.RectificationNotice.said": Audience.WORK,
    "inspections.NoticeDelivery.said": Audience.WORK,
    "inspections.NoticeReply.said": Audience.WORK,
    "inspections.Filing.said": Audience.WORK,
    "inspections.FilingStep.said": Audience.WORK,
    "supplies.Movement.said": Audience.WORK,
    "supplies.SupplyRequest.said": Audience.WORK,
    "supplies.SupplyStep.said": Audience.WORK,
    "notices.OtherReach.note": Audience.REGISTER,
    "meetings.Meeting.summary": Audience.WORK,
    "meetings.AgendaItem.text": Audience.WORK,
    "meetings.Attendance.reason": Audience.WORK,
    "meetings.Decision.text": Audience.WORK,
    "handovers.Handover.said": Audience.WORK,
    "handovers.Handover.taken_said": Audience.WORK,
    "rota.Shift.said": Audience.STAFF,
    "rota.SwapStep.said": Audience.STAFF,
    "rota.Wish.said": Audience.PLANNERS,
    "rota.Home.at": Audience.ONESELF,
    "staff.Recognition.reason": Audience.LEADERS,
    "staff.RecognitionWithdrawal.reason": Audience.LEADERS,
    "sync.Device.secret": Audience.ONESELF,
    "portal.Declaration.content": Audience.WORK,
    "passages.Passage.words": Audience.PASSAGES,
    **dict.fromkeys(("care.CarePlan.said", "care.CareContact.said"), Audience.CARE),
    **{
        f"measures.{one}": Audience.MEASURES
        for one in (
            *("Measure.person", "Measure.said", "MeasureDeed.said", "MeasureReading.said"),
            *("MeasureTransfer.said", "MeasureTransfer.reply"),
            *("MeasureAppeal.said", "MeasureAppeal.reply"),
            *("MeasureTest.said", "MeasureCall.said"),
        )
    },
    **{
        f"tracing.{one}": Audience.TRACING
        for one in (
            *("TracingCase.person", "TracingCase.stated", "TracingCase.end_note"),
            *("TracingRun.asked", "TracingRun.answer", "TracedContact.person"),
            *("ContactEvidence.place", "ContactDeed.said"),
        )
    },
}
"""Sealed where they lie, and read by those whose work it is: what was answered is shown before it is asked again."""


NOBODYS = frozenset({"notices.ServiceGroup.robot"})
"""Sealed keys of machines, which are about nobody."""


@pytest.mark.parametrize("model", DECLARED, ids=label)
def test_what_is_sealed_is_sensitive_and_shown_by_a_recorded_act_alone(model: type[Model]) -> None:
    declared = personal(model)
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField) and f"{label(model)}.{field.name}" not in NOBODYS:
            assert declared[field.name].sensitive
            shown = {Audience.REVEAL, Audience.EXPORT, Audience.NOBODY}
            asked = AT_THE_DOOR.get(f"{label(model)}.{field.name}")
            assert declared[field.name].audience in ({asked} if asked else shown)
        if isinstance(field, IndexField):
            assert declared[field.name].audience is Audience.NOBODY


def test_what_can_be_looked_at_in_full_is_declared_so() -> None:
    for kind, fields in FIELDS.items():
        declared = personal(MODELS[kind])
        assert {declared[field].audience for field in fields} == {Audience.REVEAL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_table_and_word_has_a_name_in_both_languages(language: str) -> None:
    for field in all_fields():
        assert field.label(language)
        assert table_label(field.table, language)
    for kind in (Purpose, Basis, Audience, Retention):
        for word in kind:
            assert say(f"word.data.{kind.__name__.lower()}.{word.name.lower()}", language)
