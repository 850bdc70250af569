"""The demo's rule books of the street: one accepted, its next version as a draft, one that waits for a review."""

from django.db import transaction

from gridward.ground.staff.access import actor_of_account
from gridward.ground.staff.models import Account
from gridward.ground.territory.queries.visible import street_of
from gridward.kernel.access import Actor
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.queries.changes import effect_of_version
from gridward.work.rulebooks.services.drafting import ask_review, draft_book
from gridward.work.rulebooks.services.reviewing import accept_book

WRITER, REVIEWER = "xinxi", "jiedao"
ACCEPTED = """\
code: XH-2022-01
title: {{zh-Hans: 街道重点人员管理补充规定（虚构）, en: Rules of the street for persons of note (invented)}}
layer: street
area: "{area}"
since: 2022-03-20
until: 2022-06-28
status: checked
source: 样例街防指〔2022〕1号（虚构）
categories:
  other_province:
    arrival: {{report_days_ahead: 2, test_hours: 48, landing_test: true, tests: 3, within_days: 5}}
    acts: {{steps: [register, tell_the_risk]}}
"""
IN_REVIEW = """\
code: XH-2022-03
title: {{zh-Hans: 密切接触者管理补充规定（虚构）, en: Rules of the street for contacts (invented)}}
layer: street
area: "{area}"
since: 2022-04-01
until: 2022-06-28
status: draft
source: 样例街防指〔2022〕3号（虚构）
note:
  zh-Hans: 转发市里通知，居家部分加测一次。
  en: Passes on a notice of the city; one more test at home.
categories:
  close_contact:
    first: {{kinds: [centralised_isolation], days: 14, tests: [1, 4, 7, 10, 14], specimen: nasopharyngeal}}
    then: {{kinds: [home_monitoring], days: 7, tests: [2, 4, 7], temperatures_a_day: 2, unconfirmed: [tests]}}
  secondary_contact:
    first: {{kinds: [centralised_isolation, home_isolation], days: 7, tests: [1, 4, 7]}}
"""


@transaction.atomic
def review_some_rule_books() -> None:
    """Written by the information officer, reviewed by the chief; once."""
    if StreetBook.objects.exists():
        return
    accounts = Account.objects.filter(username__in=(WRITER, REVIEWER))
    actors = {one.username: actor_of_account(one) for one in accounts}
    if len(actors) < len((WRITER, REVIEWER)):
        return
    accepted = _asked(actors[WRITER], ACCEPTED)
    mark = effect_of_version(street_of(actors[REVIEWER]), accepted).digest
    accept_book(actors[REVIEWER], book_id=accepted.pk, version=accepted.version, digest=mark)
    _asked(actors[WRITER], IN_REVIEW)
    draft_book(actors[WRITER], text=accepted.text.replace("tests: 3", "tests: 2"))


def _asked(writer: Actor, text: str) -> StreetBook:
    row = draft_book(writer, text=text.format(area=street_of(writer).code))
    return ask_review(writer, book_id=row.pk, version=row.version)
