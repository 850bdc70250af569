"""Questions of a round and the answers that fit them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gridward.work.rounds.problems import (
    AnswerMissing,
    AnswerUnfit,
    PersonUnknown,
    QuestionBroken,
    QuestionTwice,
    QuestionUnknown,
)
from gridward.work.rounds.terms import AnswerKind, Known, Question, QuestionAbout

LONGEST = 500
LARGEST = 1_000_000


def check_questions(questions: Sequence[Question]) -> None:
    """Raises QuestionBroken or QuestionTwice."""
    seen: set[str] = set()
    for one in questions:
        chosen = one.answer is AnswerKind.CHOICE
        if not one.code.strip() or not one.text.strip() or chosen is not (len(one.options) > 1):
            raise QuestionBroken(question=one.text or one.code)
        if one.code in seen:
            raise QuestionTwice(question=one.code)
        seen.add(one.code)


def check_answers(
    questions: Sequence[Question],
    answers: Mapping[str, Any],
    persons: Collection[str],
    *,
    complete: bool,
) -> None:
    """Raises the problem of the first answer that does not fit.

    Of a question about persons the answer is a mapping of residents' ids; `persons` are those who live there. What must
    be answered is asked for where `complete`: somebody was met and not all is as it was.
    """
    known = {one.code: one for one in questions}
    for code, answer in answers.items():
        question = known.get(code)
        if question is None:
            raise QuestionUnknown(question=code)
        for one in _each(question, answer, persons):
            if not _fits(question, one):
                raise AnswerUnfit(question=question.text)
    if complete:
        _complete(questions, answers, persons)


def _complete(
    questions: Sequence[Question], answers: Mapping[str, Any], persons: Collection[str]
) -> None:
    for question in (one for one in questions if one.required):
        answer = answers.get(question.code)
        everybody = persons if question.about is QuestionAbout.PERSON else ()
        if answer in (None, "", {}) or any(one not in answer for one in everybody):
            raise AnswerMissing(question=question.text)


def _each(question: Question, answer: Any, persons: Collection[str]) -> Iterator[Any]:
    if question.about is QuestionAbout.HOUSEHOLD:
        yield answer
        return
    if not isinstance(answer, Mapping):
        raise AnswerUnfit(question=question.text)
    for person, one in answer.items():
        if person not in persons:
            raise PersonUnknown(question=question.text)
        yield one


def _fits(question: Question, answer: Any) -> bool:
    match question.answer:
        case AnswerKind.YES_NO:
            return isinstance(answer, bool)
        case AnswerKind.CHOICE:
            return answer in question.options
        case AnswerKind.NUMBER:
            number = isinstance(answer, int | float) and not isinstance(answer, bool)
            return number and abs(answer) <= LARGEST
        case AnswerKind.TEXT:
            return isinstance(answer, str) and len(answer) <= LONGEST
        case AnswerKind.DATE:
            return isinstance(answer, str) and _is_date(answer)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def still_known(known: Mapping[str, Known], on: date, valid_days: int) -> dict[str, Known]:
    """The answers that hold on a day by the round's own figure."""
    return {code: one for code, one in known.items() if (on - one.on).days <= valid_days}


def asked_again(answers: Mapping[str, Any], known: Mapping[str, Known]) -> int:
    """How many answers were asked for though they were known and hold: a burden on both sides of the door.

    An answer that differs was worth asking; one that is the same was not.
    """
    return sum(code in known and known[code].answer == answer for code, answer in answers.items())
