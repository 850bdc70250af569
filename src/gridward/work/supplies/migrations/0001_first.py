"""Articles, the ledger of stores, requests: behind the wall; what was recorded stays, and no stock falls below zero."""

import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.supplies.terms
from gridward.kernel.rows import Walled

READ = "(SELECT nullif(current_setting('gridward.read', true), '')::uuid[])::uuid[]"
WRITE = "(SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[]"
STAYING = ("movement", "supplyrequest", "supplystep")


def store_wall(table: str, *, written: bool) -> str:
    """The wall of a store's rows: a grid's by the grid; the street's are read by whoever serves in it somewhere, and
    written by who serves at all of its grids.
    """
    of = f"SELECT 1 FROM territory_grid g WHERE g.street_id = supplies_{table}.street_id"
    reads = f"grid_id = ANY ({READ}) OR (grid_id IS NULL AND EXISTS ({of} AND g.id = ANY ({READ})))"
    all_of_it = (
        f"EXISTS ({of} AND g.id = ANY ({WRITE}))"
        f" AND NOT EXISTS ({of} AND g.valid_to IS NULL AND NOT (g.id = ANY ({WRITE})))"
    )
    writes = f"grid_id = ANY ({WRITE}) OR (grid_id IS NULL AND {all_of_it})"
    told = f"""
ALTER TABLE supplies_{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON supplies_{table} FOR SELECT USING ({reads});
"""
    if written:
        told += f"""
CREATE POLICY adds ON supplies_{table} FOR INSERT WITH CHECK ({writes});
CREATE POLICY changes ON supplies_{table} FOR UPDATE USING ({writes}) WITH CHECK ({writes});
"""
    return told


