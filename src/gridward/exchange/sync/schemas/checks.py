"""What phones say of people of pushed lists; the moment is that of the command."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.work.screening.terms import CheckOutcome, ContactWay

CheckWords = Annotated[str, StringConstraints(max_length=500)]


class CheckStep(Schema):
    """The outcome of the person whom an order is about."""

    id: UUID
    outcome: CheckOutcome
    found: CheckWords = ""


class CheckTry(Schema):
    """They were called or visited; the phone gives the contact its id."""

    id: UUID
    contact_id: UUID
    way: ContactWay
    reached: bool
    text: CheckWords = ""
