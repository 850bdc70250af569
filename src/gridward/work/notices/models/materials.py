"""Publicity: what is handed out, its file, where it is for, who has it, and where it hangs or was told."""

from django.db import models
from django.db.models import F, Q

from gridward.ground.territory.models import Building, Division, Placed, Unit
from gridward.kernel.models import Row, choices
from gridward.work.notices.models.groups import ONE_SUBJECT, Concerning, ServiceGroup
from gridward.work.notices.models.notices import Told
from gridward.work.notices.terms import HandedWay, MaterialFormat, ShownWay

IN_A_GROUP = Q(way=ShownWay.GROUP, group__isnull=False, building=None, unit=None)
AT_A_BUILDING = Q(group=None, building__isnull=False) & ~Q(way=ShownWay.GROUP)


class Material(Told):
    """A sheet, brochure or poster in one edition, with the days in which it holds.

    `series` is the id of its first edition. A newer edition names the one that it replaces, which holds from
    `ended_on` on no more; one that ends without a successor was withdrawn.
    """

    issuer = models.CharField(max_length=80)
    source = models.CharField(max_length=120, blank=True)
    series = models.UUIDField()
    edition = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )
    valid_from = models.DateField()
    valid_to = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="notices_material_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(edition=1, replaces=None) | Q(edition__gt=1, replaces__isnull=False),
                name="notices_material_first_replaces_none",
            ),
            models.UniqueConstraint(
                fields=["series", "edition"], name="notices_material_editions_in_a_row"
            ),
        ]
        indexes = [models.Index(fields=["-valid_from", "-id"], name="notices_material_by_day")]


class MaterialFile(Row):
    """The sheet itself: a picture that was drawn anew, or a PDF. It holds nothing about anybody, and is not sealed."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    material = models.OneToOneField(Material, on_delete=models.CASCADE, related_name="file")
    format = models.CharField(max_length=4, choices=choices(MaterialFormat))
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)


class MaterialGrid(Placed):
    """A grid that a material is for."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="grids")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "grid"], name="notices_material_one_row_a_grid"
            )
        ]


class MaterialHanded(Concerning):
    """A household or a unit has a material: it was handed out or told to somebody of it."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="handed")
    way = models.CharField(max_length=9, choices=choices(HandedWay))
    on = models.DateField()
    said_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="notices_handed_to_one_subject"),
            models.UniqueConstraint(
                fields=["material", "household", "organisation"],
                nulls_distinct=False,
                name="notices_handed_once_a_subject",
            ),
        ]


class MaterialShown(Placed):
    """Where a material hangs, in a stairwell or on a board of a building, or the group in which it was told."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="shown")
    way = models.CharField(max_length=9, choices=choices(ShownWay))
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        ServiceGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    said_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=IN_A_GROUP | AT_A_BUILDING, name="notices_shown_somewhere"
            ),
            models.UniqueConstraint(
                fields=["material", "way", "building", "unit", "group"],
                nulls_distinct=False,
                name="notices_shown_once_a_place",
            ),
        ]
