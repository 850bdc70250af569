"""Tables of the territory. Positions are degrees of CGCS2000 (equal to WGS-84 here), longitude first."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

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


@keeps_history("SiteHistory")
class Site(Placed):
    """A compound, market, school, office building, body ... of clause T2; buildings stand on it."""

    kind = models.CharField(max_length=24, choices=choices(SiteKind))
    name = models.CharField(max_length=100)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
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
    aliases = ArrayField(models.CharField(max_length=60), default=list, blank=True)
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
