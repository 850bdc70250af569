"""Shapes of rule books that cross the wire."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from gridward.ground.staff.terms import Post
from gridward.kernel.access import Actor, Permission
from gridward.kernel.http import Shape
from gridward.kernel.texts import say
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.queries.books import own_book
from gridward.work.rulebooks.queries.telling import DayTold, FigureTold, OnShelf
from gridward.work.rulebooks.rules.explaining import (
    category_name,
    contradiction_words,
    entry_words,
    figure_name,
    outweighed_words,
    slot_name,
)
from gridward.work.rulebooks.rules.telling import effect_words
from gridward.work.rulebooks.rules.writing import plain_of, written
from gridward.work.rulebooks.terms import (
    BookLayer,
    BookState,
    BookStatus,
    BookStepKind,
    ChangeSpan,
    CountedFrom,
    DayOne,
    FigureChecked,
    FirstAct,
    MeasureKind,
    PersonCategory,
    ReleaseNeed,
    Rule,
    Slot,
    Specimen,
)

Text = Annotated[str, StringConstraints(max_length=60_000)]
Reason = Annotated[str, StringConstraints(max_length=400)]
Mark = Annotated[str, StringConstraints(max_length=64)]


class BookTextIn(Schema):
    """A book as YAML, or as the plain values of a form."""

    text: Text = ""
    plain: dict[str, Any] | None = None

    def yaml(self) -> str:
        """The YAML that is kept."""
        return self.text if self.plain is None else written(self.plain)


class BookChangeIn(BookTextIn):
    """A draft written anew."""

    version: int


class BookSeenIn(Schema):
    """A version as it was seen."""

    version: int


class BookReasonIn(BookSeenIn):
    """Why it is sent back."""

    reason: Reason


class BookDecideIn(BookSeenIn):
    """A decision, with the mark of the changes that were shown."""

    digest: Mark


class BookEndIn(BookReasonIn):
    """From which day on a book is to hold no longer, and why."""

    day: date


class FigureIn(Schema):
    """A figure of a book as it was shown."""

    book: Annotated[str, StringConstraints(max_length=40)]
    category: PersonCategory
    slot: Slot
    figure: Annotated[str, StringConstraints(max_length=24)]
    value: Annotated[str, StringConstraints(max_length=200)]

    def said(self) -> FigureChecked:
        """As the service takes it."""
        return FigureChecked(self.book, self.category, self.slot, self.figure, self.value)


class FigureCheckIn(FigureIn):
    """With the paper that it was compared with."""

    paper: Annotated[str, StringConstraints(max_length=400)]


class RuleWordOut(Shape):
    """A word that books know, in the reader's language."""

    code: str
    title: str


class RuleWordsOut(Shape):
    """All words that a form offers."""

    categories: list[RuleWordOut]
    slots: list[RuleWordOut]
    kinds: list[RuleWordOut]
    since: list[RuleWordOut]
    day_one: list[RuleWordOut]
    specimens: list[RuleWordOut]
    acts: list[RuleWordOut]
    needs: list[RuleWordOut]
    layers: list[RuleWordOut]

    @classmethod
    def told(cls, language: str) -> "RuleWordsOut":
        """In a language."""
        return cls(
            categories=_words("category", PersonCategory, language),
            slots=_words("slot", Slot, language),
            kinds=_words("kind", MeasureKind, language),
            since=_words("since", CountedFrom, language),
            day_one=_words("day_one", DayOne, language),
            specimens=_words("specimen", Specimen, language),
            acts=_words("act", FirstAct, language),
            needs=_words("need", ReleaseNeed, language),
            layers=_words("layer", [one.name.lower() for one in BookLayer], language),
        )


class RuleBookOut(Shape):
    """A book of the shelf: `own` is the street's version; `open` counts figures that nobody confirmed."""

    code: str
    title: str
    layer: str
    layer_title: str
    area: str
    since: date
    until: date | None
    status: BookStatus
    source: str
    note: str
    ends: list[str]
    own: UUID | None
    in_force: bool
    open: int

    @classmethod
    def of(cls, one: OnShelf, language: str) -> "RuleBookOut":
        """In the reader's language."""
        book = one.book
        layer = book.layer.name.lower()
        return cls(
            code=book.code,
            title=book.title[language],
            layer=layer,
            layer_title=say(f"word.rulebooks.layer.{layer}", language),
            area=book.area,
            since=book.since,
            until=book.until,
            status=book.status,
            source=book.source,
            note=book.note.get(language, ""),
            ends=[category_name(c, language) for c in PersonCategory if c in book.ends],
            own=one.row,
            in_force=one.in_force,
            open=one.open,
        )


class RuleFigureOut(Shape):
    """A figure that was unconfirmed: who compared it with which paper, empty while nobody did."""

    name: str
    title: str
    value: str
    paper: str
    checked_by: str
    post: Post | None
    checked_at: datetime | None

    @classmethod
    def of(cls, one: FigureTold, language: str) -> "RuleFigureOut":
        """In the reader's language."""
        check = one.check
        return cls(
            name=one.name,
            title=figure_name(one.name, language),
            value=one.value,
            paper=check.paper if check else "",
            checked_by=check.account_name if check else "",
            post=Post(check.post) if check else None,
            checked_at=check.at if check else None,
        )


class RuleEntryOut(Shape):
    """What holds in a slot, in words, by which paper."""

    slot: Slot
    title: str
    words: str
    book: str
    book_title: str
    source: str
    figures: list[RuleFigureOut]


