"""Reading and checking the record."""

from datetime import datetime

from django.db.models import Q, QuerySet

from gridward.ground.audit.models import Head, Line
from gridward.ground.audit.terms import ChainReport
from gridward.kernel.access import Actor, Permission
from gridward.kernel.texts import say


def visible_to(actor: Actor) -> QuerySet[Line]:
    """Lines about the actor's grids, the actor's own, and the street's own where the post may read the record."""
    grids = actor.grids(Permission.AUDIT_READ)
    if not grids:
        return Line.objects.none()
    ours = Q(grid_id__in=grids) | Q(grid_id=None, street_id=actor.street_id)
    return Line.objects.filter(ours | Q(account_id=actor.account_id))


def sentence(line: Line, language: str) -> str:
    """What happened, as people say it; parameters `word.…,word.…` are looked up in the reader's language.

    The line's reason may be said too.
    """
    return say(
        f"audit.{line.act}",
        language,
        actor=line.actor_name,
        reason=line.reason,
        **{name: _told(value, language) for name, value in line.params.items()},
    )


def _told(value: object, language: str) -> object:
    if not isinstance(value, str) or not value.startswith("word."):
        return value
    comma = ", " if language == "en" else "、"
    return comma.join(say(word, language) for word in value.split(","))


def verify_chain() -> ChainReport:
    """Walk the whole chain; needs a role that sees every line. The first break is reported, not mended."""
    previous, expected, last_at = b"", 0, None
    for line in Line.objects.order_by("seq").iterator(chunk_size=2000):
        expected += 1
        if line.seq != expected:
            return ChainReport(expected - 1, expected, "missing", last_at)
        if bytes(line.mac) != line.mac_after(previous):
            return ChainReport(expected - 1, expected, "altered", last_at)
        previous, last_at = bytes(line.mac), line.at
    return _against_head(expected, previous, last_at)


def _against_head(count: int, mac: bytes, last_at: datetime | None) -> ChainReport:
    head = Head.objects.get(pk=1)
    if (head.seq, bytes(head.mac)) != (count, mac):
        return ChainReport(count, min(count, head.seq) + 1, "cut_off", last_at)
    return ChainReport(count, None, None, last_at)
