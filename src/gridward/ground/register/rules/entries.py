"""Reading what people entered by hand: canonical values, or a problem that names the field."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from gridward.ground.register.problems import (
    BirthContradicts,
    BirthInFuture,
    DocumentForm,
    IndustryUnknown,
    NameMissing,
    SexContradicts,
)
from gridward.ground.register.terms.people import DocumentKind, Sex
from gridward.kernel.codes import document, identity_number, phone, plate
from gridward.kernel.codes.text import tidy
from gridward.kernel.problems import Problem

LOCAL_AREA_CODE = "0791"
_OTHER_DOCUMENT = re.compile(r"[0-9A-Z-]{3,30}", re.ASCII)
_INDUSTRIES = frozenset("ABCDEFGHIJKLMNOPQRST")
_KINDS: dict[DocumentKind, tuple[document.Kind, ...]] = {
    DocumentKind.IDENTITY_CARD: ("identity_card",),
    DocumentKind.RESIDENCE_PERMIT: ("residence_permit",),
    DocumentKind.PASSPORT: ("cn_passport", "foreign_passport"),
    DocumentKind.HK_MACAO_PERMIT: ("hk_macao_permit",),
    DocumentKind.TAIWAN_PERMIT: ("taiwan_permit",),
    DocumentKind.FOREIGN_RESIDENT: ("permanent_residence_card",),
}
_TELLING = (DocumentKind.IDENTITY_CARD, DocumentKind.RESIDENCE_PERMIT)


@contextmanager
def at(name: str | int) -> Iterator[None]:
    """A problem raised inside names its field, outer names first: `residents.0.document`."""
    try:
        yield
    except Problem as problem:
        inner = problem.details.get("field")
        problem.details["field"] = f"{name}.{inner}" if inner else str(name)
        raise


@dataclass(frozen=True)
class Identity:
    """What is kept of a document, with the birth and sex that follow from it or were entered."""

    number: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    sex: Sex


def read_name(text: str) -> str:
    """A name in half width with single spaces; raises NameMissing."""
    name = " ".join(normalize("NFKC", text).split())
    if not name:
        with at("name"):
            raise NameMissing
    return name


def read_identity(
    kind: DocumentKind, text: str, *, sex: Sex, birth_date: date | None, today: date
) -> Identity:
    """The canonical number, birth date and sex; an empty text keeps what was entered.

    Raises SexContradicts or BirthContradicts when the number says otherwise, BirthInFuture, and
    the problems of `kernel.codes`, each naming its field.
    """
    with at("birth_date"):
        if birth_date and birth_date > today:
            raise BirthInFuture
    if not text.strip():
        return Identity("", birth_date, sex)
    with at("document"):
        number = read_document(kind, text, today)
    if kind not in _TELLING:
        return Identity(number, birth_date, sex)
    return _agreeing(identity_number.parse(number, today=today), sex, birth_date)


def _agreeing(told: identity_number.IdentityNumber, sex: Sex, birth_date: date | None) -> Identity:
    with at("birth_date"):
        if birth_date not in (None, told.birth):
            raise BirthContradicts
    with at("sex"):
        if sex not in (Sex.UNKNOWN, told.sex):
            raise SexContradicts
    return Identity(told.number, told.birth, Sex(told.sex))


def read_document(kind: DocumentKind, text: str, today: date) -> str:
    """The canonical number of a document; raises a problem of `kernel.codes` or DocumentForm."""
    refused: Problem = DocumentForm()
    for form in _KINDS.get(kind, ()):
        try:
            return document.parse(text, form, today=today).number
        except Problem as problem:
            refused = problem
    number = tidy(text)
    if kind is DocumentKind.OTHER and _OTHER_DOCUMENT.fullmatch(number):
        return number
    raise refused


def read_phones(texts: Sequence[str]) -> list[phone.Phone]:
    """Each number once; empty lines are passed over; a problem names `phones.<place>`."""
    found: dict[str, phone.Phone] = {}
    for place, text in enumerate(texts):
        with at("phones"), at(place):
            if text.strip():
                one = read_phone(text)
                found[one.e164] = one
    return list(found.values())


def read_phone(text: str) -> phone.Phone:
    """One number, a local one with the area code of the city."""
    return phone.parse(text, area_code=LOCAL_AREA_CODE)


def read_plates(texts: Sequence[str]) -> list[str]:
    """Each plate once, without separators; a problem names `plates.<place>`."""
    found: dict[str, None] = {}
    for place, text in enumerate(texts):
        with at("plates"), at(place):
            if text.strip():
                found[plate.parse(text).number] = None
    return list(found)


def read_industry(text: str) -> str:
    """The section letter of GB/T 4754-2017, or nothing."""
    letter = tidy(text)
    if letter and letter not in _INDUSTRIES:
        with at("industry"):
            raise IndustryUnknown(industry=text)
    return letter
