"""The shared cache (rate limits of sign-in) is a table, as Django's `createcachetable` makes it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_first")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE UNLOGGED TABLE kernel_cache (
                    cache_key varchar(255) PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamptz NOT NULL
                );
                CREATE INDEX kernel_cache_expires ON kernel_cache (expires);
            """,
            reverse_sql="DROP TABLE kernel_cache",
        )
    ]
