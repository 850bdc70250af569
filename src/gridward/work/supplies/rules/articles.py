"""Articles and figures as dated data: `dated/articles.toml`; an article read from its data, and the data checked."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from gridward.kernel.dated import begun, entries_of
from gridward.work.supplies.problems import ArticleUnfit
from gridward.work.supplies.terms import MOST_AMOUNT, Article, StoreLevel, SupplyCategory

FILE = Path(__file__).resolve().parents[1] / "dated" / "articles.toml"
LANGUAGES = ("zh-Hans", "en")
LONGEST_TITLE, LONGEST_UNIT = 40, 12
Content = dict[str, Any]
_WORDS = ("code", "category", "title", "unit", "expires", "minimum")


def expiring_days(day: date) -> int:
    """Days before its last day from which a batch counts as expiring, by the figure of a day."""
    return int(begun(entries_of(FILE)["figure"], day)[-1]["expiring_days"])


def program_contents(day: date) -> list[Content]:
    """The program's own articles as they hold on a day, in the order of the file."""
    found = {one["code"]: one for one in begun(entries_of(FILE)["article"], day)}
    return [
        {**{name: one[name] for name in _WORDS}, "in_use": True, "since": one["since"].isoformat()}
        for one in found.values()
    ]


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over what an article says, whatever the order of its names and whenever it began."""
    told = {name: value for name, value in content.items() if name != "since"}
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def article_from(content: Mapping[str, Any]) -> Article:
    """The article that some data describe."""
    return Article(
        code=content["code"],
        category=SupplyCategory(content["category"]),
        title=content["title"],
        unit=content["unit"],
        expires=content["expires"],
        minimum={StoreLevel(level): amount for level, amount in content["minimum"].items()},
        in_use=content["in_use"],
    )


def content_of(article: Article, since: date) -> Content:
    """The data of an article; raises ArticleUnfit."""
    titles = {language: article.title.get(language, "").strip() for language in LANGUAGES}
    units = {language: article.unit.get(language, "").strip() for language in LANGUAGES}
    _check_texts(titles, LONGEST_TITLE)
    _check_texts(units, LONGEST_UNIT)
    if not all(0 <= article.minimum.get(level, 0) <= MOST_AMOUNT for level in StoreLevel):
        raise ArticleUnfit
    return {
        "code": article.code,
        "category": article.category.value,
        "title": titles,
        "unit": units,
        "expires": article.expires,
        "minimum": {level.value: article.minimum.get(level, 0) for level in StoreLevel},
        "in_use": article.in_use,
        "since": since.isoformat(),
    }


def _check_texts(texts: Mapping[str, str], longest: int) -> None:
    if not all(0 < len(text) <= longest for text in texts.values()):
        raise ArticleUnfit
