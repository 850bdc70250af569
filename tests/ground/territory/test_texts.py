"""Every act, problem and word of the territory has its text, with equal placeholders in both languages."""

from string import Formatter

from gridward.ground.territory.queries.covers import Finding
from gridward.ground.territory.terms.addresses import Doubt, Evidence
from gridward.ground.territory.terms.features import FeatureKind, Outcome
from gridward.ground.territory.terms.places import (
    DivisionLevel,
    GridKind,
    SiteKind,
    TerritoryAct,
)
from gridward.kernel.texts import LANGUAGES, catalogue

WORDS = {
    "division_level": DivisionLevel,
    "grid_kind": GridKind,
    "site_kind": SiteKind,
    "feature_kind": FeatureKind,
    "outcome": Outcome,
    "finding": Finding,
    "doubt": Doubt,
    "evidence": Evidence,
}


def test_every_word_and_act_is_told_in_both_languages() -> None:
    wanted = {f"audit.{act.value}" for act in TerritoryAct}
    wanted |= {
        f"word.territory.{name}.{one.value}" for name, words in WORDS.items() for one in words
    }
    for language in LANGUAGES:
        assert wanted - catalogue(language).keys() == set()


def test_placeholders_are_equal_in_both_languages() -> None:
    chinese, english = (catalogue(language) for language in LANGUAGES)
    ours = [key for key in chinese if ".territory." in key or ".boundary." in key]
    assert len(ours) > 80
    for key in ours:
        asked = [
            {name for _, name, _, _ in Formatter().parse(one[key]) if name}
            for one in (chinese, english)
        ]
        assert asked[0] == asked[1], key
