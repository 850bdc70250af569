"""Tables of the territory. Positions are degrees of CGCS2000 (equal to WGS-84 here), longitude first."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.terms.book import (
    CorrectionOrigin,
    NameKind,
    NameSource,
    SuggestionState,
)
from gridward.ground.territory.terms.places import DivisionLevel, GridKind, SiteKind
from gridward.kernel.history import keeps_history
from gridward.kernel.models import ChangingRow, Row, choices


class Division(Row):
    """An official unit with its code, for the time that the code was valid."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=choices(DivisionLevel))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="territory_division_code_never_reused"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="territory_division_days_in_order",
            ),
        ]


@keeps_history("GridHistory")
class Grid(ChangingRow):
    """A community grid (serial 000), a base grid or a dedicated grid."""

    code = models.CharField(max_length=15, unique=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=choices(GridKind))
    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    community = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="grids")
    boundary = models.JSONField(null=True, blank=True)
    bounds = models.JSONField(default=dict, blank=True)
    area_m2 = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{15}$"), name="territory_grid_code_has_15_digits"
            ),
            models.CheckConstraint(
                condition=Q(kind="community", code__endswith="000")
                | (~Q(kind="community") & ~Q(code__endswith="000")),
                name="territory_grid_serial_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="territory_grid_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["street", "kind"], name="territory_grid_by_street")]


class GridSuccession(Row):
    """A retired grid and one of the grids that took over, with the share of households it took."""

    old = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()
    share = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="territory_one_succession_a_pair"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="territory_share_is_a_part"
            ),
        ]


class PastBoundary(Row):
    """A boundary that a grid had until it gave or took land; the one in force stands in the grid itself."""

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="past_boundaries")
    boundary = models.JSONField(null=True, blank=True)
    area_m2 = models.FloatField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "valid_from"], name="territory_one_boundary_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="territory_past_boundary_days_in_order",
            ),
        ]


class Placed(ChangingRow):
    """A row that lies in exactly one grid, and so in one street."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Listed(Placed):
    """A placed row whose table has an index by grid and order of its list.

    Where there is an index of the grid alone too, PostgreSQL takes it, reads everybody of the grid and sorts them.
    """

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


@keeps_history("SiteHistory")
class Site(Placed):
    """A compound, market, school, office building, body ... of clause T2; buildings stand on it."""

    kind = models.CharField(max_length=24, choices=choices(SiteKind))
    name = models.CharField(max_length=100)
    road = models.CharField(max_length=60, blank=True)
    house_number = models.CharField(max_length=30, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True)
    source_key = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["grid", "name"], name="territory_site_by_name")]


@keeps_history("BuildingHistory")
class Building(Placed):
    """A building of a site; `number_key` is its number as addresses use it ("3", "A", "附2")."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="buildings")
    name = models.CharField(max_length=60)
    number_key = models.CharField(max_length=30)
    floors = models.PositiveSmallIntegerField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True)
    source_key = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "number_key"], name="territory_one_building_a_number"
            )
        ]


class Unit(Placed):
    """A stairwell of a building; a building without units has none."""

    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="units")
    number_key = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["building", "number_key"], name="territory_one_unit_a_number"
            )
        ]


@keeps_history("DwellingHistory")
class Dwelling(Placed):
    """A door: a flat, a shop or a room in a building."""

    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="dwellings")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="dwellings"
    )
    floor = models.SmallIntegerField(null=True, blank=True)
    room = models.CharField(max_length=30)
    label = models.CharField(max_length=60)
    residential = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["building", "unit", "room"],
                name="territory_one_dwelling_a_door",
                nulls_distinct=False,
            )
        ]


class Road(Row):
    """A named road, for the four bounds of grids and for addresses by house number."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    line = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street", "name"], name="territory_one_road_a_name")
        ]


class Called(ChangingRow):
    """A name of a place, in the book or suggested. `key` is the name as texts are compared with it."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=choices(NameKind))

    class Meta:
        abstract = True


@keeps_history("PlaceNameHistory")
class PlaceName(Called):
    """What a place is also called: an entry of the address book, in force until it is retired.

    `grid` is the place's; a road's and a community's names are the street's own and have none.
    """

    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    road = models.ForeignKey(
        Road, null=True, blank=True, on_delete=models.CASCADE, related_name="place_names"
    )
    community = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="place_names"
    )
    source = models.CharField(max_length=10, choices=choices(NameSource))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    entered_by = models.CharField(max_length=80)
    retired_on = models.DateField(null=True, blank=True)
    retired_by = models.CharField(max_length=80, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(site__isnull=False, building=None, road=None, community=None)
                | Q(site=None, building__isnull=False, road=None, community=None)
                | Q(site=None, building=None, road__isnull=False, community=None)
                | Q(site=None, building=None, road=None, community__isnull=False),
                name="territory_name_has_one_place",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="territory_name_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["site", "building", "road", "community", "key"],
                condition=Q(retired_on=None),
                name="territory_one_entry_a_name",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["street", "key", "id"], name="territory_name_by_key"),
            models.Index(fields=["grid"], name="territory_name_by_grid"),
        ]


class NameUse(Row):
    """How often a name of the book was read in addresses that were stored, and when last.

    It stands apart from the entry, so that counting changes nothing that is read.
    """

    name = models.OneToOneField(PlaceName, on_delete=models.CASCADE, related_name="use")
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    count = models.PositiveIntegerField(default=0)
    last_on = models.DateField()


class NameSuggestion(Called):
    """What corrections of address readings say a place is called, until it is in force or refused."""

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=8, choices=choices(SuggestionState), default=SuggestionState.OPEN
    )
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    entry = models.ForeignKey(
        PlaceName, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(site__isnull=False, building=None)
                | Q(site=None, building__isnull=False),
                name="territory_suggestion_has_one_place",
            ),
            models.UniqueConstraint(
                fields=["site", "building", "key"],
                name="territory_one_suggestion_a_name",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["grid", "state", "-count"], name="territory_suggestion_open")
        ]


class NameEvidence(Row):
    """One correction behind a suggestion: what was read (its room hidden), which place was chosen, by whom.

    The same correction by the same person counts once.
    """

    suggestion = models.ForeignKey(
        NameSuggestion, on_delete=models.CASCADE, related_name="evidence"
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=200)
    chosen = models.CharField(max_length=200)
    place_id = models.UUIDField()
    origin = models.CharField(max_length=12, choices=choices(CorrectionOrigin))
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "place_id", "by"], name="territory_one_correction_a_person"
            )
        ]


class LearningSetting(Row):
    """After how many equal corrections names are in force by themselves, from a day on, and who decided it."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    corrections = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["street", "-valid_from", "-at"], name="territory_learning_by_day")
        ]
