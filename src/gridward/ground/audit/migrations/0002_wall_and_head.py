"""The record is append-only for the application, read by grid; the head of the chain exists from the start."""

from django.db import migrations

from gridward.kernel.rows import Walled


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first")]

    operations = [
        Walled("audit_line", append_only=True),
        migrations.RunSQL(
            sql="INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, '')",
            reverse_sql="DELETE FROM audit_head",
        ),
    ]
