"""Cases, runs and trials, contacts with their evidence, and what was decided of them."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.models import Grid, Placed
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.response.models import ResponseStanding
from gridward.work.rulebooks.terms import PersonCategory
from gridward.work.tracing.terms import (
    CaseState,
    ContactDecision,
    DecisionReason,
    EvidenceKind,
    PersonKind,
    RunState,
)


@keeps_history("TracingCaseHistory")
class TracingCase(Placed, Sealing):
    """Somebody whose contacts are looked for, at the grid where they live.

    `person` is sealed JSON (NamedSaid). `category` is that of which the books say how far to look back, `rule` what
    they said, as it stood (LookbackTold). `lookback_days` is what holds, `stated` why a person said something else.
    `response` is the standing under which it was begun.
    """

    resident_id = models.UUIDField(null=True, blank=True, db_index=True)
    person = SealedField(purpose="tracing")
    document_index = IndexField(key="document")
    phone_index = IndexField(key="phone")
    serial = models.CharField(max_length=8, unique=True)
    source = models.CharField(max_length=100)
    paper = models.CharField(max_length=100)
    determined_on = models.DateField()
    began_on = models.DateField()
    symptomatic = models.BooleanField()
    category = models.CharField(max_length=24, choices=choices(PersonCategory))
    rule = models.JSONField()
    lookback_days = models.PositiveSmallIntegerField()
    stated = SealedField(purpose="tracing")
    isolated_at = models.DateTimeField(null=True, blank=True)
    response = models.ForeignKey(ResponseStanding, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=choices(CaseState), default=CaseState.OPEN.value
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    end_note = SealedField(purpose="tracing")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident_id"],
                condition=Q(resident_id__isnull=False, state=CaseState.OPEN.value),
                name="tracing_one_open_case_a_resident",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN.value, ended_at=None)
                | (~Q(state=CaseState.OPEN.value) & Q(ended_at__isnull=False)),
                name="tracing_case_ended_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(paper=""), name="tracing_case_says_by_which_paper"
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "-determined_on", "-id"], name="tracing_case_by_day")
        ]


class TracingRun(Placed, Sealing):
    """Contacts of a case are looked for; without a case it is a trial of a resident.

    `asked` is sealed JSON of whom a trial is of (TrialSaid), `answer` sealed JSON of what it came to, which goes after
    an hour. `counts` tells of a run how much was read and found.
    """

    case = models.ForeignKey(
        TracingCase, null=True, blank=True, on_delete=models.CASCADE, related_name="runs"
    )
    state = models.CharField(
        max_length=8, choices=choices(RunState), default=RunState.WAITING.value
    )
    asked = SealedField(purpose="tracing")
    answer = SealedField(purpose="tracing")
    window_minutes = models.PositiveSmallIntegerField()
    degrees = models.PositiveSmallIntegerField()
    counts = models.JSONField(default=dict, blank=True)
    problem = models.JSONField(null=True, blank=True)
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[RunState.WAITING.value, RunState.RUNNING.value]),
                name="tracing_one_run_at_a_time",
            )
        ]


@keeps_history("TracedContactHistory")
class TracedContact(ChangingRow, Sealing):
    """Somebody who met a case, or a contact of it (`degree` 2). `person` is sealed JSON (PersonTold).

    `home` is the grid where they live, None where nobody knows. Without `decision` nobody has decided. `news_at` is
    when evidence came that whoever decided had not seen. `measure_id` is the measure that the decision proposed,
    `measure_problem` why it proposed none.
    """

    case = models.ForeignKey(
        TracingCase, on_delete=models.CASCADE, related_name="contacts", db_index=False
    )
    person_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=choices(PersonKind))
    resident_id = models.UUIDField(null=True, blank=True, db_index=True)
    home = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    person = SealedField(purpose="tracing")
    degree = models.PositiveSmallIntegerField()
    suggested = models.CharField(max_length=10, choices=choices(ContactDecision), blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=0)
    kinds = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=choices(ContactDecision), blank=True)
    reason = models.CharField(max_length=20, choices=choices(DecisionReason), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    news_at = models.DateTimeField(null=True, blank=True)
    measure_id = models.UUIDField(null=True, blank=True)
    measure_problem = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person_key"], name="tracing_one_row_a_contact"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, reason="")
                | (~Q(decision="") & ~Q(reason="") & Q(decided_at__isnull=False)),
                name="tracing_decided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(first_at__lte=F("last_at"), degree__in=[1, 2]),
                name="tracing_contact_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "degree", "-last_at", "id"], name="tracing_contacts_of")
        ]


class ContactEvidence(Row, Sealing):
    """What, where, from when to when, how long: of a contact at one place; in the second degree through whom (`via`).

    `place` is sealed. A row grows when a later run knows more, and never goes.
    """

    case = models.ForeignKey(
        TracingCase, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(TracedContact, on_delete=models.CASCADE, related_name="evidence")
    via = models.ForeignKey(
        TracedContact, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=choices(EvidenceKind))
    place_key = models.CharField(max_length=64)
    place = SealedField(purpose="tracing")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=0)
    meetings = models.PositiveIntegerField(default=1)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "via", "kind", "place_key"],
                nulls_distinct=False,
                name="tracing_one_row_a_place",
            )
        ]
        indexes = [models.Index(fields=["case", "kind", "place_key"], name="tracing_by_place")]


class ContactDeed(Row, Sealing):
    """A decision on a contact, by whom and in which words; none is ever changed."""

    case = models.ForeignKey(
        TracingCase, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        TracedContact, on_delete=models.CASCADE, related_name="deeds", db_index=False
    )
    at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=choices(ContactDecision))
    reason = models.CharField(max_length=20, choices=choices(DecisionReason))
    said = SealedField(purpose="tracing")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["contact", "at", "id"], name="tracing_deeds_of")]
