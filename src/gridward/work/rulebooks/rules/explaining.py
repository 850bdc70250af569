"""A rule in words: what holds, by which paper, what nobody has confirmed, and what lies beneath."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date

from gridward.kernel.texts import say
from gridward.work.rulebooks.terms import (
    Acts,
    Arrival,
    Book,
    Contradiction,
    Counting,
    Entry,
    Lookback,
    Outweighed,
    PersonCategory,
    Phase,
    Planned,
    PlannedPhase,
    Release,
    Rule,
    Slot,
)

_KEY = "rulebooks.rule"


def explained(rule: Rule, books: Iterable[Book], language: str) -> list[str]:
    """Sentences of a rule, in the order in which it is told."""
    titles = {one.code: one.title[language] for one in books}
    return list(_Teller(titles, language).rule(rule))


def planned_words(made: Planned, counted_from: date, language: str) -> list[str]:
    """Sentences of the days that follow, or why none follow."""
    told = [_phase_days(one, language) for one in made.phases]
    told += [_say(f"lack.{one}", language) for one in made.lacks]
    if made.ends is not None:
        told.append(_say("ends", language, day=made.ends, since=counted_from))
    if not told:
        told.append(_say("nothing", language))
    return told


def category_name(category: PersonCategory, language: str) -> str:
    """A category in words."""
    return say(f"word.rulebooks.category.{category}", language)


def slot_name(slot: Slot, language: str) -> str:
    """A slot in words."""
    return say(f"word.rulebooks.slot.{slot}", language)


def figure_name(figure: str, language: str) -> str:
    """A figure in words."""
    return say(f"word.rulebooks.figure.{figure}", language)


def entry_words(slot: Slot, entry: Entry | None, language: str) -> str:
    """What is said in a slot, without its paper."""
    return _say("unsaid", language) if entry is None else _Teller({}, language).said(slot, entry)


def contradiction_words(one: Contradiction, titles: Mapping[str, str], language: str) -> str:
    """Which two books differ in which slot of which category, with what each says."""
    first, second = one.entries
    return _say(
        "against_of",
        language,
        category=category_name(one.category, language),
        slot=slot_name(one.slot, language),
        first=titles.get(first.book, first.book),
        second=titles.get(second.book, second.book),
        said=entry_words(one.slot, first, language),
        other=entry_words(one.slot, second, language),
    )


def outweighed_words(rule: Rule, titles: Mapping[str, str], language: str) -> list[str]:
    """What lies beneath the entries of a rule."""
    teller = _Teller(dict(titles), language)
    return [teller.outweighed(one) for one in rule.outweighed]


def _phase_days(one: PlannedPhase, language: str) -> str:
    words = _say(
        "days",
        language,
        measure=_either(one.kinds, language),
        begins=one.begins,
        ends=one.ends,
        book=one.book,
    )
    if one.tests:
        tests = _list((f"{day:%m-%d}" for day in one.tests), language)
        words += _say("days_tests", language, tests=tests)
    return words


class _Teller:
    """Tells entries in one language."""

    def __init__(self, titles: dict[str, str], language: str) -> None:
        self.titles = titles
        self.language = language

    def rule(self, rule: Rule) -> Iterator[str]:
        """All of it."""
        category = say(f"word.rulebooks.category.{rule.category}", self.language)
        yield self.say("head", category=category, day=rule.day)
        if rule.ended_by:
            yield self.say("ended", book=self.title(rule.ended_by))
            return
        if not rule.entries:
            yield self.say("none")
            return
        for slot, entry in rule.entries.items():
            yield self.entry(slot, entry)
        for two in rule.contradictions:
            names = [self.title(one.book) for one in two.entries]
            yield self.say("against", slot=self.slot(two.slot), first=names[0], second=names[1])
        for one in rule.outweighed:
            yield self.outweighed(one)

    def outweighed(self, one: Outweighed) -> str:
        """What another book lies over."""
        return self.say(
            "outweighed",
            slot=self.slot(one.slot),
            words=self.said(one.slot, one.entry),
            book=self.title(one.entry.book),
            by=self.title(one.by),
        )

    def entry(self, slot: Slot, entry: Entry) -> str:
        """A slot, its paper, and what of it is not confirmed."""
        told = self.say(
            "entry",
            slot=self.slot(slot),
            words=self.said(slot, entry),
            book=self.title(entry.book),
            source=entry.source,
        )
        if not entry.unconfirmed:
            return told
        named = [
            say(f"word.rulebooks.figure.{one.name}", self.language)
            for one in fields(entry.said or Phase)
            if one.name in entry.unconfirmed
        ]
        return told + self.say("unconfirmed", figures=_list(named, self.language))

    def said(self, slot: Slot, entry: Entry) -> str:
        """What is said in a slot."""
        match entry.said:
            case None:
                return self.say("taken_away")
            case Lookback(days):
                return self.days(days)
            case Counting():
                since = say(f"word.rulebooks.since.{entry.said.since}", self.language)
                return self.say(f"counting_{entry.said.day_one}", since=since)
            case Acts():
                return self.acts(entry.said)
            case Release():
                return self.release(entry.said)
            case Arrival():
                return _list(self.arrival(entry.said), self.language)
            case Phase():
                return self.phase(entry.said)

    def acts(self, said: Acts) -> str:
        """What is done at once."""
        words = self.words("act", said.steps)
        if said.celsius is None:
            return words
        return self.say("acts", celsius=said.celsius, steps=words)

    def release(self, said: Release) -> str:
        """What must be shown, and what somebody becomes else."""
        words = self.words("need", said.needs)
        if said.fails_to is None:
            return words
        other = say(f"word.rulebooks.category.{said.fails_to}", self.language)
        return words + self.say("fails_to", category=other)

    def arrival(self, said: Arrival) -> Iterator[str]:
        """What is asked of who arrives."""
        if said.report_days_ahead is not None:
            yield self.say("arrival.report", days=said.report_days_ahead)
        if said.test_hours is not None:
            yield self.say("arrival.test", hours=said.test_hours)
        if said.landing_test:
            yield self.say("arrival.landing")
        if said.tests is not None and said.within_days is not None:
            yield self.say("arrival.tests", tests=said.tests, days=said.within_days)

    def phase(self, said: Phase) -> str:
        """A measure, its days and its tests."""
        words = self.say(
            "phase", measure=_either(said.kinds, self.language), days=self.days(said.days)
        )
        if said.tests:
            numbers = _list(map(str, said.tests), self.language)
            words += self.say("phase_tests", tests=numbers)
        if said.specimen:
            specimen = say(f"word.rulebooks.specimen.{said.specimen}", self.language)
            words += self.say("phase_specimen", specimen=specimen)
        if said.temperatures_a_day:
            words += self.say("phase_temperatures", times=said.temperatures_a_day)
        return words

    def days(self, days: int | None) -> str:
        """A number of days, or that the paper gives none."""
        return self.say("no_days") if days is None else self.say("for_days", days=days)

    def words(self, kind: str, names: Sequence[str]) -> str:
        """Words of a list of the catalogue."""
        return _list(
            (say(f"word.rulebooks.{kind}.{one}", self.language) for one in names), self.language
        )

    def slot(self, slot: Slot) -> str:
        """The name of a slot."""
        return say(f"word.rulebooks.slot.{slot}", self.language)

    def title(self, book: str) -> str:
        """The title of a book."""
        return self.titles.get(book, book)

    def say(self, key: str, **values: object) -> str:
        """A sentence of rules."""
        return _say(key, self.language, **values)


def _either(kinds: Iterable[str], language: str) -> str:
    return _say("or", language).join(say(f"word.rulebooks.kind.{one}", language) for one in kinds)


def _list(words: Iterable[str], language: str) -> str:
    return _say("comma", language).join(words)


def _say(key: str, language: str, **values: object) -> str:
    return say(f"{_KEY}.{key}", language, **values)
