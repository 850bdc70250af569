"""Shapes of supplies that cross the wire."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from gridward.work.supplies.terms import MOST_AMOUNT, Texts

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]
Said = Annotated[str, StringConstraints(max_length=300)]
Name = Annotated[str, StringConstraints(max_length=60)]
Code = Annotated[str, StringConstraints(max_length=24)]
Lot = Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)]
Amount = Annotated[int, Field(ge=0, le=MOST_AMOUNT)]


def spoken(texts: Texts, language: str) -> str:
    """A text in the reader's language."""
    return texts[language]
