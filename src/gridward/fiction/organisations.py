"""Organisations of every kind that T2 and R7 name, with contacts and employees (Annex 4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridward.fiction import vocabulary as words
from gridward.fiction.names import any_name
from gridward.fiction.numbers import Clerk
from gridward.fiction.people import SEXES
from gridward.fiction.terms import (
    FictionalContact,
    FictionalEmployee,
    FictionalOrganisation,
    FictionalPerson,
    FictionalSite,
    GridChunk,
)

_MEASURES = (
    *("duty24", "disinfection", "separate_meals", "pledge"),
    *("plan", "masks", "thermometers", "isolation_room"),
)


@dataclass(frozen=True, slots=True)
class _Trade:
    """A kind of organisation: how its credit code begins, its industry, how its name ends."""

    kind: str
    prefix: str
    industry: str
    ending: str = ""


_OF_SITE = {
    "school": _Trade("school", "12", "P"),
    "health_station": _Trade("health_service", "12", "Q"),
    "hospital": _Trade("health_service", "12", "Q"),
    "market": _Trade("market", "91", "F", "管理有限公司"),
    "mall": _Trade("mall", "91", "F"),
    "supermarket": _Trade("supermarket", "91", "F"),
    "public_body": _Trade("public_body", "11", "S"),
    "institution": _Trade("institution", "12", "R"),
    "enterprise": _Trade("enterprise", "91", "C"),
    "social_organisation": _Trade("social_organisation", "51", "S"),
    "construction_site": _Trade("construction_site", "91", "E", "项目部"),
    "hotel": _Trade("hotel", "91", "H"),
    "compound": _Trade("property_manager", "91", "K", "物业服务中心"),
    "other": _Trade("other", "N2", "S", "股份经济合作社"),
}
_OFFICES = (
    _Trade("enterprise", "91", "I", "信息技术有限公司"),
    _Trade("enterprise", "91", "L", "商务咨询有限公司"),
    _Trade("enterprise", "91", "F", "贸易有限公司"),
    _Trade("social_organisation", "52", "S", "社会工作服务中心"),
)
_SHOPS = (
    _Trade("street_shop", "92", "F", "便利店"),
    _Trade("street_shop", "92", "F", "五金店"),
    _Trade("street_shop", "92", "O", "理发店"),
    _Trade("street_shop", "92", "F", "药店"),
    _Trade("restaurant", "92", "H", "拌粉店"),
    _Trade("restaurant", "92", "H", "餐馆"),
)


@dataclass(slots=True)
class Founder:
    """Founds the organisations of one grid."""

    rng: Random
    clerk: Clerk
    today: date

    def found(self, chunk: GridChunk, sites: Sequence[FictionalSite], scale: float) -> None:
        """Fill the chunk with organisations and their contacts; `scale` is 1 for a quiet grid."""
        for site in sites:
            for trade, name, address in self._candidates(site, scale):
                self._open(chunk, site, trade, name, address)

    def _candidates(self, site: FictionalSite, scale: float) -> Iterator[tuple[_Trade, str, str]]:
        address = f"{site.road}{site.house_number}号"
        if site.kind == "street_shops":
            yield from self._several(_SHOPS, site.road, round(2 * scale), address)
        elif site.kind == "office_building":
            yield from self._several(_OFFICES, "南昌", round(4 * scale), address + site.name)
        elif trade := _OF_SITE.get(site.kind):
            yield trade, site.name + trade.ending, address

    def _several(
        self, trades: Sequence[_Trade], place: str, count: int, address: str
    ) -> Iterator[tuple[_Trade, str, str]]:
        for _ in range(count):
            trade = self.rng.choice(trades)
            stem = self.rng.choice(words.COMPANY_STEMS) + self.rng.choice("和兴隆源美家")
            yield trade, f"{place}{stem}{trade.ending}", address

    def _open(
        self, chunk: GridChunk, site: FictionalSite, trade: _Trade, name: str, address: str
    ) -> None:
        code, status = self._credit_code(trade)
        building = next((one.key for one in chunk.buildings if one.site_key == site.key), None)
        open_, filed = self.rng.random() < 0.93, self.rng.random() < 0.8
        organisation = FictionalOrganisation(
            key=f"{chunk.grid_code}-O{len(chunk.organisations) + 1:03d}",
            grid_code=chunk.grid_code,
            site_key=site.key,
            building_key=building,
            kind=trade.kind,
            name=name,
            address_text=address,
            longitude=site.longitude,
            latitude=site.latitude,
            legal_representative=self._somebody(),
            phone=self.clerk.mobile(),
            credit_code=code,
            credit_code_status=status,
            industry=trade.industry,
            trading="open" if open_ else "suspended",
            resumption_filed=filed if self.rng.random() < 0.7 else None,
            measures=tuple(one for one in _MEASURES if self.rng.random() < 0.6),
        )
        chunk.organisations.append(organisation)
        chunk.contacts.extend(self._contacts(organisation))

    def _credit_code(self, trade: _Trade) -> tuple[str, str]:
        """Small shops may have no code or one with a slip of the pen."""
        code = self.clerk.credit_code(trade.prefix)
        lot = self.rng.random()
        if trade.kind == "street_shop" and lot < 0.15:
            return "", "none"
        if lot > 0.98:
            return code[:-1] + ("1" if code[-1] != "1" else "2"), "invalid"
        return code, "valid"

    def _contacts(self, organisation: FictionalOrganisation) -> Iterator[FictionalContact]:
        roles = ("lead",) if organisation.kind == "street_shop" else ("lead", "temp", "medical")
        for role in roles:
            if role != "medical" or self.rng.random() < 0.5:
                phone = self.clerk.mobile()
                yield FictionalContact(
                    organisation.key, organisation.grid_code, role, self._somebody(), phone
                )

    def _somebody(self) -> str:
        return any_name(self.rng.choice(SEXES), self.today - timedelta(days=15_000), self.rng)


@dataclass(slots=True)
class Employer:
    """Staffs the organisations of one grid with residents who work there, and outsiders."""

    rng: Random
    clerk: Clerk
    today: date

    def hire(self, chunk: GridChunk) -> None:
        """Fill the chunk with employees."""
        addresses = {one.key: one.address_text for one in chunk.households}
        by_name = {one.name: one for one in chunk.organisations}
        for person in chunk.persons:
            if organisation := by_name.get(person.employer):
                address = addresses[person.household_key]
                chunk.employees.append(self._resident(organisation, person, address))
        for organisation in chunk.organisations:
            for number in range(self.rng.randint(0, 5)):
                chunk.employees.append(self._outsider(organisation, number))

    def _resident(
        self, organisation: FictionalOrganisation, person: FictionalPerson, address: str
    ) -> FictionalEmployee:
        fever, key_person = self._situation()
        return FictionalEmployee(
            key=f"{organisation.key}-{person.key}",
            organisation_key=organisation.key,
            grid_code=organisation.grid_code,
            person_key=person.key,
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            document_kind=person.document_kind,
            document=person.document,
            document_missing=person.document_missing,
            phone=person.phones[0] if person.phones else "",
            address_text=address,
            fever=fever,
            key_person=key_person,
        )

    def _outsider(self, organisation: FictionalOrganisation, number: int) -> FictionalEmployee:
        sex = self.rng.choice(SEXES)
        birth = self.today - timedelta(days=self.rng.randint(19 * 365, 60 * 365))
        birth, document = self.clerk.identity_number(birth, sex)
        fever, key_person = self._situation()
        return FictionalEmployee(
            key=f"{organisation.key}-E{number + 1}",
            organisation_key=organisation.key,
            grid_code=organisation.grid_code,
            person_key=None,
            name=any_name(sex, birth, self.rng),
            sex=sex,
            birth_date=birth,
            document_kind="identity_card",
            document=document,
            document_missing="",
            phone=self.clerk.mobile(),
            address_text=self.rng.choice(words.ELSEWHERE),
            fever=fever,
            key_person=key_person,
        )

    def _situation(self) -> tuple[bool | None, str]:
        """Fever and key person, known of some people only."""
        fever = self.rng.random() < 0.01 if self.rng.random() < 0.3 else None
        key_person = self.rng.choice(("",) * 97 + ("risk_area", "city_key_area", "other_returnee"))
        return fever, key_person
