"""What duties bring to the daily meeting: those that are late on the home of whoever begins it, duty by duty."""

from collections import Counter
from collections.abc import Iterator

from gridward.kernel.texts import LANGUAGES, say
from gridward.oversight.duties.queries.home import home_of
from gridward.oversight.duties.terms import DutyState
from gridward.work.meetings.queries.agenda import AgendaAsked
from gridward.work.meetings.terms import FigureKind, MeetingFigure


def late_duties(asked: AgendaAsked) -> Iterator[MeetingFigure]:
    """One figure for each duty of which something is late; the chief's duties tell of the whole unit."""
    late: Counter[str] = Counter()
    for post in home_of(asked.actor, asked.until):
        for one in post.duties:
            late[one.duty.id] += sum(
                item.count for item in one.items if item.state is DutyState.LATE
            )
    for duty, count in late.items():
        if count:
            title = {language: say(f"duty.{duty}", language) for language in LANGUAGES}
            told = {
                language: say("meeting.figure.duties.late.definition", language)
                for language in LANGUAGES
            }
            words = {"title": title, "definition": told}
            yield MeetingFigure(duty, FigureKind.STATE, count, words=words)
