"""Every word of the register has a sentence or a label in both languages."""

from enum import StrEnum

import pytest

from gridward.ground.register import problems
from gridward.ground.register.queries.history.fields import EVERY_KEY
from gridward.ground.register.rules.together import PassedOver
from gridward.ground.register.services.reveal import FIELDS as REVEALED
from gridward.ground.register.terms import people
from gridward.kernel.problems import Problem
from gridward.kernel.texts import LANGUAGES, catalogue

LABELLED = {
    people.Sex: "sex",
    people.Tenure: "tenure",
    people.HouseholdState: "household_state",
    people.DocumentKind: "document_kind",
    people.DocumentMissing: "document_missing",
    people.Away: "away",
    people.LeftWhy: "left_why",
    people.CameFrom: "came_from",
    PassedOver: "passed_over",
    people.OrganisationKind: "organisation_kind",
    people.CreditCodeStatus: "credit_code_status",
    people.Trading: "trading",
    people.ContactRole: "contact_role",
    people.Measure: "measure",
    people.KeyPerson: "key_person",
    people.ConflictKind: "conflict_kind",
    people.ConflictDecision: "conflict_decision",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", LABELLED, ids=lambda words: words.__name__)
def test_every_word_has_a_label(words: type[StrEnum], language: str) -> None:
    texts = catalogue(language)
    for word in words:
        if word.value:
            assert texts[f"word.register.{LABELLED[words]}.{word.value}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_a_sentence(language: str) -> None:
    texts = catalogue(language)
    assert [act.value for act in people.RegisterAct if f"audit.{act.value}" not in texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_what_to_do(language: str) -> None:
    texts = catalogue(language)
    ours = [kind for kind in vars(problems).values() if isinstance(kind, type)]
    codes = [kind.code for kind in ours if issubclass(kind, Problem) and kind.code]
    assert len(codes) > 15
    assert [code for code in codes if f"problem.{code}" not in texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_history_and_of_a_look_has_a_name(language: str) -> None:
    names = set(EVERY_KEY)
    names |= {name for fields in REVEALED.values() for name in fields}
    texts = catalogue(language)
    assert [name for name in names if f"word.register.field.{name}" not in texts] == []
