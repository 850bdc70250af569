"""What left the house: exports, each taking of one, prepared files, alerts with their notes, the limits in force.

The application's role adds rows and removes none (but prepared files); of an export it may set only how it ended.
"""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from gridward.ground.audit.rules.exports import NUMBER_LENGTH, NUMBER_SIGNS, spelt
from gridward.ground.audit.terms import ExportState, Look
from gridward.kernel import clock
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.drill import mark_words
from gridward.kernel.models import Row, choices
from gridward.kernel.texts import DEFAULT_LANGUAGE, say


def new_number() -> str:
    """A short number by which a page that turns up somewhere is traced."""
    return "".join(secrets.choice(NUMBER_SIGNS) for _ in range(NUMBER_LENGTH))


class ByPerson(Row):
    """A row that one account, or the command line, has made."""

    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=80)

    class Meta:
        abstract = True


class Export(ByPerson, Sealing):
    """One release: who took what for which grids, when, masked or in full, and why.

    `children`: in full also for those under fourteen. `wanted` is the sealed JSON of the list's filter. `rows` and
    `bytes` are what was planned until it ended, then what was sent. No grids means the street's own data.
    """

    number = models.CharField(max_length=NUMBER_LENGTH, unique=True, default=new_number)
    sign_in = models.CharField(max_length=60, blank=True)
    street_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    format = models.CharField(max_length=8)
    masked = models.BooleanField()
    children = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    grid_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    wanted = SealedField(purpose="file")
    expires_at = models.DateTimeField()
    rows = models.PositiveIntegerField(null=True)
    bytes = models.PositiveBigIntegerField(null=True)
    state = models.CharField(
        max_length=12, choices=choices(ExportState), default=ExportState.RELEASED
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=F("at")), name="audit_export_expires_later"
            )
        ]
        indexes = [
            models.Index(fields=["account_id", "-at"], name="audit_export_by_account"),
            models.Index(fields=["street_id", "-at", "-id"], name="audit_export_by_street"),
        ]

    @property
    def look(self) -> Look:
        """How much of a person stands in it."""
        if self.masked:
            return Look.MASKED
        return Look.FULL_CHILDREN if self.children else Look.FULL

    def mark(self) -> str:
        """The short form of the watermark, for the end of every row: who, when, which number."""
        at = self.at.astimezone(clock.LOCAL)
        mark = mark_words("zh-Hans")
        return f"{mark} {self.actor_name} {at:%Y-%m-%d %H:%M} {spelt(self.number)}".strip()

    def watermark(self, language: str = DEFAULT_LANGUAGE) -> str:
        """What stands on every page: name, sign-in name, time, short number, until when it may be kept."""
        told = say(
            "export.watermark",
            language,
            who=f"{self.actor_name}（{self.sign_in}）" if self.sign_in else self.actor_name,
            at=f"{self.at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}",
            number=spelt(self.number),
            until=f"{self.expires_at.astimezone(clock.LOCAL):%Y-%m-%d %H:%M}",
        )
        mark = mark_words(language)
        return f"{mark} · {told}" if mark else told


class ExportTaking(ByPerson):
    """Somebody took the content of an export once more."""

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="takings")


class ExportFile(Row, Sealing):
    """A prepared export, sealed, until it expires; `account_id` is who asked for it and alone may read it."""

    export = models.OneToOneField(Export, on_delete=models.PROTECT, related_name="file")
    account_id = models.UUIDField(null=True)
    content = SealedField(purpose="file")
    expires_at = models.DateTimeField(db_index=True)


class ExportAlert(ByPerson):
    """More was taken, or looked at, than the limits allow for. `excesses` lists {rule, figure, limit}.

    Without an export it is about many looks at full values.
    """

    export = models.ForeignKey(Export, null=True, on_delete=models.PROTECT, related_name="alerts")
    street_id = models.UUIDField(null=True)
    grid_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    excesses = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["street_id", "-at", "-id"], name="audit_alert_by_street"),
            models.Index(fields=["account_id", "-at"], name="audit_alert_by_account"),
        ]


class AlertNote(ByPerson):
    """What was said about an alert: asked back, answered, confirmed."""

    alert = models.ForeignKey(ExportAlert, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12)
    text = models.CharField(max_length=300)


class ExportLimits(ByPerson):
    """Figures that a street has set itself, from a day on, with where they come from."""

    street_id = models.UUIDField(null=True)
    since = models.DateField()
    figures = models.JSONField()
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["street_id", "-since"], name="audit_limits_by_street")]
