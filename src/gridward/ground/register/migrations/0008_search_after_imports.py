"""Finding stays quick after an import, and employees are found by their documents.

PostgreSQL keeps new entries of a GIN index in a list, of 4 MB unless told otherwise, that every search reads through
until a vacuum files them: 7 ms a search after a large import. The lists of our indexes are short.
"""

from django.db import migrations, models

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
AS_BEFORE = [f"ALTER INDEX {index} RESET (gin_pending_list_limit)" for index in INDEXES]


class Migration(migrations.Migration):
    dependencies = [("register", "0007_life")]

    operations = [
        migrations.AddIndex(
            "employee",
            models.Index(fields=["document_index"], name="register_employee_by_document"),
        ),
        migrations.RunSQL(SHORT, AS_BEFORE),
    ]
