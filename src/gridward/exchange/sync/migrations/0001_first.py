"""The feed of changed documents, kept by triggers on everything that phones keep copies of, and the phones."""

from django.db import migrations, models

from gridward.exchange.sync.terms import DocumentKind
from gridward.kernel.feeding import Fed, Source
from gridward.kernel.ids import new_id
from gridward.kernel.models import TransactionId, choices
from gridward.kernel.rows import Walled

HOUSEHOLD, ORGANISATION, BUILDING = "household", "organisation", "building"
RESIDENT = "JOIN register_resident r ON r.id = c.resident_id"
EMPLOYEE = "JOIN register_employee e ON e.id = c.employee_id"
SHOP = "JOIN register_organisation o ON o.id = {}.organisation_id"
HOUSE = "JOIN territory_building b ON b.{}"
SOURCES = (
    Source("register_household", HOUSEHOLD),
    Source("register_resident", HOUSEHOLD, "c.household_id"),
    Source("register_residentphone", HOUSEHOLD, "r.household_id", "r.grid_id", RESIDENT),
    Source("register_residentsituation", HOUSEHOLD, "r.household_id", "r.grid_id", RESIDENT),
    Source("register_vehicle", HOUSEHOLD, "r.household_id", "r.grid_id", RESIDENT),
    Source("register_organisation", ORGANISATION),
    Source("register_vehicle", ORGANISATION, "o.id", "o.grid_id", SHOP.format("c")),
    Source("register_contact", ORGANISATION, "o.id", "o.grid_id", SHOP.format("c")),
    Source("register_employee", ORGANISATION, "o.id", "o.grid_id", SHOP.format("c")),
    Source("register_organisationsituation", ORGANISATION, "o.id", "o.grid_id", SHOP.format("c")),
    Source(
        *("register_employeesituation", ORGANISATION, "o.id", "o.grid_id"),
        f"{EMPLOYEE} {SHOP.format('e')}",
    ),
    Source("territory_building", BUILDING),
    Source("territory_unit", BUILDING, "b.id", "b.grid_id", HOUSE.format("id = c.building_id")),
    Source("territory_dwelling", BUILDING, "b.id", "b.grid_id", HOUSE.format("id = c.building_id")),
    Source("territory_site", BUILDING, "b.id", "b.grid_id", HOUSE.format("site_id = c.id")),
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("register", "0009_organisations_by_address"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            "Device",
            [
                (
                    "id",
                    models.UUIDField(
                        primary_key=True, default=new_id, editable=False, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("street_id", models.UUIDField(null=True)),
                ("label", models.CharField(max_length=120, blank=True)),
                ("first_seen_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(max_length=80, blank=True)),
            ],
            {"indexes": [models.Index(fields=["account_id"], name="sync_device_by_account")]},
        ),
        migrations.CreateModel(
            "Mark",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grid_id", models.UUIDField()),
                ("kind", models.CharField(max_length=12, choices=choices(DocumentKind))),
                ("document", models.UUIDField()),
                ("xid", TransactionId()),
            ],
            {
                "indexes": [
                    models.Index(fields=["grid_id", "xid", "document"], name="sync_mark_feed")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["grid_id", "kind", "document"], name="sync_mark_once"
                    )
                ],
            },
        ),
        Walled("sync_mark", read_only=True),
        Walled("sync_device", by_grid=False),
        Fed("sync_mark", SOURCES),
    ]
