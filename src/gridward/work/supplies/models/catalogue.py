"""Articles as they were from version to version."""

from django.db import models

from gridward.kernel.models import Row


class ArticleVersion(Row):
    """One version of an article, never changed; `origin` says whether it came with the program or was put in here."""

    code = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    origin = models.CharField(max_length=12)
    put_by = models.CharField(max_length=80)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"], name="supplies_one_number_an_article"
            )
        ]
