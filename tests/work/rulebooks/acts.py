"""What people do with books of the street in the tests."""

from datetime import date

from gridward.ground.territory.models import Division
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.queries.changes import effect_of_end, effect_of_version
from gridward.work.rulebooks.services.drafting import ask_review, draft_book
from gridward.work.rulebooks.services.ending import ask_end, end_asked, withdraw_book
from gridward.work.rulebooks.services.reviewing import accept_book
from tests.world import World

TEXT = """\
code: XH-2022-03
title: {zh-Hans: 西湖街道补充规定（虚构）, en: Rules of the street (invented)}
layer: street
area: "360103005"
since: 2022-03-20
until: 2022-06-28
status: checked
source: 西街防指〔2022〕3号（虚构）
categories:
  close_contact:
    first: {kinds: [centralised_isolation], days: 10, tests: [1, 4, 7, 10]}
"""
DAY = date(2022, 4, 1)


def drafted(world: World, text: str = TEXT, by: str = "health_a") -> StreetBook:
    return draft_book(world.actor(by), text=text)


def asked(world: World, text: str = TEXT, by: str = "health_a") -> StreetBook:
    row = drafted(world, text, by)
    return ask_review(world.actor(by), book_id=row.pk, version=row.version)


def accepted(world: World, text: str = TEXT, by: str = "chief") -> StreetBook:
    """Asked for by the health liaison, accepted as it was shown."""
    row = asked(world, text)
    mark = effect_of_version(street(world), row).digest
    return accept_book(world.actor(by), book_id=row.pk, version=row.version, digest=mark)


def ending(world: World, row: StreetBook, day: date, by: str = "health_a") -> StreetBook:
    actor = world.actor(by)
    return ask_end(actor, book_id=row.pk, version=row.version, day=day, reason="文件已废止")


def withdrawn(world: World, row: StreetBook, by: str = "chief") -> StreetBook:
    mark = effect_of_end(street(world), row, end_asked(row)).digest
    return withdraw_book(world.actor(by), book_id=row.pk, version=row.version, digest=mark)


def street(world: World) -> Division:
    return world.streets["ours"]
