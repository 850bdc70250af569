"""Certificates of service: confirmed hours of a period by task, numbered, issued by who keeps the team (P5)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Sum

from gridward.ground.audit.services import record
from gridward.ground.staff.models import ServiceCertificate, TeamMember, TeamService
from gridward.ground.staff.problems import (
    CertificateDaysWrong,
    CertificateOfOwn,
    NothingConfirmed,
)
from gridward.ground.staff.services.certificate_sheets import (
    certificate_sheet,
    spoken_day,
    spoken_hours,
)
from gridward.ground.staff.services.serials import next_serial
from gridward.ground.staff.services.teams import about, require_keeping
from gridward.ground.staff.terms import ServiceState, StaffAct
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.documents.formats import PaperFormat, Printed
from gridward.kernel.texts import say


@transaction.atomic
def issue_certificate(
    actor: Actor, *, person: TeamMember, first: date, last: date
) -> ServiceCertificate:
    """Issue a numbered certificate of what is confirmed from the first to the last day.

    Raises CertificateDaysWrong, NothingConfirmed, CertificateOfOwn, NotAllowed.
    """
    team = person.team
    require_keeping(actor, team)
    if person.member_id is not None and person.member_id == actor.member_id:
        raise CertificateOfOwn
    today = clock.today()
    if not first <= last <= today:
        raise CertificateDaysWrong
    content = _confirmed(person, first, last)
    if not content:
        raise NothingConfirmed
    row = ServiceCertificate.objects.create(
        street=team.street,
        person=person,
        year=today.year,
        serial=next_serial(ServiceCertificate.objects.all(), team.street_id, today.year),
        first=first,
        last=last,
        minutes=sum(one["minutes"] for one in content),
        content=content,
        issued_by=actor.name,
        issued_on=today,
    )
    _note(actor, StaffAct.CERTIFICATE_ISSUED, row)
    return row


@transaction.atomic
def certificate_file(actor: Actor, row: ServiceCertificate, format_: PaperFormat) -> Printed:
    """The certificate as a file; paper is Chinese whoever prints it. Raises NotAllowed."""
    require_keeping(actor, row.person.team)
    made = _sheet(row, format_)
    _note(actor, StaffAct.CERTIFICATE_TAKEN, row, form=format_.value)
    name = say("paper.certificate.file", number=number_of(row))
    return Printed.named(name, format_, made)


def number_of(row: ServiceCertificate) -> str:
    """As it stands on paper: 服证〔2026〕3号."""
    return say("paper.certificate.number", year=row.year, number=row.serial)


def _confirmed(person: TeamMember, first: date, last: date) -> list[dict[str, Any]]:
    rows = TeamService.objects.filter(
        person=person, state=ServiceState.CONFIRMED, day__range=(first, last)
    )
    summed = rows.values("what").annotate(
        sum=Sum("minutes"), days=Count("day", distinct=True), latest=Max("day")
    )
    return [
        {"what": one["what"], "minutes": one["sum"], "days": one["days"]}
        for one in summed.order_by("-sum", "what")
    ]


def _sheet(row: ServiceCertificate, format_: PaperFormat) -> bytes:
    team = row.person.team
    words = {
        "name": row.person.called,
        "team": team.name,
        "first": spoken_day(row.first),
        "last": spoken_day(row.last),
        "hours": spoken_hours(row.minutes),
    }
    lines = [
        say(
            "paper.certificate.line",
            what=one["what"],
            days=one["days"],
            hours=spoken_hours(one["minutes"]),
        )
        for one in row.content
    ]
    return certificate_sheet(
        format_,
        title=say("paper.certificate.title"),
        subtitle=number_of(row),
        sections=[
            {"title": "", "lines": [say("paper.certificate.text", **words)]},
            {"title": say("paper.certificate.tasks"), "lines": lines},
        ],
        signed=[
            say("paper.certificate.seal", street=row.street.name),
            say("paper.certificate.issued", by=row.issued_by),
            spoken_day(row.issued_on),
        ],
        foot=say("paper.certificate.foot"),
    )


def _note(actor: Actor, act: StaffAct, row: ServiceCertificate, form: str = "") -> None:
    record(
        actor,
        act,
        about(row.person.team),
        team=row.person.team.name,
        name=row.person.told,
        number=number_of(row),
        minutes=row.minutes,
        form=form,
    )
