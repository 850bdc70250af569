"""What several verbs of screening need."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel.access import Actor
from gridward.kernel.crypto.vault import vault
from gridward.work.screening.models import PushList, PushListRow, VerificationTask
from gridward.work.screening.problems import ScreeningNotInState
from gridward.work.screening.terms import (
    CheckOutcome,
    ListRowState,
    ListState,
    ReadRow,
    ScreeningAct,
)


def about(row: PushList | VerificationTask) -> About:
    """A list or a task as the record names it."""
    return About(row._meta.db_table, row.pk, row.grid_id)


def about_row(row: PushListRow) -> About:
    """A row as the record names it: at its list's grid."""
    return About(PushListRow._meta.db_table, row.pk, row.pushed.grid_id)


def name_of(pushed: PushList) -> str:
    """A list as sentences name it: its sender and paper, of which none names a person."""
    return f"{pushed.sender} {pushed.paper_no}".strip()


def keys_of(rows: Iterable[ReadRow]) -> list[bytes | None]:
    """By what the same rows are known again in another list; None for one that is unreadable.

    The key is made of the number, of the telephones with the name, or of the address.
    """
    keyed = vault.indexer("screening_row")
    return [keyed(_known_by(row)) if row.readable else None for row in rows]


def _known_by(row: ReadRow) -> str:
    rest = "|".join(sorted(row.phones)) or row.address
    return f"d{row.document}" if row.document else f"n{row.name}|{rest}"


def require_state(pushed: PushList, *states: ListState) -> None:
    """Raises ScreeningNotInState."""
    if pushed.state not in states:
        raise ScreeningNotInState(state=f"word.screening.list_state.{pushed.state}")


def note(
    actor: Actor, act: ScreeningAct, pushed: PushList, at: About | None = None, **numbers: Any
) -> None:
    """A line of the record about a list, or about a row of it."""
    named = name_of(pushed)
    record(actor, act, at or about(pushed), street=pushed.street_id, list=named, **numbers)


def settle_row(
    row: PushListRow, outcome: CheckOutcome, found: str, by: Actor, at: datetime
) -> None:
    """The answer of a row, which is not saved."""
    row.state, row.outcome = ListRowState.ANSWERED, outcome
    row.settled_at, row.settled_by = at, by.name
    row.set_sealed("told", found or None)
