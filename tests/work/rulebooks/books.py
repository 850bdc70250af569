"""Books made for tests: short, and of nobody's country."""

from datetime import date

import yaml

from gridward.work.rulebooks.rules.reading import read_book
from gridward.work.rulebooks.terms import Book

EXPOSED = date(2022, 3, 31)


def book(code: str, since: str, categories: object, **more: object) -> Book:
    """A book in force since a day."""
    plain = {
        "code": code,
        "title": {"zh-Hans": f"{code}（虚构）", "en": code},
        "layer": "national_plan",
        "area": "",
        "since": date.fromisoformat(since),
        "status": "draft",
        "source": "虚构",
        "categories": categories,
        **more,
    }
    return read_book(yaml.safe_dump(plain, allow_unicode=True), f"{code}.yaml")


def contact(days: object, *tests: int, day_one: str = "next") -> dict[str, object]:
    """What a book says of close contacts: isolation for some days."""
    return {
        "close_contact": {
            "counting": {"since": "last_exposure", "day_one": day_one},
            "first": {"kinds": ["centralised_isolation"], "days": days, "tests": list(tests)},
        }
    }
