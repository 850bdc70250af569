"""Kinds come into the database as versions that never change."""

from django.db import transaction
from django.db.models import Max

from gridward.kernel import clock
from gridward.work.workorders.models import KindVersion
from gridward.work.workorders.rules.files import contents
from gridward.work.workorders.rules.kinds import Content, digest_of, kind_from
from gridward.work.workorders.terms import KindOrigin

PROGRAM = "gridward"


@transaction.atomic
def load_kinds() -> int:
    """Put in what the program has and the database has not had yet; answers how many versions.

    What was put in here stays in force until the program brings a newer version of its own. Raises OrderKindBroken.
    """
    return sum(_put(content) for content in contents())


def _put(content: Content) -> bool:
    kind_from(content)
    code, digest = content["code"], digest_of(content)
    versions = KindVersion.objects.filter(code=code)
    if versions.filter(digest=digest, origin=KindOrigin.REPOSITORY).exists():
        return False
    last = versions.aggregate(last=Max("number"))["last"] or 0
    KindVersion.objects.create(
        code=code,
        number=last + 1,
        content=content,
        digest=digest,
        valid_from=content["since"],
        origin=KindOrigin.REPOSITORY,
        put_by=PROGRAM,
        put_at=clock.now(),
    )
    return True
