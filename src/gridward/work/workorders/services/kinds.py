"""Kinds come into the database as versions that never change: from the program, or put in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.problems import (
    KindFault,
    OrderKindBroken,
    OrderKindChangedMeanwhile,
)
from gridward.work.workorders.queries.kinds import last_version, program_digests
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kind_texts import content_of
from gridward.work.workorders.rules.kinds import Content, digest_of, kind_from, read_kind
from gridward.work.workorders.terms import Kind, KindOrigin, OrderAct

PROGRAM = "gridward"


@dataclass(frozen=True)
class KindChecked:
    """A text of a kind that was looked at: the kind, or all that is wrong; and the version that would be followed."""

    content: Content
    faults: Sequence[KindFault]
    kind: Kind | None = None
    last: KindVersion | None = None

    @property
    def same(self) -> bool:
        """Whether the last version says the same already."""
        return self.last is not None and self.last.digest == digest_of(self.content)


@transaction.atomic
def load_kinds() -> int:
    """Put in what the program has and the database has not had yet; answers how many versions.

    A kind whose last version was put in here is left alone. Raises OrderKindBroken.
    """
    return sum(_load(content) for content in contents())


def check_kind(actor: Actor, *, text: str) -> KindChecked:
    """What is wrong with a text, and of which kind it would be a new version. Raises NotAllowed."""
    actor.require(Permission.ORDER_KINDS)
    content, faults = content_of(text)
    if faults:
        return KindChecked({}, faults)
    kind, faults = read_kind(content)
    if faults:
        return KindChecked(content, faults)
    return KindChecked(content, (), kind, last_version(kind.code))


@transaction.atomic
def put_kind(actor: Actor, *, text: str, seen: int) -> KindVersion:
    """Put in a text as the version after the one that was seen (0: a new kind); open orders keep theirs.

    The same text once more is there already. What equals the program's own is the program's again, so that its later
    editions come in by themselves. Raises NotAllowed, OrderKindBroken, OrderKindChangedMeanwhile.
    """
    checked = check_kind(actor, text=text)
    if checked.kind is None:
        raise OrderKindBroken(str(checked.content.get("code", "")), checked.faults)
    one_at_a_time("workorders.kind", checked.kind.code)
    last = last_version(checked.kind.code)
    if last is not None and last.digest == digest_of(checked.content):
        return last
    if last is not None and last.number != seen:
        raise OrderKindChangedMeanwhile(who=last.put_by, number=last.number, kind=last.code)
    own = digest_of(checked.content) == program_digests().get(checked.kind.code)
    origin = KindOrigin.REPOSITORY if own else KindOrigin.HERE
    made = _put(checked.content, last, origin, actor.name)
    record(
        actor,
        OrderAct.KIND_PUT,
        About(made._meta.db_table, made.pk),
        kind=checked.kind.title[DEFAULT_LANGUAGE],
        number=made.number,
    )
    return made


def _load(content: dict[str, Any]) -> bool:
    code, digest = kind_from(content).code, digest_of(content)
    last = last_version(code)
    if last is not None and last.origin == KindOrigin.HERE:
        return False
    versions = KindVersion.objects.filter(code=code, digest=digest)
    if versions.filter(origin=KindOrigin.REPOSITORY).exists():
        return False
    _put(content, last, KindOrigin.REPOSITORY, PROGRAM)
    return True


def _put(content: Content, last: KindVersion | None, origin: KindOrigin, by: str) -> KindVersion:
    return KindVersion.objects.create(
        code=content["code"],
        number=last.number + 1 if last else 1,
        content=content,
        digest=digest_of(content),
        valid_from=content["since"],
        origin=origin,
        put_by=by,
        put_at=clock.now(),
    )
