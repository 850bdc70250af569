"""The sources: each keeps one kind of duty by what is recorded anyhow, in a number of queries that no row changes."""

from collections.abc import Callable, Iterable, Mapping

from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.queries.sources.books import books_to_review
from gridward.oversight.duties.queries.sources.care import care_contacts
from gridward.oversight.duties.queries.sources.desk import conflicts_open, names_suggested
from gridward.oversight.duties.queries.sources.guard import alerts_open, statistics_frozen
from gridward.oversight.duties.queries.sources.inspections import (
    disinfection_wanting,
    filings_open,
    inspections_due,
    rectifications_open,
)
from gridward.oversight.duties.queries.sources.measures import measures_missed, measures_to_follow
from gridward.oversight.duties.queries.sources.meetings import meetings_held
from gridward.oversight.duties.queries.sources.outreach import groups_reach, notices_to_pass_on
from gridward.oversight.duties.queries.sources.papers import (
    logs_to_countersign,
    own_logs,
    own_sheets,
    papers_missing,
)
from gridward.oversight.duties.queries.sources.patrols import own_patrols, patrols_drawn
from gridward.oversight.duties.queries.sources.response import responses_to_review
from gridward.oversight.duties.queries.sources.rounds import (
    doors_to_revisit,
    rounds_ending,
    rounds_to_close,
    targets_without_outcome,
)
from gridward.oversight.duties.queries.sources.service import (
    handovers_unsigned,
    posts_amiss,
    shortages_open,
)
from gridward.oversight.duties.terms import PHONE, DutyItem

Source = Callable[[Asked], Iterable[DutyItem]]


def _on_the_phone(asked: Asked) -> list[DutyItem]:
    """What only the phone knows is told by the phone alone."""
    return []


SOURCES: Mapping[str, Source] = {
    PHONE: _on_the_phone,
    **{
        source.__name__: source
        for source in (
            *(targets_without_outcome, doors_to_revisit, rounds_ending, rounds_to_close),
            *(own_logs, own_sheets, papers_missing, logs_to_countersign),
            *(own_patrols, patrols_drawn),
            *(inspections_due, rectifications_open, disinfection_wanting, filings_open),
            *(own_patrols, patrols_drawn, meetings_held),
            *(conflicts_open, names_suggested),
            *(posts_amiss, shortages_open, handovers_unsigned),
            *(alerts_open, statistics_frozen),
            *(groups_reach, notices_to_pass_on),
            *(care_contacts, responses_to_review, books_to_review),
            *(measures_to_follow, measures_missed),
        )
    },
}
"""By the name that `kept_by` gives in the list of duties."""
