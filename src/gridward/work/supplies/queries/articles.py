"""Articles in force, and their versions."""

from collections.abc import Mapping, Sequence

from gridward.work.supplies.models import ArticleVersion
from gridward.work.supplies.problems import ArticleUnknown
from gridward.work.supplies.rules.articles import article_from
from gridward.work.supplies.terms import Article


def latest() -> Sequence[ArticleVersion]:
    """The last version of each article, by class and code."""
    rows = ArticleVersion.objects.order_by("code", "-number").distinct("code")
    return sorted(rows, key=lambda one: (one.content["category"], one.code))


def articles() -> Mapping[str, Article]:
    """Every article by its code, those that are no longer taken in too."""
    return {one.code: article_from(one.content) for one in latest()}


def last_version(code: str) -> ArticleVersion | None:
    """The last version of an article."""
    return ArticleVersion.objects.filter(code=code).order_by("-number").first()


def check_known(codes: Sequence[str], known: Mapping[str, Article], *, in_use: bool) -> None:
    """Raises ArticleUnknown; `in_use`: also of what is no longer taken in."""
    for code in codes:
        if code not in known or (in_use and not known[code].in_use):
            raise ArticleUnknown(article=code)
