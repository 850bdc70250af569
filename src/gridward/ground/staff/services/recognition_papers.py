"""A recognition on paper, to hand to whom it concerns or to post up; paper is Chinese whoever prints it (P7)."""

from datetime import date
from typing import Any

from django.db import transaction

from gridward.ground.staff.models import Recognition
from gridward.ground.staff.problems import RecognitionWithdrawn
from gridward.ground.staff.services.certificate_sheets import (
    certificate_sheet,
    spoken_day,
    spoken_hours,
)
from gridward.ground.staff.services.recognitions import note, require_leading, title_of
from gridward.ground.staff.terms import StaffAct
from gridward.ground.staff.terms.recognitions import RecognitionEvidence
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.texts import say


@transaction.atomic
def recognition_file(actor: Actor, row: Recognition, format_: PaperFormat) -> Printed:
    """The recognition as a file, for who leads there; a withdrawn one is printed no more.

    Raises NotAllowed, RecognitionWithdrawn.
    """
    require_leading(actor, row)
    if getattr(row, "withdrawal", None) is not None:
        raise RecognitionWithdrawn
    made = _sheet(row, format_)
    note(actor, StaffAct.RECOGNITION_TAKEN, row, form=format_.value)
    name = say("paper.recognition.file", kind=title_of(row), name=row.told)
    return Printed.named(name, format_, made)


def _sheet(row: Recognition, format_: PaperFormat) -> bytes:
    post = say(f"word.staff.post.{row.appointment.post}") if row.appointment else ""
    text = say("paper.recognition.text", unit=row.unit_name, post=post, name=row.called)
    sections = [{"title": "", "lines": [text, row.open_sealed("reason") or ""]}]
    if row.evidence:
        lines = [_line(one) for one in row.evidence]
        sections.append({"title": say("paper.recognition.evidence"), "lines": lines})
    return certificate_sheet(
        format_,
        title=title_of(row),
        sections=sections,
        signed=[
            say("paper.certificate.seal", street=row.street.name),
            say("paper.recognition.given", by=row.given_by),
            spoken_day(row.day),
        ],
    )


def _line(one: dict[str, Any]) -> str:
    day = spoken_day(date.fromisoformat(one["day"]))
    if one["kind"] == RecognitionEvidence.ORDER:
        return say("paper.recognition.order", number=one["said"], day=day)
    hours = spoken_hours(one["minutes"])
    return say("paper.recognition.service", day=day, what=one["said"], hours=hours)
