"""Work logs: lists, one with its versions, whether what is stored is what was signed."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from gridward.ground.territory.queries.rows import found
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.patrols.models import Countersignature, WorkLog
from gridward.work.patrols.problems import NoLogChosen, TooManyLogs
from gridward.work.patrols.queries.rows import WorkFilter, named, visible_to
from gridward.work.patrols.rules.digests import digest
from gridward.work.patrols.terms import MOST_LOGS

CONTENT = (
    *("id", "first_id", "revision", "reason", "street_id", "grid_id", "member_id", "day"),
    *("account_id", "account_name", "start_at", "end_at", "work", "handling", "result"),
    *("signature", "post", "signed_at"),
)
"""What the signatures cover."""


def logs(actor: Actor, wanted: WorkFilter, superseded: bool = False) -> QuerySet[WorkLog]:
    """Logs with their countersignatures, each in its latest version, or in all."""
    rows = visible_to(actor, WorkLog, wanted.grid_id)
    if wanted.member_id:
        rows = rows.filter(member_id=wanted.member_id)
    if wanted.day:
        rows = rows.filter(day=wanted.day)
    if not superseded:
        rows = rows.exclude(later())
    return whole(rows)


def later() -> Exists:
    """Whether a later version of a log stands beside it."""
    rows = WorkLog.objects.filter(first_id=OuterRef("first_id"))
    return Exists(rows.filter(revision__gt=OuterRef("revision")))


def whole(rows: QuerySet[WorkLog]) -> QuerySet[WorkLog]:
    """With grid, signatures, and `superseded`."""
    signed = Countersignature.objects.order_by("signed_at", "id")
    return named(rows.annotate(superseded=later())).prefetch_related(
        Prefetch("countersignatures", queryset=signed)
    )


def log_of(actor: Actor, log_id: UUID) -> WorkLog:
    """One log, in whatever version; raises NotFound."""
    return found(whole(visible_to(actor, WorkLog)), log_id)


def versions_of(actor: Actor, log: WorkLog) -> list[WorkLog]:
    """All versions of a log, the first first."""
    rows = visible_to(actor, WorkLog, log.grid_id).filter(first_id=log.first_id)
    return list(whole(rows).order_by("revision"))


def logs_chosen(actor: Actor, ids: Sequence[UUID], wanted: WorkFilter) -> list[WorkLog]:
    """Logs for a file: those named (in whatever version), or the latest of a grid or a day, in the order of time.

    Raises NoLogChosen, TooManyLogs, NotFound, NotAllowed.
    """
    actor.require(Permission.WORK_READ, wanted.grid_id)
    if bool(ids) == bool(wanted.grid_id or wanted.day):
        raise NoLogChosen
    rows = whole(visible_to(actor, WorkLog).filter(pk__in=ids)) if ids else logs(actor, wanted)
    found_logs = list(rows.order_by("day", "grid__code", "start_at", "id")[: MOST_LOGS + 1])
    if len(found_logs) > MOST_LOGS:
        raise TooManyLogs(most=MOST_LOGS)
    if len(found_logs) < len(set(ids)):
        raise NotFound
    if not found_logs:
        raise NoLogChosen
    return found_logs


def digest_of(log: WorkLog) -> str:
    """The digest over what is stored now; equal to that signed unless somebody reached into the database."""
    return digest({name: getattr(log, name) for name in CONTENT})
