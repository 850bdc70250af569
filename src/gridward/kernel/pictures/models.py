"""What every row of a photograph has."""

from django.db import models

from gridward.kernel.crypto.fields import SealedField, Sealing


class Photograph(Sealing):
    """A photograph, sealed; `account_id` is whoever brought it."""

    content = SealedField(purpose="photo")
    account_id = models.UUIDField()

    class Meta:
        abstract = True
