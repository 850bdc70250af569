"""Photographs are kept sealed, once under the id that their sender gave them."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from gridward.kernel.pictures.drawing import drawn_anew
from gridward.kernel.pictures.models import Photograph
from gridward.kernel.problems import Problem

P = TypeVar("P", bound=Photograph)


def keep_once(row: P, content: bytes, taken: type[Problem]) -> P:
    """Store a row with its photograph, drawn anew; sent again by the same account, it is there already.

    Raises PictureTooLarge, PictureBroken, and `taken` where the id is another's.
    """
    sent_before = type(row)._default_manager.filter(pk=row.pk, account_id=row.account_id)
    if kept := sent_before.first():
        return kept
    row.set_sealed_bytes("content", drawn_anew(content))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise taken from None
    return row
