"""What had its time goes: cases that were closed long ago with all beside them, answers of trials after an hour."""

from datetime import datetime, timedelta

from django.db import models, transaction

from gridward.ground.audit.services import record
from gridward.ground.territory.queries.positions import heirs_of
from gridward.ground.territory.terms.places import GridSucceeded
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.models import touched
from gridward.work.tracing.models import (
    ContactDeed,
    ContactEvidence,
    TracedContact,
    TracingCase,
    TracingRun,
)
from gridward.work.tracing.rules.dated import tracing_rules
from gridward.work.tracing.terms import TracingAct


@transaction.atomic
def forget_over(actor: Actor, now: datetime) -> int:
    """Cases that ended so long ago go with their former states; answers how many. By the clock, daily."""
    over = now - timedelta(days=tracing_rules(clock.local_date(now)).kept_days)
    ids = list(TracingCase.objects.filter(ended_at__lt=over).values_list("pk", flat=True))
    if not ids:
        return 0
    for model in (ContactEvidence, ContactDeed, TracedContact):
        model._default_manager.filter(case__in=ids).delete()
    _history(TracedContact).filter(case__in=ids).delete()  # while their cases can be seen
    TracingCase.objects.filter(pk__in=ids).delete()
    _history(TracingCase).filter(pgh_obj_id__in=ids).delete()
    record(actor, TracingAct.FORGOTTEN, count=len(ids))
    return len(ids)


@transaction.atomic
def forget_trials(now: datetime) -> int:
    """Trials go when their answer had its time; answers how many. By the clock, every hour."""
    minutes = tracing_rules(clock.local_date(now)).trial_minutes
    old = TracingRun.objects.filter(case=None, asked_at__lt=now - timedelta(minutes=minutes))
    return old.delete()[0]


@transaction.atomic
def follow_grids(event: GridSucceeded) -> int:
    """Cases and runs of a grid are its heir's, and its people live there now; answers how many cases moved."""
    heir = heirs_of(event.old_grid).rest
    if heir is None:
        return 0
    where = {"grid_id": heir.pk, "street_id": heir.street_id}
    TracedContact.objects.filter(home=event.old_grid).update(home=heir, **touched())
    TracingRun.objects.filter(grid=event.old_grid).update(**where, **touched())
    return TracingCase.objects.filter(grid=event.old_grid).update(**where, **touched())


def _history(model: type[models.Model]) -> "models.Manager[models.Model]":
    return model._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]
