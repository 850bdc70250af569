"""Tables of the reports: differences of counters, layouts of Annex 5, snapshots with rows and signatures.

Nothing here is changed after it was written: a layout and a snapshot have later versions beside them. Triggers of
the database refuse to change a snapshot, and to remove a signed one.
"""

from django.db import models

from gridward.ground.territory.models import Division
from gridward.kernel.models import Row, choices
from gridward.oversight.reports.terms import PlaceKind


class Count(models.Model):
    """A difference that a statement made to a figure of a grid (see `gridward.kernel.counting`)."""

    grid_id = models.UUIDField()
    figure = models.CharField(max_length=40)
    amount = models.BigIntegerField()


class LayoutVersion(Row):
    """A layout of Annex 5 as somebody saved it for a street."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street", "number"], name="reports_one_layout_a_number")
        ]


class Snapshot(Row):
    """Annex 5 of a street or of one community, frozen; the day's later ones are its revisions."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    revision = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    as_of = models.DateTimeField()
    layout = models.JSONField()
    definitions = models.JSONField()
    digest = models.CharField(max_length=64)
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "community", "day", "revision"],
                name="reports_one_snapshot_a_revision",
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["street", "-created_at", "-id"], name="reports_snapshots")]


class SnapshotRow(models.Model):
    """A frozen row; sums over a community stand at its community grid, the street's at none."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    grid_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=choices(PlaceKind))
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=15)
    community_code = models.CharField(max_length=12, blank=True)
    community_name = models.CharField(max_length=60, blank=True)
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "position"], name="reports_one_row_a_position"
            )
        ]


class Signature(Row):
    """Somebody answers for a snapshot: for the content that the digest covers."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="signatures")
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24, blank=True)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "account_id"], name="reports_one_signature_a_person"
            )
        ]
