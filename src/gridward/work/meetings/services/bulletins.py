"""Bulletins are signed by the convener: what was signed stays for ever, mending it is a revision beside it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from gridward.ground.staff.terms import Post
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed
from gridward.kernel.texts import say
from gridward.work.meetings.models import Bulletin, Meeting
from gridward.work.meetings.problems import (
    BulletinNotYours,
    BulletinReasonMissing,
    BulletinSignedMeanwhile,
    BulletinTellsOfPeople,
)
from gridward.work.meetings.queries.bulletins import (
    content_now,
    people_told,
    signing_post,
)
from gridward.work.meetings.queries.meetings import meeting_of, meeting_to_lead
from gridward.work.meetings.queries.units import leads, unit_of
from gridward.work.meetings.rules.bulletins import digest, lines
from gridward.work.meetings.services.shared import SHORTEST_TEXT, check_state, note
from gridward.work.meetings.terms import MeetingAct, MeetingState


@dataclass(frozen=True)
class BulletinPreview:
    """What would be signed, as `revision`, and whom the chief's own words may tell of."""

    revision: int
    lines: list[str]
    people: list[str]


@transaction.atomic
def sign_bulletin(
    actor: Actor,
    *,
    meeting_id: UUID,
    after: int,
    reason: str = "",
    remark: str = "",
    knowing: bool = False,
) -> Bulletin:
    """Sign the bulletin of a meeting that has ended; `after` is the revision that the actor has seen, 0 for none.

    `knowing`: that residents may be named in the actor's own words was seen, and is needed.

    Of two who sign at once the first is kept: the meeting's row is locked. Raises NotFound, NotAllowed, MeetingNotNow,
    BulletinSignedMeanwhile, BulletinNotYours, BulletinReasonMissing, BulletinTellsOfPeople.
    """
    meeting, _ = meeting_to_lead(actor, meeting_id)
    check_state(meeting, MeetingState.ENDED)
    last = Bulletin.objects.filter(meeting=meeting).order_by("-revision").first()
    number = last.revision if last else 0
    if number != after:
        raise BulletinSignedMeanwhile(revision=number, by=last.account_name if last else "—")
    account, post, first = _signing(actor, meeting)
    if number and len(reason.strip()) < SHORTEST_TEXT:
        raise BulletinReasonMissing
    people = [] if knowing else people_told(actor, meeting, f"{reason} {remark}")
    if people:
        raise BulletinTellsOfPeople(people="、".join(people))
    content = content_now(
        actor,
        meeting,
        revision=number + 1,
        reason=reason.strip() if number else "",
        remark=remark.strip(),
    )
    bulletin = _made(account, actor.name, meeting, content)
    bulletin.post, bulletin.stand_in = post.value, post is not first
    bulletin.save(force_insert=True)
    act = MeetingAct.BULLETIN_REVISED if number else MeetingAct.BULLETIN_SIGNED
    seal = bulletin.digest[:16]
    note(actor, act, meeting, bulletin.reason, revision=bulletin.revision, digest=seal)
    return bulletin


def preview_bulletin(
    actor: Actor, *, meeting_id: UUID, reason: str = "", remark: str = ""
) -> BulletinPreview:
    """The next revision as it would be signed now; nothing is stored. For whoever leads the meeting.

    Raises NotFound, NotAllowed, MeetingNotNow.
    """
    meeting = meeting_of(actor, meeting_id)
    if not leads(actor, unit_of(meeting)):
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    check_state(meeting, MeetingState.UNDER_WAY, MeetingState.ENDED)
    revision = max((one.revision for one in meeting.bulletins.all()), default=0) + 1
    content = content_now(
        actor,
        meeting,
        revision=revision,
        reason=reason.strip() if revision > 1 else "",
        remark=remark.strip(),
    )
    told = people_told(actor, meeting, f"{reason} {remark}")
    return BulletinPreview(revision, lines(content, say), told)


def _signing(actor: Actor, meeting: Meeting) -> tuple[UUID, Post, Post]:
    """The account and the post by which the actor signs, and the convener's post."""
    if actor.account_id is None:
        raise NotAllowed(permission=Permission.MEETING_LEAD.value)
    post, conveners = signing_post(actor, meeting)
    if post is None:
        raise BulletinNotYours(post=f"word.staff.post.{conveners[0]}")
    return actor.account_id, post, conveners[0]


def _made(account: UUID, name: str, meeting: Meeting, content: dict[str, Any]) -> Bulletin:
    return Bulletin(
        id=new_id(),
        meeting=meeting,
        revision=content["revision"],
        reason=content["reason"],
        content=content,
        account_id=account,
        account_name=name,
        signed_at=clock.now(),
        digest=digest(content),
    )
