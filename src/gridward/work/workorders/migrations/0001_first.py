"""Kinds, orders, moves and photographs: behind the wall of grids; what was moved stays, and so does each version of a kind."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.crypto.fields
import gridward.kernel.ids
import gridward.work.workorders.terms
from gridward.kernel.rows import Walled

REFUSE = """
CREATE FUNCTION workorders_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION workorders_refuse_but_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- New keys seal a text anew (kernel/crypto/rotation.py); nothing else of a move changes.
    IF (to_jsonb(OLD) - 'said') IS DISTINCT FROM (to_jsonb(NEW) - 'said')
        OR (OLD.said IS NULL) IS DISTINCT FROM (NEW.said IS NULL)
    THEN
        RAISE EXCEPTION '% of % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
-- The index of desks is looked into by the owner alone (models/orders.py: OnDesks); ids tell nothing.
CREATE FUNCTION workorders_on_desks(keys text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM workorders_order
    WHERE desks && keys::varchar[] AND NOT (state IN ('closed', 'duplicate', 'rated', 'rejected', 'split'))
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON workorders_kindversion
    FOR EACH ROW EXECUTE FUNCTION workorders_refuse();
CREATE TRIGGER stays BEFORE DELETE ON workorders_move FOR EACH ROW EXECUTE FUNCTION workorders_refuse();
CREATE TRIGGER stays_but_seals BEFORE UPDATE ON workorders_move
    FOR EACH ROW EXECUTE FUNCTION workorders_refuse_but_seals();
"""
ALLOW = """
DROP TRIGGER stays ON workorders_kindversion;
DROP TRIGGER stays ON workorders_move;
DROP TRIGGER stays_but_seals ON workorders_move;
DROP FUNCTION workorders_on_desks(text[]);
DROP FUNCTION workorders_refuse_but_seals();
DROP FUNCTION workorders_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("register", "0010_two_write_at_once"),
        ("staff", "0005_team_service"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="KindVersion",
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
                ("code", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("valid_from", models.DateField()),
                ("origin", models.CharField(max_length=12)),
                ("put_by", models.CharField(max_length=80)),
                ("put_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="workorders_one_number_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("number", models.CharField(max_length=16)),
                ("confined", models.BooleanField(default=False)),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="order"
                    ),
                ),
                ("opened_by", models.CharField(max_length=80)),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("duplicate", "duplicate"),
                            ("dispatched", "dispatched"),
                            ("acknowledged", "acknowledged"),
                            ("reopened", "reopened"),
                            ("handled", "handled"),
                            ("verified", "verified"),
                            ("split", "split"),
                            ("closed", "closed"),
                            ("rated", "rated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("moved_at", models.DateTimeField()),
                ("route", models.CharField(blank=True, max_length=20)),
                ("rung", models.PositiveSmallIntegerField(default=0)),
                ("raised_at", models.DateTimeField(blank=True, null=True)),
                (
                    "post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("street_patron", "street_patron"),
                            ("street_grid_chief", "street_grid_chief"),
                            ("street_command", "street_command"),
                            ("discipline_officer", "discipline_officer"),
                            ("privacy_officer", "privacy_officer"),
                            ("first_grid_leader", "first_grid_leader"),
                            ("community_grid_leader", "community_grid_leader"),
                            ("health_liaison", "health_liaison"),
                            ("grid_police", "grid_police"),
                            ("grid_manager", "grid_manager"),
                            ("grid_supervisor", "grid_supervisor"),
                        ],
                        max_length=24,
                    ),
                ),
                ("let_go", models.BooleanField(default=False)),
                (
                    "desks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "readers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("accept_due", models.DateTimeField(blank=True, null=True)),
                ("acknowledge_due", models.DateTimeField(blank=True, null=True)),
                ("on_scene_due", models.DateTimeField(blank=True, null=True)),
                ("handle_due", models.DateTimeField(blank=True, null=True)),
                ("verify_due", models.DateTimeField(blank=True, null=True)),
                ("close_due", models.DateTimeField(blank=True, null=True)),
                ("next_due", models.DateTimeField(blank=True, null=True)),
                ("late_after", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                ("on_scene_at", models.DateTimeField(blank=True, null=True)),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("asked_until", models.DateTimeField(blank=True, null=True)),
                ("reworks", models.PositiveSmallIntegerField(default=0)),
                ("rating", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "concerned",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="workorders.order",
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
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workorders.kindversion",
                    ),
                ),
                (
                    "opener",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="register.organisation",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="workorders.order",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="register.resident",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territory.site",
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
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.member",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Move",
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
                ("serial", models.PositiveIntegerField()),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accept", "accept"),
                            ("reject", "reject"),
                            ("duplicate", "duplicate"),
                            ("dispatch", "dispatch"),
                            ("read", "read"),
                            ("acknowledge", "acknowledge"),
                            ("arrive", "arrive"),
                            ("ask", "ask"),
                            ("grant", "grant"),
                            ("refuse", "refuse"),
                            ("raise", "raise"),
                            ("handle", "handle"),
                            ("verify", "verify"),
                            ("reopen", "reopen"),
                            ("close", "close"),
                            ("rate", "rate"),
                            ("reassign", "reassign"),
                            ("split", "split"),
                            ("note", "note"),
                            ("reply", "reply"),
                            ("escalate", "escalate"),
                            ("let_go", "let_go"),
                            ("hand_on", "hand_on"),
                            ("relocate", "relocate"),
                            ("take_in", "take_in"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("duplicate", "duplicate"),
                            ("dispatched", "dispatched"),
                            ("acknowledged", "acknowledged"),
                            ("reopened", "reopened"),
                            ("handled", "handled"),
                            ("verified", "verified"),
                            ("split", "split"),
                            ("closed", "closed"),
                            ("rated", "rated"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("account_name", models.CharField(max_length=80)),
                ("done", models.JSONField()),
                ("told", models.JSONField(default=dict)),
                (
                    "said",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="order"
                    ),
                ),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
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
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="workorders.order",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderPhoto",
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
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "content",
                    gridward.kernel.crypto.fields.SealedField(
                        blank=True, null=True, purpose="photo"
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("order_id", models.UUIDField(blank=True, null=True)),
                (
                    "grid",
                    models.ForeignKey(
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrderSerial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
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
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("next_due__isnull", False)),
                fields=["next_due"],
                name="workorders_order_due",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(
                    ("state__in", ["closed", "duplicate", "rated", "rejected", "split"]),
                    _negated=True,
                ),
                fields=["desks"],
                name="workorders_order_by_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["grid", "-opened_at", "-id"], name="workorders_order_by_grid"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["closed", "duplicate", "rated", "rejected", "split"]),
                    _negated=True,
                ),
                fields=["grid", "late_after"],
                name="workorders_order_late",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["opener", "-opened_at", "-id"], name="workorders_order_by_opener"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["closed", "duplicate", "rated", "rejected", "split"]),
                    _negated=True,
                ),
                fields=["handler"],
                name="workorders_order_by_handler",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                fields=("street", "number"), name="workorders_number_once_a_street"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_by", None),
                    models.Q(("verified_by", models.F("handled_by")), _negated=True),
                    _connector="OR",
                ),
                name="workorders_nobody_verifies_own_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["closed", "duplicate", "rated", "rejected", "split"]),
                        _negated=True,
                    ),
                    models.Q(("desks", []), ("late_after", None), ("next_due", None)),
                    _connector="OR",
                ),
                name="workorders_over_awaits_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("duplicate_of__isnull", False),
                        ("state", gridward.work.workorders.terms.OrderState["DUPLICATE"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", gridward.work.workorders.terms.OrderState["DUPLICATE"]),
                            _negated=True,
                        ),
                        ("duplicate_of", None),
                    ),
                    _connector="OR",
                ),
                name="workorders_duplicate_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duplicate_of", None),
                    models.Q(("duplicate_of", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="workorders_not_its_own_duplicate",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating", None),
                    models.Q(("rating__gte", 1), ("rating__lte", 5)),
                    _connector="OR",
                ),
                name="workorders_rating_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.UniqueConstraint(
                fields=("order", "serial"), name="workorders_moves_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderserial",
            constraint=models.UniqueConstraint(
                fields=("street", "day"), name="workorders_one_serial_a_day"
            ),
        ),
        Walled("workorders_order", "workorders_move", "workorders_orderphoto"),
        # No residents in these: kinds are for the whole service, a serial is a number.
        Walled("workorders_kindversion", "workorders_orderserial", by_grid=False),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
