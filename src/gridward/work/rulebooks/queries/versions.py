"""Versions of a street's books, and who may see them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import of_own_street
from gridward.kernel.access import Actor, Permission
from gridward.kernel.marks import is_new
from gridward.kernel.problems import NotFound
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.problems import BookNotYours
from gridward.work.rulebooks.terms import DECISIVE, OPEN, BookState

_UNSEEN = (*OPEN, BookState.DROPPED)


def visible_to(actor: Actor) -> QuerySet[StreetBook]:
    """The street's versions: to everybody those that were accepted, to whoever writes or reviews all of them."""
    rows = of_own_street(StreetBook.objects.all(), actor)
    return rows if sees_drafts(actor) else rows.exclude(state__in=_UNSEEN)


def version_of(actor: Actor, book_id: UUID) -> StreetBook:
    """One version; raises NotFound."""
    found = visible_to(actor).filter(pk=book_id).first()
    if found is None:
        raise NotFound
    return found


def to_review(actor: Actor) -> QuerySet[StreetBook]:
    """Versions that wait for a second person: to be accepted, or to be withdrawn."""
    return visible_to(actor).filter(state__in=(BookState.ASKED, BookState.ENDING))


def of_others(account_id: UUID | None) -> Q:
    """What makes a version to review one that somebody neither wrote nor asked to withdraw."""
    own = Q(state=BookState.ASKED, writers__contains=[account_id])
    return ~(own | Q(state=BookState.ENDING, end_asked_by=account_id))


def news(actor: Actor) -> QuerySet[BookStep]:
    """Acceptances and withdrawals of the last fortnight by others that the actor has not read yet."""
    steps = BookStep.objects.filter(kind__in=DECISIVE, book__in=visible_to(actor).order_by())
    return steps.filter(is_new(actor))


def sees_drafts(actor: Actor) -> bool:
    """Whether somebody writes or reviews books."""
    return actor.may(Permission.RULEBOOKS_WRITE) or actor.may(Permission.RULEBOOKS_REVIEW)


def signing(actor: Actor, permission: Permission) -> tuple[UUID, Post]:
    """The account and the post by which somebody acts; raises NotAllowed, BookNotYours."""
    actor.require(permission)
    posts = (Post(one.post) for one in actor.posts)
    post = next((one for one in posts if permission in PERMISSIONS.get(one, frozenset())), None)
    if post is None or actor.account_id is None:
        raise BookNotYours
    return actor.account_id, post
