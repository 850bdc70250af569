"""Ids: UUID version 7, made by the server or by a phone, so that a row has its id before it is stored; and serials."""

import secrets
from typing import Final
from uuid import UUID

import uuid_utils.compat

from gridward.kernel.problems import Problem

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Those that nobody takes for another."""
_SERIAL: Final = 8


class NotAnId(Problem):
    """The text is not a UUID."""

    code = "not_an_id"


def new_id() -> UUID:
    """A new id; ids made later on one machine sort later."""
    return uuid_utils.compat.uuid7()


def new_serial() -> str:
    """A number that people read out; drawn, not counted: whoever knows one knows no other."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_SERIAL))


def is_serial(text: str) -> bool:
    """Whether a text, in capitals or not, could be a serial."""
    return len(text) == _SERIAL and set(text.upper()) <= set(_LETTERS)


def as_id(given: UUID | str) -> UUID:
    """An id that plain data may carry as text; raises NotAnId."""
    return given if isinstance(given, UUID) else parse_id(given)


def parse_id(text: str) -> UUID:
    """The id in a text; raises NotAnId."""
    try:
        return UUID(text)
    except ValueError:
        raise NotAnId(text=text) from None
