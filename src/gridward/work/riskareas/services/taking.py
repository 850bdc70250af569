"""A notice is taken: one transaction opens and closes areas. Areas are also added and ended by hand."""

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.territory.models import Division
from gridward.ground.territory.queries.visible import street_of
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.marks import mark_read
from gridward.kernel.models import touched
from gridward.kernel.problems import Stale
from gridward.work.riskareas.models import RiskArea, RiskNotice
from gridward.work.riskareas.problems import (
    RiskAreaEnded,
    RiskAreaThere,
    RiskEndUnfit,
    RiskIdTaken,
    RiskNoticeAhead,
    RiskNoticeEmpty,
    RiskNoticeOlder,
    RiskNoticeSame,
    RiskNoticeUnnamed,
    RiskPlaceMissing,
)
from gridward.work.riskareas.queries.areas import area_of, areas, dated, notice_of
from gridward.work.riskareas.rules.changing import change, last_day
from gridward.work.riskareas.rules.reading import read_notice
from gridward.work.riskareas.terms import (
    AreaAct,
    Change,
    Dated,
    NoticeRead,
    RiskNoticeSaid,
    Spot,
)

_LOCK = "riskareas.street"


def preview_notice(actor: Actor, *, said: RiskNoticeSaid) -> tuple[NoticeRead, Change]:
    """What the notice says and what taking it would do now; nothing is stored. Raises as `take_notice`."""
    actor.require(Permission.RISK_KEEP)
    _check(actor, said)
    read = _read(said)
    return read, change(dated(areas(actor).filter(until=None)), read, whole=said.whole)


@transaction.atomic
def take_notice(actor: Actor, *, said: RiskNoticeSaid) -> RiskNotice:
    """Take a notice as it is previewed; the same id again answers the same notice.

    Raises NotAllowed, NotFound, RiskNoticeUnnamed, RiskNoticeAhead, RiskNoticeEmpty, RiskNoticeSame, RiskNoticeOlder,
    RiskIdTaken.
    """
    actor.require(Permission.RISK_KEEP)
    street = street_of(actor)
    one_at_a_time(_LOCK, street.pk)
    known = RiskNotice.objects.filter(pk=said.id).first()
    if known is not None:
        if known.street_id != street.pk or known.digest != _digest(said.text):
            raise RiskIdTaken
        return known
    _, changed = preview_notice(actor, said=said)
    notice = _notice(actor, street, said, changed)
    notice.save(force_insert=True)
    _close(street, notice, changed.ends)
    _open(street, notice, changed.begins)
    record(
        actor,
        AreaAct.TAKEN,
        About("riskareas_risknotice", notice.pk),
        title=notice.title,
        began=notice.began,
        ended=notice.ended,
    )
    return notice


@transaction.atomic
def add_area(actor: Actor, *, area_id: UUID, spot: Spot, since: date, source: str) -> RiskArea:
    """Add a place by hand, from a day that has come, by a source that is named.

    Raises NotAllowed, NotFound, RiskPlaceMissing, RiskNoticeUnnamed, RiskNoticeAhead, RiskAreaThere, RiskIdTaken.
    """
    actor.require(Permission.RISK_KEEP)
    street = street_of(actor)
    one_at_a_time(_LOCK, street.pk)
    if not spot.region.strip() or not (spot.county.strip() or spot.detail.strip()):
        raise RiskPlaceMissing
    if not source.strip():
        raise RiskNoticeUnnamed
    if since > clock.today():
        raise RiskNoticeAhead
    if RiskArea.objects.filter(pk=area_id).exists():
        raise RiskIdTaken
    values = _values(spot)
    if areas(actor).filter(until=None, **values).exists():
        raise RiskAreaThere
    area = RiskArea(id=area_id, street=street, since=since, source=source.strip(), **values)
    area.save(force_insert=True)
    record(actor, AreaAct.ADDED, About("riskareas_riskarea", area.pk), place=told(area))
    return area


@transaction.atomic
def end_area(actor: Actor, *, area_id: UUID, version: int, until: date, reason: str) -> RiskArea:
    """End an area by hand with its last day. Raises NotAllowed, NotFound, Stale, RiskAreaEnded, RiskEndUnfit."""
    actor.require(Permission.RISK_KEEP)
    one_at_a_time(_LOCK, street_of(actor).pk)
    area = area_of(actor, area_id)
    if area.until is not None:
        raise RiskAreaEnded
    if area.version != version:
        raise Stale
    if not reason.strip() or not area.since <= until <= clock.today():
        raise RiskEndUnfit
    area.until, area.reason, area.version = until, reason.strip(), area.version + 1
    area.save(update_fields=["until", "reason", "version", "updated_at"])
    record(actor, AreaAct.ENDED, About("riskareas_riskarea", area.pk), place=told(area))
    return area


def told(area: RiskArea) -> str:
    """A place in one line, as notices write it."""
    return f"{area.region}{area.county}{'' if area.detail == area.county else area.detail}"


@transaction.atomic
def mark_notice(actor: Actor, notice_id: UUID) -> None:
    """The actor has read a notice; nobody else is told. Raises NotAllowed, NotFound."""
    actor.require(Permission.TERRITORY_READ)
    mark_read(actor, [notice_of(actor, notice_id).pk])


def _check(actor: Actor, said: RiskNoticeSaid) -> None:
    if not said.publisher.strip() or not said.title.strip():
        raise RiskNoticeUnnamed
    if said.day > clock.today():
        raise RiskNoticeAhead
    same = RiskNotice.objects.filter(street_id=actor.street_id, publisher=said.publisher.strip())
    if same.filter(day=said.day, digest=_digest(said.text)).exists():
        raise RiskNoticeSame
    if said.whole and same.filter(whole=True, day__gt=said.day).exists():
        raise RiskNoticeOlder


def _read(said: RiskNoticeSaid) -> NoticeRead:
    read = read_notice(said.text)
    if not any(one.places for one in read.regions):
        raise RiskNoticeEmpty
    return read


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()


def _notice(actor: Actor, street: Division, said: RiskNoticeSaid, changed: Change) -> RiskNotice:
    return RiskNotice(
        id=said.id,
        street=street,
        publisher=said.publisher.strip(),
        title=said.title.strip(),
        day=said.day,
        text=said.text.strip(),
        whole=said.whole,
        digest=_digest(said.text),
        began=len(changed.begins),
        ended=len(changed.ends),
        account_id=actor.account_id,
        account_name=actor.name,
        at=clock.now(),
    )


def _close(street: Division, notice: RiskNotice, ends: Sequence[Dated]) -> None:
    """Each with its own last day; most begin before the notice and end the day before it."""
    for one in ends:
        rows = RiskArea.objects.filter(street=street, until=None, **_values(one))
        rows.update(until=last_day(one.since, notice.day), closed_by=notice, **touched())


def _open(street: Division, notice: RiskNotice, begins: Sequence[Spot]) -> None:
    RiskArea.objects.bulk_create(
        RiskArea(street=street, since=notice.day, opened_by=notice, **_values(one))
        for one in begins
    )


def _values(spot: Spot) -> dict[str, str]:
    return {
        "level": spot.level.value,
        "region": spot.region.strip(),
        "county": spot.county.strip(),
        "detail": spot.detail.strip(),
    }
