"""Finding stays quick after an import, employees are found by their documents, lists are read in their order.

PostgreSQL keeps new entries of a GIN index in a list, of 4 MB unless told otherwise, that every search reads through
until a vacuum files them: 7 ms a search after a large import. The lists of our indexes are short.

The names of a whole street are found from an index alone; before, each of its grids sent PostgreSQL to twenty rows.

Where a table has an index of the grid alone beside that of its list, PostgreSQL takes the first, reads everybody of the
grid and sorts them.
"""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

SHORTEST_KB = 64
INDEXES = (
    "register_resident_by_gram",
    "register_employee_by_gram",
    "register_organisation_by_gram",
    "register_household_by_piece",
    "register_vehicle_by_piece",
)
SHORT = [
    f"ALTER INDEX {index} SET (gin_pending_list_limit = {SHORTEST_KB})" for index in INDEXES
] + [f"SELECT gin_clean_pending_list('{index}')" for index in INDEXES]
BY_SIGN = """
DROP INDEX register_{table}_by_sign;
CREATE INDEX register_{table}_by_sign ON register_{table} (grid_id, name COLLATE "C") INCLUDE (id, sort_key)
    WHERE {present} IS NULL;
"""
BY_SIGN_ALONE = """
DROP INDEX register_{table}_by_sign;
CREATE INDEX register_{table}_by_sign ON register_{table} (grid_id, name COLLATE "C");
"""
TABLES = {"resident": "left_on", "employee": "left_on", "organisation": "closed_on"}
AS_BEFORE = [f"ALTER INDEX {index} RESET (gin_pending_list_limit)" for index in INDEXES]


class Migration(migrations.Migration):
    dependencies = [("register", "0007_life"), ("territory", "0005_aliases_into_the_book")]

    operations = [
        *(
            migrations.AlterField(
                table,
                "grid",
                models.ForeignKey("territory.grid", PROTECT, related_name="+", db_index=False),
            )
            for table in ("household", "resident", "organisation", "employee")
        ),
        migrations.AddIndex(
            "employee",
            models.Index(fields=["document_index"], name="register_employee_by_document"),
        ),
        migrations.RunSQL(SHORT, AS_BEFORE),
        *(
            migrations.RunSQL(
                BY_SIGN.format(table=table, present=present), BY_SIGN_ALONE.format(table=table)
            )
            for table, present in TABLES.items()
        ),
    ]
