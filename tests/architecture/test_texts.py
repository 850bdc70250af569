"""Catalogues: both languages say the same things; everything that needs a text has one."""

from importlib import import_module
from pathlib import Path
from string import Formatter

import gridward
from gridward.ground.audit.terms import Act
from gridward.kernel.problems import Problem
from gridward.kernel.texts import catalogue

ROOT = Path(gridward.__file__).parent


def load_everything() -> None:
    for path in ROOT.glob("**/*.py"):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        if parts[-1] not in ("__main__", "worker", "wsgi") and "migrations" not in parts:
            import_module(".".join(parts).removesuffix(".__init__"))


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    chinese, english = catalogue("zh-Hans"), catalogue("en")
    assert set(chinese) == set(english)
    differing = [key for key in chinese if holes(chinese[key]) != holes(english[key])]
    assert differing == []


def test_every_problem_has_its_sentence() -> None:
    load_everything()
    known = {
        code for code, problem in Problem.known.items() if problem.__module__.startswith("gridward")
    }
    assert known
    assert {code for code in known if f"problem.{code}" not in catalogue("zh-Hans")} == set()


def test_no_sentence_is_left_over() -> None:
    load_everything()
    said = {
        key.removeprefix("problem.") for key in catalogue("zh-Hans") if key.startswith("problem.")
    }
    assert said - set(Problem.known) == set()


def test_every_act_has_its_sentence() -> None:
    load_everything()
    acts = {act.value for kind in Act.__subclasses__() for act in kind}
    said = {key.removeprefix("audit.") for key in catalogue("zh-Hans") if key.startswith("audit.")}
    assert acts == said
