"""Versions of a street's books, and who may see them."""

from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.staff.roles import PERMISSIONS
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.rows import of_own_street
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound
from gridward.work.rulebooks.models import StreetBook
from gridward.work.rulebooks.problems import BookNotYours
from gridward.work.rulebooks.terms import OPEN, BookState

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
