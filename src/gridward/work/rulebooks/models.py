"""A street's own books as versions, what was done to each, and figures that somebody compared with the paper.

Everybody of the service reads them, and whoever serves in the street's grids writes; the services ask for more.
Triggers hold a version as it was accepted, keep whoever wrote it from accepting it, and keep steps and checks for ever.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.models import Division
from gridward.kernel.ids import new_id
from gridward.kernel.models import ChangingRow, Row, choices
from gridward.work.rulebooks.terms import KEPT, OPEN, BookState, BookStepKind, PersonCategory, Slot


class StreetBook(ChangingRow):
    """A version of a street's book: `text` as it was written, which `rules.reading` can read.

    `number` counts the versions of its code. `writers` are the accounts of all who wrote it. Withdrawn, it holds until
    the day before `ended_on`.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    code = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=choices(BookState))
    writers = ArrayField(models.UUIDField())
    writer_name = models.CharField(max_length=80)
    accepted_by = models.UUIDField(null=True, blank=True)
    end_asked_by = models.UUIDField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "code", "number"], name="rulebooks_version_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["street", "code"],
                condition=Q(state__in=OPEN),
                name="rulebooks_one_open_version",
            ),
            models.UniqueConstraint(
                fields=["street", "code"],
                condition=Q(state__in=KEPT),
                name="rulebooks_one_kept_version",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN, BookState.DROPPED)) | Q(accepted_by__isnull=False),
                name="rulebooks_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=BookState.WITHDRAWN)
                | Q(ended_by__isnull=False, ended_on__isnull=False, end_asked_by__isnull=False),
                name="rulebooks_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | ~Q(ended_by=F("end_asked_by")),
                name="rulebooks_withdrawn_by_two",
            ),
        ]


class BookStep(Row):
    """What was done to a version, by whom: `content` holds what was shown then, and the shelf before and after."""

    book = models.ForeignKey(StreetBook, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=choices(BookStepKind))
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24)
    at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["book", "at", "id"], name="rulebooks_steps_by_time")]


class FigureCheck(Row):
    """Somebody compared a figure of a book in force with the paper; `holds` False takes such a word back."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    book = models.CharField(max_length=40)
    category = models.CharField(max_length=20, choices=choices(PersonCategory))
    slot = models.CharField(max_length=10, choices=choices(Slot))
    figure = models.CharField(max_length=24)
    value = models.CharField(max_length=200)
    paper = models.CharField(max_length=200)
    holds = models.BooleanField(default=True)
    account_id = models.UUIDField()
    account_name = models.CharField(max_length=80)
    post = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["street", "at", "id"], name="rulebooks_checks_by_time")]


class RuleShelf(models.Model):
    """Which books a street has: `token` is another one after each change of them, so that no process reads old ones."""

    street_id = models.UUIDField(primary_key=True, editable=False)
    token = models.UUIDField(default=new_id)
