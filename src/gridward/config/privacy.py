"""Which personal data the house keeps, as people read of it: for the console and the pages of the documentation."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest
from ninja import Schema

from gridward.kernel.declaring import Audience, Declared, Field, Purpose, all_fields, table_label
from gridward.kernel.http import answers, door, language_of
from gridward.kernel.texts import say

router = door("privacy")
OF_RESIDENTS = frozenset(
    {"register.Household", "register.Resident", "register.ResidentPhone", "register.Vehicle"}
)
"""Tables that the notice to residents covers; epidemic facts have a notice of their own."""
DERIVED = frozenset({"sort_key", "grams"})
"""Made from a name so that it can be sorted and found: residents are told of the name."""


class PersonalFieldOut(Schema):
    """One field with its declaration in words."""

    column: str
    label: str
    purpose: str
    basis: str
    audience: str
    retention: str
    sensitive: bool


class PersonalTableOut(Schema):
    """A table with its personal fields."""

    table: str
    label: str
    fields: list[PersonalFieldOut]


class NoticeLineOut(Schema):
    """A line of the notice to residents: fields kept for one purpose, read by the same people, equally long."""

    purpose: str
    fields: list[str]
    audience: str
    retention: str


class PrivacyOut(Schema):
    """Everything declared, and the lines of the notice to residents."""

    tables: list[PersonalTableOut]
    notice: list[NoticeLineOut]


@dataclass(frozen=True)
class Words:
    """A declaration in the reader's language."""

    purpose: str
    basis: str
    audience: str
    retention: str
    sensitive: bool

    @classmethod
    def of(cls, declared: Declared, language: str) -> "Words":
        """From the catalogues."""

        def word(kind: str, name: str) -> str:
            return say(f"word.data.{kind}.{name.lower()}", language)

        return cls(
            purpose=word("purpose", declared.purpose.name),
            basis=word("basis", declared.basis.name),
            audience=word("audience", declared.audience.name),
            retention=word("retention", declared.retention.name),
            sensitive=declared.sensitive,
        )


@router.get("", response=answers(PrivacyOut))
def get_privacy(request: HttpRequest) -> PrivacyOut:
    """Purpose, basis, audience and retention of every personal field; for everybody who is signed in."""
    language = language_of(request)
    return PrivacyOut(tables=tables(language), notice=notice(language))


def by_table() -> dict[str, list[Field]]:
    """The fields of each table that has any."""
    found: dict[str, list[Field]] = defaultdict(list)
    for field in all_fields():
        found[field.table].append(field)
    return dict(found)


def tables(language: str) -> list[PersonalTableOut]:
    """Every table in words."""
    return [
        PersonalTableOut(
            table=table,
            label=table_label(table, language),
            fields=[
                PersonalFieldOut(
                    column=one.column,
                    label=one.label(language),
                    **vars(Words.of(one.declared, language)),
                )
                for one in fields
            ],
        )
        for table, fields in by_table().items()
    ]


def notice(language: str) -> list[NoticeLineOut]:
    """What residents are told, each field once; what is kept for finding alone goes with its field."""
    lines: dict[tuple[Purpose, str, str], dict[str, None]] = defaultdict(dict)
    for field in all_fields():
        if field.column in DERIVED or field.declared.audience is Audience.NOBODY:
            continue
        if field.table in OF_RESIDENTS:
            words = Words.of(field.declared, language)
            key = (field.declared.purpose, words.audience, words.retention)
            lines[key].setdefault(field.label(language))
    order = list(Purpose)
    return [
        NoticeLineOut(
            purpose=say(f"word.data.purpose.{purpose.name.lower()}", language),
            fields=list(fields),
            audience=audience,
            retention=retention,
        )
        for (purpose, audience, retention), fields in sorted(
            lines.items(), key=lambda line: order.index(line[0][0])
        )
    ]