WALL = store_wall("movement", written=True) + store_wall("stock", written=False)
NO_WALL = """
DROP POLICY reads ON supplies_stock;
DROP POLICY reads ON supplies_movement;
DROP POLICY adds ON supplies_movement;
DROP POLICY changes ON supplies_movement;
ALTER TABLE supplies_stock DISABLE ROW LEVEL SECURITY;
ALTER TABLE supplies_movement DISABLE ROW LEVEL SECURITY;
"""
LEDGER = """
CREATE FUNCTION supplies_sum() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    -- As the owner: the ledger alone changes what a store holds. The row waits for whoever changes it at the same time,
    -- and the check on the table refuses what would fall below zero. What is taken out of nothing is refused as well.
    IF NEW.amount = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO supplies_stock AS held (street_id, grid_id, article, lot, expires_on, amount)
    VALUES (NEW.street_id, NEW.grid_id, NEW.article, NEW.lot, NEW.expires_on, 0)
    ON CONFLICT (street_id, grid_id, article, lot, expires_on) DO NOTHING;
    UPDATE supplies_stock SET amount = amount + NEW.amount
    WHERE street_id = NEW.street_id AND grid_id IS NOT DISTINCT FROM NEW.grid_id AND article = NEW.article
        AND lot = NEW.lot AND expires_on IS NOT DISTINCT FROM NEW.expires_on;
    RETURN NULL;
END $$;
CREATE TRIGGER sums AFTER INSERT ON supplies_movement FOR EACH ROW EXECUTE FUNCTION supplies_sum();
"""
NO_LEDGER = "DROP TRIGGER sums ON supplies_movement;\nDROP FUNCTION supplies_sum();"
REFUSE = """
CREATE FUNCTION supplies_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION supplies_refuse_but_seals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- New keys seal a text anew (kernel/crypto/rotation.py); a request under way goes along with its grid.
    may text[] := CASE WHEN TG_TABLE_NAME = 'supplies_supplyrequest'
        THEN ARRAY['said', 'grid_id', 'street_id'] ELSE ARRAY['said'] END;
BEGIN
    IF (to_jsonb(OLD) - may) IS DISTINCT FROM (to_jsonb(NEW) - may)
        OR (OLD.said IS NULL) IS DISTINCT FROM (NEW.said IS NULL)
    THEN
        RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON supplies_articleversion
    FOR EACH ROW EXECUTE FUNCTION supplies_refuse();
""" + "".join(
    f"CREATE TRIGGER stays BEFORE DELETE ON supplies_{table}"
    " FOR EACH ROW EXECUTE FUNCTION supplies_refuse();\n"
    f"CREATE TRIGGER stays_but_seals BEFORE UPDATE ON supplies_{table}"
    " FOR EACH ROW EXECUTE FUNCTION supplies_refuse_but_seals();\n"
    for table in STAYING
)
ALLOW = (
    "".join(
        f"DROP TRIGGER stays ON supplies_{table};\nDROP TRIGGER stays_but_seals ON supplies_{table};\n"
        for table in STAYING
    )
    + """
DROP TRIGGER stays ON supplies_articleversion;
DROP FUNCTION supplies_refuse_but_seals();
DROP FUNCTION supplies_refuse();
"""
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
        ("workorders", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("origin", models.CharField(max_length=12)),
                ("put_by", models.CharField(max_length=80)),
                ("put_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="supplies_one_number_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("asked", models.JSONField()),
                ("urgent", models.BooleanField(default=False)),
                ("until", models.DateField()),
                ("at", models.DateTimeField()),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="supply"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.order",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupplyStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("refuse", "refuse"),
                            ("withdraw", "withdraw"),
                            ("cancel", "cancel"),
                            ("issue", "issue"),
                            ("receive", "receive"),
                            ("explain", "explain"),
                            ("accept", "accept"),
                            ("object", "object"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("cancelled", "cancelled"),
                            ("on_the_way", "on_the_way"),
                            ("received", "received"),
                            ("differs", "differs"),
                            ("explained", "explained"),
                            ("settled", "settled"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "store",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("street", "street"),
                            ("community", "community"),
                            ("grid", "grid"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amounts", models.JSONField(blank=True, default=dict)),
                ("batches", models.JSONField(blank=True, default=list)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lost", "lost"),
                            ("damaged", "damaged"),
                            ("returned", "returned"),
                            ("miscounted", "miscounted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(max_length=80)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="supply"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supplies.supplyrequest",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "ordering": ["serial"],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gridward.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("article", models.CharField(max_length=24)),
                ("lot", models.CharField(blank=True, max_length=40)),
                ("expires_on", models.DateField(blank=True, null=True)),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("receive", "receive"),
                            ("issue", "issue"),
                            ("deliver", "deliver"),
                            ("use", "use"),
                            ("spoil", "spoil"),
                            ("count", "count"),
                            ("return", "return"),
                            ("hand_over", "hand_over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.IntegerField()),
                ("counted", models.PositiveIntegerField(blank=True, null=True)),
                ("entry", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(max_length=80)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="supply"
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="supplies.supplystep",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article", models.CharField(max_length=24)),
                ("lot", models.CharField(blank=True, max_length=40)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("amount", models.IntegerField()),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("street", "grid", "article", "lot", "expires_on"),
                        name="supplies_one_stock_a_batch",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="supplies_never_below_zero"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="supplyrequest",
            index=models.Index(fields=["grid", "-at", "-id"], name="supplies_request_by_grid"),
        ),
        migrations.AddConstraint(
            model_name="supplystep",
            constraint=models.UniqueConstraint(
                fields=("request", "serial"), name="supplies_steps_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(
                fields=["street", "grid", "article", "-at", "-id"],
                name="supplies_ledger_by_article",
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["entry"], name="supplies_by_entry"),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("counted__isnull", False),
                        ("move", gridward.work.supplies.terms.StockMove["COUNT"]),
                    ),
                    models.Q(
                        models.Q(
                            ("move", gridward.work.supplies.terms.StockMove["COUNT"]), _negated=True
                        ),
                        ("counted", None),
                        models.Q(("amount", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supplies_count_says_what_was_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("move__in", ["receive", "deliver"])),
                    models.Q(("amount__lt", 0), ("move__in", ["issue", "use", "spoil"])),
                    ("move__in", ["count", "return", "hand_over"]),
                    _connector="OR",
                ),
                name="supplies_movement_has_its_direction",
            ),
        ),
        Walled("supplies_supplyrequest", "supplies_supplystep"),
        Walled("supplies_articleversion", by_grid=False),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(LEDGER, NO_LEDGER),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
