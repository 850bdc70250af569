"""Lists, their files and rows, who may be meant, tasks and contacts, layouts of senders."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gridward.ground.register.models import Resident
from gridward.ground.territory.models import Division, Grid, Placed
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.screening.terms import (
    OPEN_ROWS,
    CheckOutcome,
    ContactWay,
    ListOrigin,
    ListRowState,
    ListState,
)
from gridward.work.workorders.models import Order

_OPEN = sorted(one.value for one in OPEN_ROWS)
_OVER = [ListState.CLOSED.value, ListState.CORRECTED.value]


class PushList(ChangingRow):
    """A list as it came; without a grid it is the street's own, and of those who keep lists in all of it.

    `plan` is the mapping that was found, `counts` what a rehearsal found, or what became of the rows. `corrects`: the
    list that this one replaces. `digest` is of the file.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sender = models.CharField(max_length=80)
    paper_no = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20)
    origin = models.CharField(max_length=10, choices=choices(ListOrigin))
    purpose = models.CharField(max_length=200)
    basis = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    deadline = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=choices(ListState), default=ListState.READY.value
    )
    file_name = models.CharField(max_length=200)
    file_bytes = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    plan = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problem = models.JSONField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    desk_order = models.ForeignKey(
        Order, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account_id = models.UUIDField(null=True)
    account_name = models.CharField(max_length=80)
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(sender="") & ~Q(purpose="") & ~Q(basis=""),
                name="screening_list_says_why",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=models.F("received_at")),
                name="screening_list_due_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, closed_at__isnull=False)
                | (~Q(state__in=_OVER) & Q(closed_at=None)),
                name="screening_list_closed_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "-received_at", "-id"], name="screening_list_by_time"),
            models.Index(fields=["street", "digest"], name="screening_list_by_digest"),
        ]


class PushListFile(Row, Sealing):
    """The file as it came, sealed; the answer is written into it."""

    pushed = models.OneToOneField(PushList, on_delete=models.CASCADE, related_name="file")
    content = SealedField(purpose="file")


class VerificationTask(Placed, Sealing):
    """One person to be verified, whatever lists they stand on; `id` is that of its work order.

    `person_key` tells the person: the resident, or for somebody whom the register does not have what they were looked
    for by, as a keyed hash. `said` is sealed JSON of name, telephones and address, `found` what was found.
    """

    person_key = models.CharField(max_length=64)
    resident = models.ForeignKey(
        Resident,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
    )
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="+")
    said = SealedField(purpose="screening")
    deadline = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=choices(CheckOutcome), blank=True)
    found = SealedField(purpose="screening")
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "person_key"],
                condition=Q(settled_at=None),
                name="screening_one_open_task_a_person",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(settled_at__isnull=False),
                name="screening_outcome_settles",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "person_key"], name="screening_task_of_person"),
            models.Index(fields=["grid", "-created_at", "-id"], name="screening_task_of_grid"),
        ]


class PushListRow(Row, Sealing):
    """A row of a list (sheet from 0, row from 1, person within the row from 0) and what became of it.

    `said` is sealed JSON of what the row says, `told` the sealed words of its answer. By `row_key`, a keyed hash, a
    row is known again in another list. `reasons` are pairs of a code and its details.
    """

    pushed = models.ForeignKey(
        PushList, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    sheet = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    member = models.PositiveSmallIntegerField(default=0)
    said = SealedField(purpose="screening")
    row_key = IndexField(key="screening_row")
    state = models.CharField(max_length=12, choices=choices(ListRowState))
    reasons = models.JSONField(default=list, blank=True)
    resident_id = models.UUIDField(null=True, blank=True)
    task = models.ForeignKey(
        VerificationTask, null=True, blank=True, on_delete=models.PROTECT, related_name="rows"
    )
    outcome = models.CharField(max_length=12, choices=choices(CheckOutcome), blank=True)
    told = SealedField(purpose="screening")
    where = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pushed", "sheet", "number", "member"], name="screening_each_row_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, settled_at=None, outcome="")
                | (~Q(state__in=_OPEN) & Q(settled_at__isnull=False)),
                name="screening_row_open_or_settled",
            ),
            models.CheckConstraint(
                condition=Q(state=ListRowState.ANSWERED.value) & ~Q(outcome="")
                | ~Q(state=ListRowState.ANSWERED.value) & Q(outcome=""),
                name="screening_answered_row_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListRowState.ASSIGNED.value) | Q(task__isnull=False),
                name="screening_assigned_row_has_task",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "row_key"], name="screening_row_by_key"),
            models.Index(
                fields=["pushed"], condition=Q(settled_at=None), name="screening_row_open"
            ),
        ]


class RowCandidate(Row):
    """Somebody of the register who may be meant by a row, the likeliest first, and why."""

    pushed = models.ForeignKey(PushList, on_delete=models.CASCADE, related_name="+", db_index=False)
    row = models.ForeignKey(PushListRow, on_delete=models.CASCADE, related_name="candidates")
    resident = models.ForeignKey(
        Resident, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "resident"], name="screening_candidate_once_a_row"
            )
        ]


class VerificationContact(Row, Sealing):
    """Somebody was called or visited for a task; `text` is what was said, sealed."""

    task = models.ForeignKey(VerificationTask, on_delete=models.CASCADE, related_name="contacts")
    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    way = models.CharField(max_length=6, choices=choices(ContactWay))
    reached = models.BooleanField()
    text = SealedField(purpose="screening")
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)


class ListLayout(Row):
    """Which column of a sender's lists is which field, as somebody took it in before."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=80)
    layout_key = models.CharField(max_length=64)
    mapping = models.JSONField()
    account_name = models.CharField(max_length=80)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "sender", "layout_key"], name="screening_one_layout_a_sender"
            )
        ]
