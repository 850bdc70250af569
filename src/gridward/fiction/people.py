"""Households and the people in them, by plausible laws of size, age and kinship."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.chance import Weighted
from gridward.fiction.names import full_name, surname
from gridward.fiction.numbers import Clerk, old_form
from gridward.fiction.terms import FictionalPerson

SEXES = ("male", "female")
_OTHER = {"male": "female", "female": "male"}


@dataclass(frozen=True, slots=True)
class Role:
    """A place in a household; `kin` bear the head's family name."""

    relation: str
    sex: str
    age: int
    kin: bool


Family = list[Role]


def _head(sex: str, age: int) -> Role:
    return Role("户主", sex, age, kin=True)


def _spouse(head: Role, rng: Random) -> Role:
    return Role("配偶", _OTHER[head.sex], max(22, head.age + rng.randint(-4, 3)), kin=False)


def _children(head: Role, count: int, rng: Random) -> Iterator[Role]:
    kin = head.sex == "male"
    for _ in range(count):
        age = head.age - rng.randint(23, 35)
        if 0 <= age < 45:
            sex = rng.choice(SEXES)
            yield Role("子" if sex == "male" else "女", sex, age, kin)


def _parents(head: Role, rng: Random) -> Family:
    age = head.age + rng.randint(23, 32)
    father, mother = Role("父亲", "male", age, kin=True), Role("母亲", "female", age - 2, kin=False)
    return rng.choice(([father, mother], [mother]))


def _single(rng: Random) -> Family:
    return [_head(rng.choice(SEXES), rng.randint(20, 45))]


def _single_old(rng: Random) -> Family:
    age = rng.randint(66, 92) + rng.choice((0, 0, 0, 0, 11))
    return [_head(rng.choice(("male", "female", "female")), age)]


def _couple(rng: Random) -> Family:
    head = _head("male" if rng.random() < 0.75 else "female", rng.randint(25, 58))
    return [head, _spouse(head, rng)]


def _old_couple(rng: Random) -> Family:
    head = _head("male", rng.randint(62, 88))
    return [head, _spouse(head, rng)]


def _nuclear(rng: Random) -> Family:
    head = _head("male" if rng.random() < 0.8 else "female", rng.randint(26, 60))
    return [head, _spouse(head, rng), *_children(head, rng.choice((1, 1, 1, 2, 2, 3)), rng)]


def _three_generations(rng: Random) -> Family:
    head = _head("male", rng.randint(28, 52))
    return [
        head,
        _spouse(head, rng),
        *_children(head, rng.randint(1, 2), rng),
        *_parents(head, rng),
    ]


def _single_parent(rng: Random) -> Family:
    head = _head(rng.choice(("male", "female", "female")), rng.randint(28, 52))
    return [head, *_children(head, rng.randint(1, 2), rng)]


def _grandchildren(rng: Random) -> Family:
    head = _head("male", rng.randint(56, 74))
    sex = rng.choice(SEXES)
    grandchild = Role("孙子" if sex == "male" else "孙女", sex, rng.randint(1, 15), kin=True)
    return [head, _spouse(head, rng), grandchild]


def _sharers(rng: Random) -> Family:
    others = [
        Role("合租人", rng.choice(SEXES), rng.randint(19, 40), kin=False)
        for _ in range(rng.randint(1, 3))
    ]
    return [*_single(rng), *others]


_FAMILIES: Weighted[Callable[[Random], Family]] = Weighted(
    {
        _single: 11,
        _single_old: 8,
        _couple: 13,
        _old_couple: 11,
        _nuclear: 33,
        _three_generations: 12,
        _single_parent: 4,
        _grandchildren: 3,
        _sharers: 5,
    }
)
_TENURES = Weighted({"owner": 70, "rented": 26, "lent": 4})
_TRAVEL_DOCUMENTS = Weighted({"hk_macao_permit": 4, "taiwan_permit": 3, "passport": 3})
_ODD_NOTES = ("独居老人", "需上门服务", "常年在外务工", "听力不便", "家有孕妇", "拆迁过渡")


