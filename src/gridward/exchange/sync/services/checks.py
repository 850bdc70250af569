"""Commands of those who verify people of pushed lists: who was called, what was found; `id` is the order's."""

from collections.abc import Callable, Mapping
from typing import Any

from gridward.kernel.access import Actor
from gridward.work.screening.services.outcomes import answer_task, note_contact
from gridward.work.screening.terms import CheckAnswer, ContactSaid

Said = dict[str, Any]


def _answer(actor: Actor, said: Said) -> Said:
    task = answer_task(actor, task_id=said.pop("id"), said=CheckAnswer(**said))
    return {"id": str(task.pk), "version": task.version, "wrote": [], "after": ""}


def _contact(actor: Actor, said: Said) -> Said:
    task_id, contact_id = said.pop("id"), said.pop("contact_id")
    note_contact(actor, task_id=task_id, said=ContactSaid(id=contact_id, **said))
    return {"id": str(task_id), "wrote": [], "after": ""}


CHECKS: Mapping[str, Callable[[Actor, Said], Said]] = {
    "check.answer": _answer,
    "check.contact": _contact,
}
