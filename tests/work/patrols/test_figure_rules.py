"""The figures of the daily sheet: each is the sum of the rows under it."""

from hypothesis import given
from hypothesis import strategies as st

from gridward.kernel.texts import LANGUAGES, catalogue
from gridward.work.patrols.rules.figures import FIGURES, figures, rows_under, shown_otherwise
from gridward.work.patrols.terms import DayFacts, VisitFact
from tests.work.patrols.days import FULL, visit

OUTCOMES = (
    *("met", "no_answer", "refused", "away", "moved_out", "empty", "wrong_address"),
    "new_people",
)


def test_a_day_known_by_heart() -> None:
    assert figures(FULL) == {
        "households_due": 2,
        "persons_due": 7,
        "households_visited": 5,
        "persons_met": 5,
        "households_late_added": 1,
        "households_met": 1,
        "households_no_answer": 1,
        "households_refused": 1,
        "households_away": 1,
        "households_moved_out": 0,
        "households_empty": 0,
        "households_wrong_address": 0,
        "households_new_people": 1,
        "away_district": 0,
        "away_city": 1,
        "away_province": 0,
        "households_entered": 1,
        "residents_entered": 2,
        "residents_left": 1,
        "organisations_entered": 0,
        "organisations_due": 1,
        "organisations_visited": 1,
        "patrols": 1,
        "findings": 2,
        "findings_handled": 1,
    }


def test_a_day_without_records_is_all_noughts() -> None:
    assert set(figures(DayFacts()).values()) == {0}


visits = st.lists(
    st.builds(
        visit,
        st.integers(1, 6),
        st.sampled_from(OUTCOMES),
        st.integers(8, 20),
        organisation=st.booleans(),
        persons_met=st.integers(0, 5),
    ),
    unique_by=lambda one: (one.id, one.organisation),
)


@given(visits)
def test_outcomes_sum_up_to_the_households_visited(made: list[VisitFact]) -> None:
    """Whatever was visited how often: every household is in one outcome."""
    told = figures(DayFacts(visits=tuple(made)))
    assert told["households_visited"] == sum(told[f"households_{one}"] for one in OUTCOMES)
    homes = {one.subject for one in made if not one.organisation}
    assert told["households_visited"] == len(homes)


@given(visits)
def test_a_household_is_told_by_its_last_visit(made: list[VisitFact]) -> None:
    facts = DayFacts(visits=tuple(made))
    by_id = {one.id: one for one in made if not one.organisation}
    for row in rows_under("households_visited", facts):
        last = by_id[row.id]
        others = [one for one in by_id.values() if one.subject == last.subject]
        assert all((one.at, one.id) <= (last.at, last.id) for one in others)


def test_every_figure_has_title_and_definition() -> None:
    for language in LANGUAGES:
        said = {key.split(".")[2] for key in catalogue(language) if key.startswith("sheet.figure.")}
        assert said == set(FIGURES)


def test_only_what_a_phone_showed_otherwise_is_kept() -> None:
    now = {"patrols": 2, "findings": 1}
    shown = {"patrols": 1, "findings": 1, "nonsense": 7}
    assert shown_otherwise(now, shown) == {"patrols": 1}
