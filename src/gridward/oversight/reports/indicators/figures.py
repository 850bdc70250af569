"""Every figure. Where people were asked and nobody has answered yet, a figure is None: not recorded, which is not 0."""

from gridward.ground.staff.terms import Post
from gridward.oversight.reports.indicators.catalogue import (
    FIGURES,
    Figure,
    Make,
    enter_plain,
    figure,
)
from gridward.oversight.reports.queries.health import ARRIVALS, CHECKS, CODES, KINDS, MEASURES
from gridward.oversight.reports.terms import (
    BASE_KINDS,
    GATE_LEADS,
    Facts,
    Held,
    Owner,
    PlaceKind,
    RowKind,
    Source,
    Unit,
    Value,
)

SMALL = frozenset({*MEASURES, *CODES, *ARRIVALS})
"""Figures of the health of people: small numbers of theirs are hidden from whoever does not look after them."""
SUMS = {"controlled": tuple(KINDS)}
"""A figure that is the sum of others in the same row."""
_FORM, _UNITS = Source.HOUSEHOLD_FORM, Source.ORGANISATION_FORM

# -- what the row itself says

enter_plain(
    {
        "seq": (Unit.NUMBER, Source.TERRITORY, Owner.STREET),
        "community": (Unit.WORDS, Source.TERRITORY, Owner.STREET),
        "grid_name": (Unit.WORDS, Source.TERRITORY, Owner.STREET),
        "grid_code": (Unit.WORDS, Source.TERRITORY, Owner.STREET),
    }
)

# -- territory


@figure(Unit.WORDS, Source.TERRITORY, Owner.COMMUNITY)
def boundary_text(of: Facts) -> Value:
    """四至范围, as entered with the grid."""
    return {side: text for side, text in of.bounds.items() if text} or None


@figure(Unit.GRIDS, Source.TERRITORY, Owner.STREET)
def grids(of: Facts) -> Value:
    """Base grids in force."""
    return of.grids


@figure(Unit.SQUARE_KM, Source.TERRITORY, Owner.STREET)
def area(of: Facts) -> Value:
    """Land inside the boundaries, square kilometres."""
    return None if of.area_m2 is None else round(of.area_m2 / 1e6, 3)


@figure(Unit.BUILDINGS, Source.TERRITORY, Owner.COMMUNITY, RowKind.BUILDING)
def buildings(of: Facts) -> Value:
    """楼栋."""
    return of.count("buildings")


@figure(Unit.DOORS, Source.TERRITORY, Owner.COMMUNITY, RowKind.DWELLING)
def dwellings(of: Facts) -> Value:
    """Residential doors."""
    return of.count("dwellings")


# -- posts


def _names(of: Facts, post: Post) -> Value:
    """At a grid who holds the post, at a sum how many people do; the post of a community by name at the community."""
    held = of.holders.get(post.value) or of.shared_holders.get(post.value, ())
    if of.kind in BASE_KINDS:
        return [_name(one) for one in held] if of.kind is PlaceKind.GRID else None
    return len(of.holders.get(post.value, ()))


def _at_community(of: Facts, post: Post) -> Value:
    if of.kind is PlaceKind.COMMUNITY:
        return [_name(one) for one in of.holders.get(post.value, ())]
    return _names(of, post)


def _name(one: Held) -> tuple[str, bool]:
    return one.name, one.acting


@figure(Unit.NAMES, Source.STAFF, Owner.STREET)
def first_grid_leader(of: Facts) -> Value:
    """第一网格长."""
    return _at_community(of, Post.FIRST_GRID_LEADER)


@figure(Unit.NAMES, Source.STAFF, Owner.STREET)
def community_grid_leader(of: Facts) -> Value:
    """社区网格长."""
    return _at_community(of, Post.COMMUNITY_GRID_LEADER)


@figure(Unit.NAMES, Source.STAFF, Owner.COMMUNITY)
def grid_managers(of: Facts) -> Value:
    """网格管理员."""
    return _names(of, Post.GRID_MANAGER)


@figure(Unit.NAMES, Source.STAFF, Owner.COMMUNITY)
def grid_supervisors(of: Facts) -> Value:
    """网格监督员."""
    return _names(of, Post.GRID_SUPERVISOR)


