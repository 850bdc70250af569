"""Tables of the portal."""

from django.db import models
from django.db.models import Q

from gridward.exchange.portal.terms import DeclarationState, PassRequestState
from gridward.ground.territory.models import Placed
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.models import ChangingRow, choices
from gridward.work.checkpoints.terms import PassKind
from gridward.work.measures.models import Measure
from gridward.work.rounds.models import Target


class Slip(Placed):
    """A paper left for a household; `place` is the address without the room, as it stands on the paper.

    Of the token there is a keyed hash alone, so that nobody who reads the database can use a slip.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    token_index = IndexField(key="slip")
    place = models.CharField(max_length=200)
    printed_by = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_index"], name="portal_one_slip_a_token")
        ]


class Declaration(Placed, Sealing):
    """What a household sent, never changed; `revision` counts what it sent for this target.

    `content` is sealed JSON (`rules/reading.py`). At most one of a target waits.
    """

    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+", db_index=False)
    revision = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=8, choices=choices(DeclarationState), default=DeclarationState.WAITING
    )
    sent_at = models.DateTimeField()
    members = models.PositiveSmallIntegerField()
    content = SealedField(purpose="declaration")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(state=DeclarationState.WAITING),
                name="portal_one_waits_a_target",
            ),
            models.UniqueConstraint(
                fields=["target", "revision"], name="portal_revisions_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "replaced"], decided_at=None, decided_by="")
                | Q(state__in=["accepted", "rejected"], decided_at__isnull=False)
                & ~Q(decided_by=""),
                name="portal_somebody_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""), name="portal_rejected_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["target", "-sent_at"], name="portal_declaration_by_target")]


class PassRequest(Placed, Sealing):
    """A pass that a household asks for; its id, made by the page, becomes that of the pass.

    `content` is sealed JSON: name, phone, plate, reason. `given` is sealed JSON of what the page shows once it is
    granted: serial and code, as they were made then.
    """

    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=choices(PassKind))
    state = models.CharField(
        max_length=8, choices=choices(PassRequestState), default=PassRequestState.WAITING
    )
    sent_at = models.DateTimeField()
    begins_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    content = SealedField(purpose="pass_request")
    given = SealedField(purpose="pass_request")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by="")
                | Q(state__in=["granted", "refused"], decided_at__isnull=False) & ~Q(decided_by=""),
                name="portal_somebody_decided_on_the_pass",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="portal_refused_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["grid", "sent_at"],
                condition=Q(state="waiting"),
                name="portal_pass_request_waits",
            )
        ]


class MeasureLink(ChangingRow):
    """A slip for whoever is under a measure; it holds while the measure is in force and stands where that stands.

    `phone` is whom to call. Of the token there is a keyed hash alone, as of slips.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    token_index = IndexField(key="slip")
    phone = models.CharField(max_length=30)
    printed_by = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token_index"], name="portal_one_link_a_token"),
            models.UniqueConstraint(
                fields=["measure"], condition=Q(revoked_at=None), name="portal_one_link_a_measure"
            ),
        ]
