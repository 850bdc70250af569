"""Whether what was said fits the fields of a kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gridward.work.workorders.problems import OrderFieldMissing, OrderFieldUnfit
from gridward.work.workorders.terms import Kind, OrderField, OrderFieldKind

LONGEST_TEXT = 500


def check_answers(kind: Kind, answers: Mapping[str, Any]) -> None:
    """Raises OrderFieldMissing, OrderFieldUnfit."""
    known = {one.code: one for one in kind.fields}
    for code, answer in answers.items():
        if code not in known:
            raise OrderFieldUnfit(field=code)
        if not _fits(known[code], answer):
            raise OrderFieldUnfit(field=known[code].text)
    for one in kind.fields:
        if one.required and answers.get(one.code) in (None, ""):
            raise OrderFieldMissing(field=one.text)


def _fits(field: OrderField, answer: object) -> bool:
    if answer is None:
        return not field.required
    match field.answer:
        case OrderFieldKind.YES_NO:
            return isinstance(answer, bool)
        case OrderFieldKind.NUMBER:
            return isinstance(answer, int | float) and not isinstance(answer, bool)
        case OrderFieldKind.CHOICE:
            return answer in {one.code for one in field.options}
        case OrderFieldKind.DATE:
            return isinstance(answer, str) and _is_day(answer)
        case OrderFieldKind.TEXT:
            return isinstance(answer, str) and len(answer) <= LONGEST_TEXT


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
