"""One person as a row of a roster tells it: values in canonical form, and what is wrong or odd about them.

A wrong identity number refuses the person, since a wrong number is worse than none. A wrong phone or plate is left
out and told, since it must not lose the person. Age never becomes a birth: it is kept as a note.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from gridward.ground.register.rules.roster import cell_values as say
from gridward.ground.register.rules.roster.reasons import Reason
from gridward.ground.register.terms.people import Away, DocumentKind, DocumentMissing, Sex, Tenure
from gridward.kernel.codes import document, identity_number, phone, plate
from gridward.kernel.codes.text import tidy_cell
from gridward.kernel.problems import Problem
from gridward.kernel.sheets.cells import Cell, squeeze

Cells = Mapping[str, Sequence[Cell]]
"""What a row holds, by field; a field with several columns has several cells, none of them blank."""

AREA_CODE: Final = "0791"
LONGEST_NAME: Final = 60
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[·.\s'’-])*", re.UNICODE)
_NAME_REMARK = re.compile(r"[(（【\[](.*?)[)）】\]]")
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U000323af])\s+(?=[\u3400-\u9fff\U00020000-\U000323af])"
)
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅﹒", "·"))
_PLATE_SEPARATORS = re.compile(r"[/、,，;；|\n]|\s{2,}")
_VACANT: Final = frozenset(
    [
        "空户",
        "空置",
        "空房",
        "无人",
        "无人居住",
        "空关",
        "未入住",
        "空",
        "空置房",
        "未住人",
        "无人住",
        "空挂",
    ]
)
_TELLING: Final = ("cn_passport", "hk_macao_permit", "permanent_residence_card", "residence_permit")
_STORED_KINDS: Final = {
    "identity_card": DocumentKind.IDENTITY_CARD,
    "residence_permit": DocumentKind.RESIDENCE_PERMIT,
    "hk_macao_permit": DocumentKind.HK_MACAO_PERMIT,
    "taiwan_permit": DocumentKind.TAIWAN_PERMIT,
    "permanent_residence_card": DocumentKind.FOREIGN_RESIDENT,
    "cn_passport": DocumentKind.PASSPORT,
    "foreign_passport": DocumentKind.PASSPORT,
}
_KINDS_TO_TRY: Final[Mapping[DocumentKind, tuple[document.Kind, ...]]] = {
    DocumentKind.RESIDENCE_PERMIT: ("residence_permit",),
    DocumentKind.HK_MACAO_PERMIT: ("hk_macao_permit",),
    DocumentKind.TAIWAN_PERMIT: ("taiwan_permit",),
    DocumentKind.FOREIGN_RESIDENT: ("permanent_residence_card",),
    DocumentKind.PASSPORT: ("cn_passport", "foreign_passport"),
}
_FOREIGN_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,9}", re.ASCII)
RELATION_TO_HEAD: Final = frozenset({"户主", "本人", "户主本人", "户 主"})


@dataclass(slots=True)
class ParsedPerson:
    """A person of one row. Empty text, UNKNOWN and None mean that the row does not say."""

    name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: date | None = None
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document: str = ""
    document_missing: DocumentMissing = DocumentMissing.NOT_MISSING
    phones: tuple[str, ...] = ()
    relation: str = ""
    employer: str = ""
    plates: tuple[str, ...] = ()
    note: str = ""
    tested: bool | None = None
    key_area: bool | None = None
    away: Away | None = None
    tenure: Tenure = Tenure.UNKNOWN
    vacant: bool = False
    problems: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    def is_head(self) -> bool:
        """Whether the row says that this is the head of the household."""
        return self.relation in RELATION_TO_HEAD


class RowReader:
    """Reads rows of one file; `today` bounds births."""

    def __init__(self, today: date) -> None:
        self._today = today

    def read(self, cells: Cells) -> ParsedPerson:
        """The person of a row; `problems` is empty when the person can be registered."""
        person = ParsedPerson()
        for name, values in cells.items():
            reader = _READERS.get(name)
            if reader is not None:
                reader(person, values)
        self._read_document(person, cells)
        self._read_birth(person, cells)
        if not person.name and not person.vacant and not person.problems:
            person.problems += (Reason("roster.name_missing"),)
        return person

    def _read_document(self, person: ParsedPerson, cells: Cells) -> None:
        typed: Cell = next(iter(cells.get("document", ())), "")
        missing = say.document_missing_of(typed) if isinstance(typed, str) else None
        if typed == "" or missing is not None:
            person.document_missing = missing or DocumentMissing.NOT_GIVEN
            return
        kind_words = say.words(next(iter(cells.get("document_kind", ())), ""))
        try:
            self._identify(person, typed, say.document_kind_of(kind_words) if kind_words else None)
        except Problem as problem:
            person.problems += (Reason.of(problem),)

    def _identify(self, person: ParsedPerson, typed: Cell, kind: DocumentKind | None) -> None:
        value = typed if isinstance(typed, str | float | int) else say.words(typed)
        tries = _KINDS_TO_TRY.get(kind, ()) if kind else _recognised(value)
        if not tries:
            self._take_identity_number(person, value)
            return
        known = _first_that_fits(value, tries, self._today)
        if known.kind in ("identity_card", "residence_permit"):
            self._take_identity_number(person, value)
        person.document, person.document_kind = known.number, _STORED_KINDS[known.kind]

    def _take_identity_number(self, person: ParsedPerson, value: str | float) -> None:
        known = identity_number.parse(value, today=self._today)
        person.document = known.number
        if known.kind != "citizen":
            person.document_kind = DocumentKind.RESIDENCE_PERMIT
        for warning in known.warnings:
            person.warnings += (Reason(f"identity_number.{warning}"),)
        told = person.sex
        person.sex, person.birth = Sex(known.sex), known.birth
        if told is not Sex.UNKNOWN and told is not person.sex:
            person.warnings += (Reason("roster.sex_differs"),)

    def _read_birth(self, person: ParsedPerson, cells: Cells) -> None:
        for cell in cells.get("birth", ()):
            self._take_birth(person, cell)
        if person.birth is None:
            for cell in cells.get("age", ()):
                age = say.age_of(say.words(cell))
                if age is not None:
                    person.note = _joined(person.note, f"登记时{age}岁")

    def _take_birth(self, person: ParsedPerson, cell: Cell) -> None:
        told = say.day_of(cell)
        if told is None or told > self._today:
            if not say.is_nothing(say.words(cell)) and person.birth is None:
                person.warnings += (Reason("roster.birth_unread"),)
        elif person.birth is None:
            person.birth = told
        elif told != person.birth:
            person.warnings += (Reason("roster.birth_differs"),)


def _recognised(value: str | float) -> tuple[document.Kind, ...]:
    """Kinds that a number tells by itself; a number of digits alone is an identity number, right or wrong."""
    if not isinstance(value, str) or value[:1].isdecimal():
        return ("permanent_residence_card",) if _is_permanent_card(value) else ()
    kinds = document.recognise(value)
    telling = tuple(kind for kind in kinds if kind in _TELLING)
    if (
        not telling
        and "foreign_passport" in kinds
        and _FOREIGN_PASSPORT.fullmatch(tidy_cell(value))
    ):
        return ("foreign_passport",)
    return telling[:1]


def _is_permanent_card(value: str | float) -> bool:
    return isinstance(value, str) and value.startswith("9") and len(value) == 18


def _first_that_fits(
    value: str | float, kinds: Sequence[document.Kind], today: date
) -> document.Document:
    for kind in kinds[:-1]:
        try:
            return document.parse(value, kind, today=today)
        except document.WrongForm:
            continue
    return document.parse(value, kinds[-1], today=today)


# -- one reader for each field ---------------------------------------------------------------------


def _read_name(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    text = say.words(cells[0])
    plain = squeeze(text)
    if plain in _VACANT:
        person.vacant = True
        return
    if say.is_nothing(plain):
        return
    name, remark = _tidy_name(text)
    if remark in RELATION_TO_HEAD:
        person.relation = person.relation or "户主"
    elif remark:
        person.note = _joined(person.note, remark)
    if _NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
        person.name = name
    else:
        person.problems += (Reason("roster.name_form"),)


@lru_cache(maxsize=65536)
def _tidy_name(text: str) -> tuple[str, str]:
    remark = _NAME_REMARK.search(text)
    bare = _NAME_REMARK.sub("", text).strip().translate(_DOTS).replace("．", "·")
    return _BETWEEN_HAN.sub("", bare).strip(" *＊"), remark[1].strip() if remark else ""


def _read_sex(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.sex = say.sex_of(say.words(cells[0]))


def _read_phones(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    found: list[str] = []
    for cell in cells:
        if isinstance(cell, str) and _MOBILE.fullmatch(cell):
            found.append(f"+86{cell}")
        elif not (isinstance(cell, str) and say.is_nothing(cell)):
            found.extend(_phones_of(person, cell))
    person.phones = tuple(dict.fromkeys(found))


def _phones_of(person: ParsedPerson, cell: Cell) -> Iterable[str]:
    value = cell if isinstance(cell, str | float | int) else say.words(cell)
    for answer in phone.parse_many(value, area_code=AREA_CODE):
        if isinstance(answer, Problem):
            person.warnings += (Reason.of(answer),)
        else:
            yield f"{answer.e164}转{answer.extension}" if answer.extension else answer.e164


def _read_plates(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    found: list[str] = []
    for cell in cells:
        for piece in _PLATE_SEPARATORS.split(say.words(cell)):
            if piece.strip() and not say.is_nothing(piece):
                found.extend(_plate_of(person, piece))
    person.plates = tuple(dict.fromkeys(found))


def _plate_of(person: ParsedPerson, piece: str) -> Iterable[str]:
    try:
        yield plate.parse(piece).number
    except plate.PlateProblem as problem:
        if problem.code != "plate.empty":
            person.warnings += (Reason.of(problem),)


def _read_relation(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    text = _kept(cells)
    person.relation = "户主" if text in RELATION_TO_HEAD else text[:20] or person.relation


def _read_employer(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.employer = _kept(cells)[:100]


def _read_note(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    for cell in cells:
        text = say.words(cell)
        if text and not say.is_nothing(text):
            person.note = _joined(person.note, text)


def _read_tenure(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.tenure = say.tenure_of(say.words(cells[0]))


def _read_tested(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.tested = say.yes_or_no(say.words(cells[0]))


def _read_key_area(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.key_area = say.yes_or_no(say.words(cells[0]))


def _read_away(person: ParsedPerson, cells: Sequence[Cell]) -> None:
    person.away = say.away_of(say.words(cells[0]))


def _kept(cells: Sequence[Cell]) -> str:
    text = say.words(cells[0])
    return "" if say.is_nothing(text) else text


def _joined(text: str, more: str) -> str:
    if not text or more in text:
        return text or more[:500]
    return f"{text}；{more}"[:500]


_READERS: Final = {
    "name": _read_name,
    "sex": _read_sex,
    "phone": _read_phones,
    "plate": _read_plates,
    "relation": _read_relation,
    "employer": _read_employer,
    "note": _read_note,
    "tenure": _read_tenure,
    "tested": _read_tested,
    "key_area": _read_key_area,
    "away": _read_away,
}
