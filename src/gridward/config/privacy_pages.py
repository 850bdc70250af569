"""The privacy pages of the documentation, made from the declarations; see `ops/privacy_docs.py`."""

from collections.abc import Iterator
from enum import StrEnum

from gridward.config.privacy import notice, tables
from gridward.kernel.declaring import Audience, Basis, Purpose, Retention
from gridward.kernel.texts import say

LANGUAGES = {"en": "", "zh-Hans": ".zh-CN"}
BEGIN, END = "<!-- made from the declarations: begin -->", "<!-- end -->"
KINDS: tuple[type[StrEnum], ...] = (Purpose, Basis, Audience, Retention)


def fields_page(language: str) -> str:
    """`docs/privacy/fields.md` or its Chinese twin."""
    lines = [
        f"# {_say('title', language)}",
        "",
        _say("about", language),
        "",
        f"## {_say('words', language)}",
        "",
        *_words(language),
        f"## {_say('columns', language)}",
        "",
        *_tables(language),
        f"## {_say('copies', language)}",
        "",
        _say("about_copies", language),
        "",
    ]
    return "\n".join(lines)


def notice_lines(language: str) -> str:
    """The part of the notice that names what is kept, between its two marks."""
    heads = [_say(one, language) for one in ("field", "purpose", "audience", "retention")]
    separator = "、" if language == "zh-Hans" else ", "
    rows = [
        [separator.join(one.fields), one.purpose, one.audience, one.retention]
        for one in notice(language)
    ]
    return "\n".join([BEGIN, "", *_table(heads, rows), END])


def with_notice_lines(page: str, language: str) -> str:
    """A page of the notice with that part made anew; ValueError where it has no marks."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError("the notice has no place for its list")
    return f"{head}{notice_lines(language)}{tail}"


def _words(language: str) -> Iterator[str]:
    for kind in KINDS:
        name = kind.__name__.lower()
        rows = [
            [f"`{word.value}`", say(f"word.data.{name}.{word.name.lower()}", language)]
            for word in kind
        ]
        yield from _table([_say(name, language), _say("meaning", language)], rows)


def _tables(language: str) -> Iterator[str]:
    columns = ("column", "field", "purpose", "basis", "audience", "retention", "sensitive")
    heads = [_say(one, language) for one in columns]
    for table in tables(language):
        yield from (f"### `{table.table}`", "", table.label, "")
        rows = [
            [f"`{one.column}`", one.label, one.purpose, one.basis, one.audience, one.retention]
            + [_say("yes", language) if one.sensitive else ""]
            for one in table.fields
        ]
        yield from _table(heads, rows)


def _table(heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _say(key: str, language: str) -> str:
    return say(f"page.privacy.{key}", language)
