"""Doors of the brief: the page, its paper, and questions to try oneself with. No answer is ever sent back."""

from random import SystemRandom
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from gridward.kernel.http import actor_of, answers, door, file_answer, language_of
from gridward.oversight.reports.indicators.briefs import brief_of
from gridward.oversight.reports.rules.briefs import draw
from gridward.oversight.reports.schemas import BriefOut, QuizQuestionOut
from gridward.oversight.reports.services.briefs import asked, option_of, page_of, print_brief

router = door("briefs")


@router.get("/{grid_id}", response=answers(BriefOut))
def get_brief(request: HttpRequest, grid_id: UUID) -> object:
    """What a person answering for the grid can tell without looking it up."""
    language = language_of(request)
    return page_of(brief_of(actor_of(request), grid_id), language)


@router.post("/{grid_id}/paper", response=answers(None))
def post_brief_paper(request: HttpRequest, grid_id: UUID) -> HttpResponse:
    """The same on one page; taking it is recorded."""
    made = print_brief(actor_of(request), grid_id=grid_id, language=language_of(request))
    return file_answer(made.content, made.file_name, made.format.content_type)


@router.get("/{grid_id}/questions", response=answers(list[QuizQuestionOut]))
def list_questions(request: HttpRequest, grid_id: UUID) -> object:
    """Ten questions drawn from it, with their answers."""
    language = language_of(request)
    drawn = draw(brief_of(actor_of(request), grid_id), SystemRandom())
    return [
        QuizQuestionOut(
            text=asked(one, language),
            options=[option_of(one, option, language) for option in one.options],
            right=one.right,
        )
        for one in drawn
    ]