def draw_families(persons: int, rng: Random) -> list[Family]:
    """Families of exactly so many persons together; the last one is cut to fit."""
    families = []
    while persons > 0:
        family = _FAMILIES.draw(rng)(rng)[:persons]
        persons -= len(family)
        families.append(family)
    return families


def tenure_of(family: Family, rng: Random) -> str:
    """居住类型; who shares a flat rents it."""
    return "rented" if family[-1].relation == "合租人" else _TENURES.draw(rng)


@dataclass(slots=True)
class Registrar:
    """Turns the roles of a family into people with names, papers and phones."""

    rng: Random
    clerk: Clerk
    today: date
    employers: Sequence[str]

    def people(self, household_key: str, grid_code: str, family: Family) -> list[FictionalPerson]:
        """The members of one household, the head first."""
        name = surname(self.rng)
        return [
            self._person(f"{household_key}-P{number}", household_key, grid_code, role, name)
            for number, role in enumerate(family, 1)
        ]

    def _person(
        self, key: str, household_key: str, grid_code: str, role: Role, family: str
    ) -> FictionalPerson:
        kind, missing = self._papers(role)
        birth, document = self._document(role, kind)
        document = "" if missing else document
        tested, from_key_area, away = self._situation()
        return FictionalPerson(
            key=key,
            household_key=household_key,
            grid_code=grid_code,
            name=full_name(family if role.kin else surname(self.rng), role.sex, birth, self.rng),
            sex=role.sex,
            birth_date=birth,
            relation=role.relation,
            document_kind=kind,
            document=document,
            document_missing=missing,
            paper_document=self._on_paper(kind, document, birth),
            phones=self._phones(role.age),
            employer=self._employer(role.age),
            note=self.rng.choice(_ODD_NOTES) if self.rng.random() < 0.03 else "",
            tested=tested,
            from_key_area=from_key_area,
            away=away,
        )

    def _papers(self, role: Role) -> tuple[str, str]:
        """The kind of document and why its number is missing, if it is."""
        lot = self.rng.random()
        if role.age == 0 and lot < 0.6:
            return "identity_card", "infant"
        if lot < 0.994:
            return "identity_card", ""
        if lot < 0.996:
            return "identity_card", self.rng.choice(("none_held", "refused", "not_given"))
        return _TRAVEL_DOCUMENTS.draw(self.rng), ""

    def _document(self, role: Role, kind: str) -> tuple[date, str]:
        birth = self._birth(role.age)
        if kind == "identity_card":
            return self.clerk.identity_number(birth, role.sex)
        return birth, self.clerk.travel_document(kind)

    def _birth(self, age: int) -> date:
        """A day that makes the person so many years old today."""
        days = self.rng.randint(1, 364) if age else self.rng.randint(1, 300)
        return self.today - timedelta(days=round(age * 365.2425) + days)

    def _on_paper(self, kind: str, document: str, birth: date) -> str:
        old = document and kind == "identity_card" and birth.year < 1960
        return old_form(document) if old and self.rng.random() < 0.06 else document

    def _phones(self, age: int) -> tuple[str, ...]:
        if age < 12 or (age > 80 and self.rng.random() < 0.4):
            return ()
        second = age >= 18 and self.rng.random() < 0.06
        return (self.clerk.mobile(), self.clerk.mobile()) if second else (self.clerk.mobile(),)

    def _employer(self, age: int) -> str:
        if not 20 <= age < 62:
            return "退休" if age >= 62 and self.rng.random() < 0.5 else ""
        lot = self.rng.random()
        if lot < 0.25 and self.employers:
            return self.rng.choice(self.employers)
        if lot < 0.65:
            stem, trade = (
                self.rng.choice(words.COMPANY_STEMS),
                self.rng.choice(words.COMPANY_TRADES),
            )
            return f"南昌{stem}{trade}有限公司"
        return "自由职业" if lot < 0.75 else ""

    def _situation(self) -> tuple[bool | None, bool | None, str]:
        """Tested, from a key area, where away: known of some people only."""
        tested = self.rng.random() < 0.8 if self.rng.random() < 0.3 else None
        from_key_area = self.rng.random() < 0.04 if self.rng.random() < 0.3 else None
        away = self.rng.choice(("none",) * 97 + ("district", "city", "province"))
        return tested, from_key_area, away