@figure(Unit.NAMES, Source.STAFF, Owner.STREET)
def health_liaison(of: Facts) -> Value:
    """疫情信息员."""
    return _at_community(of, Post.HEALTH_LIAISON)


@figure(Unit.NAMES, Source.STAFF, Owner.STREET)
def grid_police(of: Facts) -> Value:
    """网格警员."""
    return _at_community(of, Post.GRID_POLICE)


@figure(Unit.POSTS, Source.STAFF, Owner.STREET)
def vacant_posts(of: Facts) -> Value:
    """Posts that must be filled and are not."""
    return of.vacancies


@figure(Unit.PERSONS, Source.STAFF, Owner.COMMUNITY)
def volunteers(of: Facts) -> Value:
    """志愿者: people in 志愿服务队."""
    return of.count("team_volunteer")


@figure(Unit.PERSONS, Source.STAFF, Owner.COMMUNITY)
def property_guards(of: Facts) -> Value:
    """物业保安: people in 楼栋场院物业联防队."""
    return of.count("team_property")


@figure(Unit.PERSONS, Source.STAFF, Owner.COMMUNITY)
def party_members(of: Facts) -> Value:
    """People in 党员突击队."""
    return of.count("team_party")


@figure(Unit.PERSONS, Source.STAFF, Owner.COMMUNITY)
def unit_controllers(of: Facts) -> Value:
    """People in 法人单位管控队."""
    return of.count("team_org")


# -- gates


@figure(Unit.GATES, Source.GATES, Owner.COMMUNITY)
def checkpoints(of: Facts) -> Value:
    """卡口数: gates that stand there and are open."""
    return of.count("checkpoints")


@figure(Unit.NAMES, Source.GATES, Owner.COMMUNITY)
def checkpoint_leads(of: Facts) -> Value:
    """卡口负责人."""
    led = of.holders.get(GATE_LEADS, ())
    return [_name(one) for one in led] if of.kind is PlaceKind.GRID else len(led)


# -- households and residents


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def households(of: Facts) -> Value:
    """户数."""
    return of.count("households")


@figure(Unit.PERSONS, _FORM, Owner.WORKER, RowKind.RESIDENT)
def residents(of: Facts) -> Value:
    """常住人口."""
    return of.count("residents")


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def owner_occupied(of: Facts) -> Value:
    """自住."""
    return of.count("owner_occupied")


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def rented(of: Facts) -> Value:
    """租住."""
    return of.count("rented")


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def lent(of: Facts) -> Value:
    """借住."""
    return of.count("lent")


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def tenure_unknown(of: Facts) -> Value:
    """居住类型未登记."""
    return of.count("tenure_unknown")


@figure(Unit.HOUSEHOLDS, _FORM, Owner.WORKER, RowKind.HOUSEHOLD)
def empty_homes(of: Facts) -> Value:
    """空户."""
    return of.count("empty_homes")


@figure(Unit.RATIO, Source.DERIVED, Owner.STREET)
def persons_a_household(of: Facts) -> Value:
    """Residents per household, one decimal."""
    return _ratio(of.count("residents"), of.count("households"))


@figure(Unit.RATIO, Source.DERIVED, Owner.STREET)
def households_a_worker(of: Facts) -> Value:
    """Households per grid worker in post, one decimal."""
    posts = (Post.GRID_MANAGER.value, Post.GRID_SUPERVISOR.value)
    return _ratio(of.count("households"), sum(len(of.holders.get(post, ())) for post in posts))


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 1) if whole else None


# -- organisations


@figure(Unit.ORGANISATIONS, _UNITS, Owner.WORKER, RowKind.ORGANISATION)
def organisations(of: Facts) -> Value:
    """单位数."""
    return of.count("organisations")


@figure(Unit.ORGANISATIONS, _UNITS, Owner.WORKER, RowKind.ORGANISATION)
def orgs_open(of: Facts) -> Value:
    """营业."""
    return of.count("orgs_open")


@figure(Unit.ORGANISATIONS, _UNITS, Owner.WORKER, RowKind.ORGANISATION)
def orgs_suspended(of: Facts) -> Value:
    """休业."""
    return of.count("orgs_suspended")


@figure(Unit.ORGANISATIONS, _UNITS, Owner.WORKER, RowKind.ORGANISATION)
def orgs_unknown(of: Facts) -> Value:
    """经营状况未登记."""
    return of.count("orgs_unknown")


