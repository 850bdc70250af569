"""Articles come into the database as versions that never change: from the program, or put in here."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from gridward.ground.audit.services import record
from gridward.kernel import clock
from gridward.kernel.access import Actor, Permission
from gridward.kernel.locks import one_at_a_time
from gridward.kernel.texts import DEFAULT_LANGUAGE
from gridward.work.supplies.models import ArticleVersion
from gridward.work.supplies.problems import (
    ArticleChangedMeanwhile,
    ArticleNameTaken,
    ArticleUnknown,
)
from gridward.work.supplies.queries.articles import articles, last_version, latest
from gridward.work.supplies.rules.articles import (
    Content,
    content_of,
    digest_of,
    program_contents,
)
from gridward.work.supplies.services.shared import about
from gridward.work.supplies.terms import Article, SupplyAct
from gridward.work.workorders.terms import KindOrigin

PROGRAM = "gridward"
OWN = "own_"
"""Begins the code of an article that was put in here."""


@dataclass(frozen=True)
class ArticleSaid:
    """An article as somebody puts it in; without a code a new one. `seen` is the version that was edited."""

    article: Article
    seen: int = 0


@transaction.atomic
def load_articles() -> int:
    """Put in what the program has and the database has not had yet; answers how many versions.

    An article whose last version was put in here is left alone.
    """
    rows = ArticleVersion.objects.filter(origin=KindOrigin.REPOSITORY)
    had = set(rows.values_list("code", "digest"))
    last = {one.code: one for one in latest()}
    contents = program_contents(clock.today())
    return sum(_load(content, last.get(content["code"]), had) for content in contents)


@transaction.atomic
def put_article(actor: Actor, *, said: ArticleSaid) -> ArticleVersion:
    """Put in an article, or its next version. What equals the program's own is the program's again.

    Raises NotAllowed, ArticleUnfit, ArticleUnknown, ArticleNameTaken, ArticleChangedMeanwhile.
    """
    actor.require(Permission.SUPPLY_ARTICLES)
    one_at_a_time("supplies.articles")
    article = said.article
    last = last_version(article.code) if article.code else None
    if article.code and last is None:
        raise ArticleUnknown(article=article.code)
    _check_title(article)
    content = content_of(article, clock.today())
    content["code"] = article.code or _next_code()
    if last is not None and last.digest == digest_of(content):
        return last
    if last is not None and last.number != said.seen:
        raise ArticleChangedMeanwhile(who=last.put_by, number=last.number)
    made = _put(content, last, _origin(content), actor.name)
    title = content["title"][DEFAULT_LANGUAGE]
    record(actor, SupplyAct.ARTICLE_PUT, about(made, None), article=title, number=made.number)
    return made


def _check_title(article: Article) -> None:
    for one in articles().values():
        same = one.title[DEFAULT_LANGUAGE] == article.title.get(DEFAULT_LANGUAGE, "").strip()
        if one.code != article.code and same:
            raise ArticleNameTaken(article=dict(one.title))


def _next_code() -> str:
    codes = ArticleVersion.objects.filter(code__startswith=OWN).values_list("code", flat=True)
    return f"{OWN}{len(set(codes)) + 1:03d}"


def _origin(content: Content) -> KindOrigin:
    own = {one["code"]: digest_of(one) for one in program_contents(clock.today())}
    same = own.get(content["code"]) == digest_of(content)
    return KindOrigin.REPOSITORY if same else KindOrigin.HERE


def _load(content: Content, last: ArticleVersion | None, had: Collection[tuple[str, str]]) -> bool:
    if last is not None and last.origin == KindOrigin.HERE:
        return False
    if (content["code"], digest_of(content)) in had:
        return False
    _put(content, last, KindOrigin.REPOSITORY, PROGRAM)
    return True


def _put(
    content: Content, last: ArticleVersion | None, origin: KindOrigin, by: str
) -> ArticleVersion:
    return ArticleVersion.objects.create(
        code=content["code"],
        number=last.number + 1 if last else 1,
        content=content,
        digest=digest_of(content),
        origin=origin,
        put_by=by,
        put_at=clock.now(),
    )