class RuleOut(Shape):
    """The rule for a category on a day."""

    category: PersonCategory
    title: str
    ended_by: str
    entries: list[RuleEntryOut]
    outweighed: list[str]
    contradictions: list[str]

    @classmethod
    def of(cls, rule: Rule, told: DayTold, language: str) -> "RuleOut":
        """In the reader's language."""
        titles = {code: one[language] for code, one in told.titles.items()}
        return cls(
            category=rule.category,
            title=category_name(rule.category, language),
            ended_by=titles.get(rule.ended_by, rule.ended_by),
            entries=[
                RuleEntryOut(
                    slot=slot,
                    title=slot_name(slot, language),
                    words=entry_words(slot, entry, language),
                    book=entry.book,
                    book_title=titles.get(entry.book, entry.book),
                    source=entry.source,
                    figures=[
                        RuleFigureOut.of(one, language)
                        for one in told.figures.get((entry.book, rule.category, slot), ())
                    ],
                )
                for slot, entry in rule.entries.items()
            ],
            outweighed=outweighed_words(rule, titles, language),
            contradictions=[
                contradiction_words(one, titles, language) for one in rule.contradictions
            ],
        )


class RuleDayOut(Shape):
    """A street's books, and what holds on a day."""

    day: date
    division: str
    books: list[RuleBookOut]
    rules: list[RuleOut]
    writes: bool
    reviews: bool


class RuleSlotChangeOut(Shape):
    """A slot before and after, in words."""

    slot: str
    title: str
    before: str
    after: str
    before_book: str
    after_book: str


class RuleChangeOut(Shape):
    """A category before and after: `before` and `after` are said of the whole rule, where something is."""

    category: str
    title: str
    before: str
    after: str
    slots: list[RuleSlotChangeOut]


class RuleSpanOut(Shape):
    """Days of determination with the same changes; `until` is the first day after them."""

    since: date
    until: date | None
    changes: list[RuleChangeOut]


class RuleEffectOut(Shape):
    """What changes, and its mark."""

    digest: str
    spans: list[RuleSpanOut]

    @classmethod
    def of(cls, spans: Iterable[ChangeSpan], digest: str, language: str) -> "RuleEffectOut":
        """In the reader's language."""
        return cls(digest=digest, spans=told_spans(effect_words(spans, language)))


class BookTrialOut(Shape):
    """A text tried: what it says, or what is wrong with it at which line, and what it would change."""

    text: str
    plain: dict[str, Any] | None
    code: str
    problem: str
    line: int | None
    where: str
    effect: RuleEffectOut | None


class BookVersionRow(Shape):
    """A version of a street's book in a list."""

    id: UUID
    version: int
    code: str
    number: int
    title: str
    layer_title: str
    since: date
    until: date | None
    state: BookState
    writer: str
    updated_at: datetime
    new: bool = False

    @classmethod
    def of(cls, row: StreetBook, language: str, *, new: bool) -> "BookVersionRow":
        """From its row; `new`: its reader has not read what was decided of it."""
        return cls(**_row(row, language), new=new)


class BookStepOut(Shape):
    """What was done to a version."""

    kind: BookStepKind
    name: str
    post: Post
    at: datetime
    reason: str
    day: str
    spans: list[RuleSpanOut]

    @classmethod
    def of(cls, step: BookStep, language: str) -> "BookStepOut":
        """With the changes as they were shown."""
        shown = step.content.get("effect", {}).get(language, [])
        return cls(
            kind=BookStepKind(step.kind),
            name=step.account_name,
            post=Post(step.post),
            at=step.at,
            reason=step.reason,
            day=step.content.get("day", ""),
            spans=told_spans(shown),
        )


class BookVersionOut(BookVersionRow):
    """A version whole. `effect` is what accepting, or withdrawing, it would change; None where nothing is open.

    `mine`: the reader wrote it, or asked for its withdrawal, so somebody else decides.
    """

    text: str
    plain: dict[str, Any]
    source: str
    end_day: date | None
    mine: bool
    may_write: bool
    may_review: bool
    effect: RuleEffectOut | None
    steps: list[BookStepOut]

    @classmethod
    def whole(
        cls, row: StreetBook, actor: Actor, effect: RuleEffectOut | None, language: str
    ) -> "BookVersionOut":
        """From its row, for a reader."""
        steps = list(row.steps.order_by("at", "id"))
        asked = [one.content["day"] for one in steps if one.kind == BookStepKind.END_ASKED]
        ending = row.state in (BookState.ENDING, BookState.WITHDRAWN)
        return cls(
            **_row(row, language),
            text=row.text,
            plain=plain_of(row.text),
            source=own_book(row).source,
            end_day=date.fromisoformat(asked[-1]) if ending else None,
            mine=(
                actor.account_id == row.end_asked_by
                if row.state == BookState.ENDING
                else actor.account_id in row.writers
            ),
            may_write=actor.may(Permission.RULEBOOKS_WRITE),
            may_review=actor.may(Permission.RULEBOOKS_REVIEW),
            effect=effect,
            steps=[BookStepOut.of(one, language) for one in steps],
        )


def told_spans(words: Iterable[Mapping[str, Any]]) -> list[RuleSpanOut]:
    """Spans from plain values."""
    return [RuleSpanOut.model_validate(one) for one in words]


def _row(row: StreetBook, language: str) -> dict[str, Any]:
    book = own_book(row)
    layer = book.layer.name.lower()
    return {
        "id": row.pk,
        "version": row.version,
        "code": row.code,
        "number": row.number,
        "title": book.title[language],
        "layer_title": say(f"word.rulebooks.layer.{layer}", language),
        "since": book.since,
        "until": book.until,
        "state": BookState(row.state),
        "writer": row.writer_name,
        "updated_at": row.updated_at,
    }


def _words(kind: str, codes: Iterable[str], language: str) -> list[RuleWordOut]:
    return [
        RuleWordOut(code=str(one), title=say(f"word.rulebooks.{kind}.{one}", language))
        for one in codes
    ]