@figure(Unit.PERSONS, _UNITS, Owner.WORKER, RowKind.EMPLOYEE)
def employees(of: Facts) -> Value:
    """从业人员."""
    return of.count("employees")


@figure(Unit.ORGANISATIONS, _UNITS, Owner.COMMUNITY, RowKind.ORGANISATION)
def resumption_filed(of: Facts) -> Value:
    """复工备案."""
    return _where_said(of, "resumption_filed", "resumption_said")


# -- what an epidemic adds


def _where_said(of: Facts, key: str, said: str) -> int | None:
    return of.count(key) if of.count(said) else None


@figure(Unit.PERSONS, _FORM, Owner.WORKER, RowKind.RESIDENT)
def away_district(of: Facts) -> Value:
    """在外:区外."""
    return _where_said(of, "away_district", "away_said")


@figure(Unit.PERSONS, _FORM, Owner.WORKER, RowKind.RESIDENT)
def away_city(of: Facts) -> Value:
    """在外:市外."""
    return _where_said(of, "away_city", "away_said")


@figure(Unit.PERSONS, _FORM, Owner.WORKER, RowKind.RESIDENT)
def away_province(of: Facts) -> Value:
    """在外:省外."""
    return _where_said(of, "away_province", "away_said")


@figure(Unit.PERSONS, _FORM, Owner.HEALTH, RowKind.RESIDENT)
def key_area(of: Facts) -> Value:
    """重点地区人员 of Annex 3."""
    return _where_said(of, "key_area", "key_area_said")


@figure(Unit.PERSONS, _UNITS, Owner.HEALTH, RowKind.EMPLOYEE)
def key_risk(of: Facts) -> Value:
    """重点人员:中高风险地区."""
    return _where_said(of, "key_risk", "key_said")


@figure(Unit.PERSONS, _UNITS, Owner.HEALTH, RowKind.EMPLOYEE)
def key_city(of: Facts) -> Value:
    """重点人员:市内重点地区."""
    return _where_said(of, "key_city", "key_said")


@figure(Unit.PERSONS, _UNITS, Owner.HEALTH, RowKind.EMPLOYEE)
def key_other(of: Facts) -> Value:
    """重点人员:其他返昌."""
    return _where_said(of, "key_other", "key_said")


@figure(Unit.PERSONS, _FORM, Owner.HEALTH, RowKind.RESIDENT)
def tested(of: Facts) -> Value:
    """已检核酸."""
    return _where_said(of, "tested", "tested_said")


@figure(Unit.PERSONS, _UNITS, Owner.HEALTH, RowKind.EMPLOYEE)
def fever(of: Facts) -> Value:
    """发热."""
    return _where_said(of, "fever", "fever_said")


# -- what other parts collect: lists, measures, gates, arrivals; of a past moment they are not recorded, which is not 0


def _enter_provided(
    source: Source, behind: RowKind | None, keys: tuple[str, ...], unit: Unit = Unit.PERSONS
) -> None:
    """Figures whose number a provider counts as it stands."""
    for key in keys:
        FIGURES[key] = Figure(key, unit, source, Owner.HEALTH, _provided_as(key), behind)


def _provided_as(key: str) -> Make:
    return lambda of: of.provided(key)


_enter_provided(Source.PUSHED_LISTS, RowKind.CHECK, CHECKS)
_enter_provided(Source.MEASURES, RowKind.MEASURE, MEASURES)
_enter_provided(Source.GATES_SEEN, None, tuple(CODES))
_enter_provided(Source.ARRIVALS, RowKind.ARRIVAL, tuple(ARRIVALS))

# -- columns of the annex that nothing fills yet: kept so that the official form can be laid out, never shown as 0

_LATER = Source.NOT_YET
enter_plain(
    {
        "floating": (Unit.PERSONS, _LATER, Owner.WORKER),
        "deployed_cadres": (Unit.PERSONS, _LATER, Owner.STREET),
        "group_households": (Unit.HOUSEHOLDS, _LATER, Owner.WORKER),
        "passages": (Unit.NUMBER, _LATER, Owner.COMMUNITY),
        "visits": (Unit.HOUSEHOLDS, _LATER, Owner.WORKER),
        "cases": (Unit.NUMBER, _LATER, Owner.COMMUNITY),
    }
)
