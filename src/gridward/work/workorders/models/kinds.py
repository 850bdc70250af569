"""Kinds of work orders as they were from version to version."""

from django.db import models

from gridward.kernel.models import Row


class KindVersion(Row):
    """One version of a kind, never changed: orders refer to that under which they were opened.

    `origin` says whether it came with the program or was put in here; `digest` is that of `content`.
    """

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    origin = models.CharField(max_length=12)
    put_by = models.CharField(max_length=80)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="workorders_one_number_a_kind")
        ]
