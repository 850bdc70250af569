"""The brief of a grid and the questions that are drawn from it."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridward.ground.audit.models import Line
from gridward.ground.staff.terms import Post
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.kernel.texts import say
from gridward.oversight.reports.indicators.briefs import brief_of
from gridward.oversight.reports.problems import BriefOfBaseGrids
from gridward.oversight.reports.queries.briefs import brief_layout, flows
from gridward.oversight.reports.rules.briefs import (
    ANSWERS,
    QUESTIONS,
    Brief,
    BriefFlow,
    BriefGate,
    BriefPost,
    BriefRung,
    QuizAbout,
    draw,
    told_time,
)
from gridward.oversight.reports.services.briefs import asked, option_of, page_of, print_brief
from gridward.work.checkpoints.services.gates import close_gate
from tests.oversight.reports.papers import pages, text
from tests.work.checkpoints.acts import gate
from tests.world import World

WORDS = st.text("东西南北路街巷张王李", min_size=1, max_size=3)
BRIEFS = st.builds(
    Brief,
    name=WORDS,
    code=st.just("360103005001001"),
    community=WORDS,
    area_km2=st.none() | st.floats(0.01, 3),
    bounds=st.dictionaries(st.sampled_from(["east", "south", "west", "north"]), WORDS),
    posts=st.lists(
        st.builds(
            BriefPost,
            figure=st.sampled_from(["grid_managers", "grid_supervisors", "grid_police"]),
            holders=st.lists(st.tuples(WORDS, st.booleans()), max_size=2),
        ),
        max_size=4,
    ),
    sites=st.just(()),
    points=st.lists(WORDS, max_size=3),
    gates=st.lists(
        st.builds(BriefGate, WORDS, WORDS, WORDS), max_size=4, unique_by=lambda one: one.name
    ),
    figures=st.dictionaries(
        st.sampled_from(["households", "residents", "fever"]), st.none() | st.integers(0, 9000)
    ),
    flows=st.lists(
        st.builds(
            BriefFlow,
            code=st.sampled_from(["fever", "violation", "resident_need"]),
            title=st.just({"en": "x"}),
            note=st.just({"en": "x"}),
            handler=st.sampled_from(Post),
            times=st.dictionaries(
                st.sampled_from(["acknowledge", "handle"]),
                st.builds(told_time, st.integers(1, 5000), st.sampled_from([0, 450])),
                min_size=1,
            ),
            ladder=st.lists(
                st.builds(BriefRung, posts=st.tuples(st.sampled_from(Post)), outside=st.just({})),
                min_size=1,
                max_size=2,
            ).map(tuple),
        ),
        max_size=3,
    ),
)


@given(BRIEFS, st.integers())
def test_each_question_has_one_right_answer_of_today(brief: Brief, seed: int) -> None:
    drawn = draw(brief, Random(seed))
    assert len(drawn) <= QUESTIONS
    assert len({(one.about, one.subject) for one in drawn}) == len(drawn)
    for one in drawn:
        assert 2 <= len(one.options) == len(set(one.options)) <= ANSWERS
        assert _is_right(brief, one.about, one.subject, one.options[one.right])
        assert sum(_is_right(brief, one.about, one.subject, each) for each in one.options) == 1


def _is_right(brief: Brief, about: QuizAbout, subject: str, option: object) -> bool:
    flows_ = {one.code: one for one in brief.flows}
    match about:
        case QuizAbout.BOUND:
            return brief.bounds[subject] == option
        case QuizAbout.HOLDER:
            held = {one.figure: one.holders for one in brief.posts if one.holders}
            return tuple(name for name, _ in held[subject]) == option
        case QuizAbout.GATE_LEAD:
            return {one.name: one.lead for one in brief.gates}[subject] == option
        case QuizAbout.FIGURE:
            return brief.figures[subject] == option
        case QuizAbout.FLOW_FIRST:
            return (flows_[subject].handler,) == option
        case QuizAbout.FLOW_NEXT:
            return flows_[subject].ladder[0].posts == option
    return min(flows_[subject].times.values()) == option


def test_it_tells_what_annex_5_tells(filled: World) -> None:
    brief = brief_of(filled.actor("worker_a1"), filled.grids["a1"].pk)
    assert brief.name == filled.grids["a1"].name
    assert (brief.figures["households"], brief.figures["residents"]) == (1, 2)
    assert (brief.figures["organisations"], brief.figures["fever"]) == (1, 1)
    assert [one.name for one in brief.sites] == [filled.sites["a1"].name]
    held = {one.figure: [name for name, _ in one.holders] for one in brief.posts}
    assert held["grid_managers"] == [filled.actor("worker_a1").name]
    assert held["first_grid_leader"] == [filled.actor("first_a").name]


def test_it_names_gates_where_they_stand_and_who_leads_them(filled: World) -> None:
    lead = filled.actor("leader_a")
    gate(filled, lead, "东门", place="胜利路口", lead_id=lead.member_id)
    gate(filled, lead, "西门")
    close_gate(lead, gate_id=gate(filled, lead, "旧门").pk, version=1)
    page = page_of(brief_of(filled.actor("patron"), filled.grids["a1"].pk), "zh-Hans")
    assert page["gates"] == f"东门（胜利路口、负责人{lead.name}）、西门"


def test_flows_are_those_of_the_kinds_in_force(world: World) -> None:
    codes = brief_layout()["flows"]
    found = {one.code: one for one in flows(codes)}
    assert list(found) == codes
    assert found["fever"].handler is Post.HEALTH_LIAISON
    fever, duty = found["fever"].times, found["organisation_duty"].times
    assert [(one.count, one.unit) for one in fever.values()] == [
        *((15, "minutes"), (30, "minutes"), (4, "hours"))
    ]
    assert duty["handle"].unit == "working_days"
    assert all(one.ladder for one in found.values())


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_page_and_questions_have_words_for_everything(filled: World, language: str) -> None:
    brief = brief_of(filled.actor("worker_a1"), filled.grids["a1"].pk)
    page = page_of(brief, language)
    said = [step for one in page["flows"] for step in one["steps"]]
    assert said[0] == {
        "zh-Hans": "疫情信息员处置（15分钟内签收、30分钟内到场、4小时内处置）",
        "en": "health liaison acts ("
        "acknowledgement: within 15 minutes, arrival: within 30 minutes, handling: within 4 hours)",
    }.get(language)
    for seed in range(20):
        for one in draw(brief, Random(seed)):
            texts = [
                asked(one, language),
                *(option_of(one, each, language) for each in one.options),
            ]
            assert all(texts)
            assert len(set(texts)) == len(texts), "no two answers read alike"


def test_on_paper_it_is_one_page_and_recorded(filled: World) -> None:
    grid = filled.grids["a1"]
    made = print_brief(filled.actor("worker_a1"), grid_id=grid.pk)
    assert len(pages(made.content)) == 1
    said = text(made.content)
    assert say("reports.brief.title", grid=grid.name).replace(" ", "") in said
    assert "疫情信息员处置（15分钟内签收、30分钟内到场、4小时内处置）" in said
    line = Line.objects.get(act="reports.saved")
    assert line.grid_id == grid.pk


def test_of_whom_it_is_not_told(filled: World) -> None:
    worker = filled.actor("worker_a1")
    with pytest.raises((NotFound, NotAllowed)):
        brief_of(worker, filled.grids["b1"].pk)
    with pytest.raises(BriefOfBaseGrids):
        brief_of(filled.actor("chief"), filled.grids["a0"].pk)
