"""What a response level changes of duties: those that some part keeps, by whom and how often."""

from collections.abc import Iterator
from datetime import date

from gridward.kernel.texts import LANGUAGES, say
from gridward.oversight.duties.rules.lists import all_duties, paced
from gridward.oversight.duties.terms import Duty
from gridward.work.response.terms import PlanLine, ResponseLevel, ResponsePlanKind, Texts


def duty_plan(level: ResponseLevel, day: date) -> Iterator[PlanLine]:
    """The duties that apply at a level, in the order of the list."""
    for duty in all_duties(day):
        if duty.kept_by and level in duty.levels:
            title = {language: say(f"duty.{duty.id}", language) for language in LANGUAGES}
            told = _told(paced(duty, level, day))
            yield PlanLine(ResponsePlanKind.DUTY, duty.id, title, told, duty.source)


def _told(duty: Duty) -> Texts:
    """How often, and which posts, those above first."""
    return {
        language: say(
            "duty_plan.told",
            language,
            rhythm=say(f"word.duty.rhythm.{duty.rhythm.value}", language),
            posts=say("duty_plan.join", language).join(
                say(f"word.staff.post.{post.value}", language) for post in sorted(duty.posts)
            ),
        )
        for language in LANGUAGES
    }
