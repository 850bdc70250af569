"""The narrow gate of the link of a measure: the database tells of one measure to whoever knows its token.

It opens the wall for adding readings and needs of that measure, and for reading what was told of today, until the
transaction ends. There is no actor; deeds, appeals, results and other measures stay behind the wall.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import QuerySet

from gridward.exchange.portal.models import MeasureLink
from gridward.exchange.portal.problems import LinkOver, SlipRevoked, SlipUnknown
from gridward.exchange.portal.queries.admitting import index_of
from gridward.exchange.portal.rules.tokens import read_token
from gridward.exchange.portal.terms import LinkAdmitted
from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor
from gridward.kernel.masking import mask_name
from gridward.work.measures.models import Measure, MeasureReading
from gridward.work.measures.queries.measures import visible_to
from gridward.work.measures.rules.dated import measure_rules
from gridward.work.measures.terms import ControlKind, GivenPhase

_TOLD = [one.name for one in fields(LinkAdmitted)]
_NAMES = ", ".join(f'a."{one}"' for one in _TOLD)
_ADMIT = f"SELECT {_NAMES} FROM portal_admit_measure(%s) a"  # noqa: S608 - names of the program


def admit_measure(typed: str) -> LinkAdmitted:
    """The measure of a link's token, as long as it is in force.

    Raises SlipCodeMistyped, SlipUnknown, SlipRevoked, LinkOver.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ADMIT, [index_of(read_token(typed))])
        row = cursor.fetchone()
    if row is None:
        raise SlipUnknown
    admitted = _admitted(dict(zip(_TOLD, row, strict=True)))
    if admitted.revoked:
        raise SlipRevoked
    if not admitted.in_force:
        raise LinkOver
    return admitted


def name_told(admitted: LinkAdmitted) -> str:
    """The surname, the rest masked; raises SealBroken."""
    told = Measure.open_stored("person", admitted.measure, admitted.person)
    return mask_name(orjson.loads(told or "{}").get("name", ""))


def asked_today(admitted: LinkAdmitted, today: date) -> int:
    """How many readings are asked for today: what the rule says of the phase, else the house."""
    for phase, asked in zip(admitted.phases, admitted.readings, strict=False):
        if phase.begins <= today <= phase.ends and asked:
            return asked
    return measure_rules(today).readings_a_day


def told_today(admitted: LinkAdmitted, today: date) -> int:
    """How many readings there are of today, by whomever."""
    return MeasureReading.objects.filter(measure=admitted.measure, day=today).count()


def links_of(actor: Actor, measure_id: UUID) -> list[MeasureLink]:
    """Links printed for a measure that the actor may see, the latest first; raises NotFound."""
    measure = found(visible_to(actor), measure_id)
    return list(MeasureLink.objects.filter(measure=measure).order_by("-created_at", "-id")[:100])


def link_to_change(actor: Actor, link_id: UUID) -> MeasureLink:
    """One link, locked; raises NotFound."""
    rows: QuerySet[MeasureLink] = MeasureLink.objects.filter(measure__in=visible_to(actor))
    return found(rows.select_related("measure__grid").select_for_update(of=("self",)), link_id)


def _admitted(told: dict[str, Any]) -> LinkAdmitted:
    phases = tuple(_phase(one) for one in orjson.loads(told["phases"]))
    readings = tuple(orjson.loads(told["readings"] or "[]"))
    return LinkAdmitted(
        **{**told, "person": bytes(told["person"]), "phases": phases, "readings": readings}
    )


def _phase(one: Mapping[str, Any]) -> GivenPhase:
    days = tuple(date.fromisoformat(day) for day in one["tests"])
    begins, ends = (date.fromisoformat(one[name]) for name in ("begins", "ends"))
    return GivenPhase(ControlKind(one["kind"]), begins, ends, days, one["book"])
