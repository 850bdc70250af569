"""A street's rule books: read by the whole service, written by whoever serves there, kept as they were accepted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids
import gridward.work.rulebooks.terms

SIGNED_IN = "(SELECT nullif(current_setting('gridward.actor', true), '')) IS NOT NULL"
OURS = "(SELECT nullif(current_setting('gridward.write', true), '')::uuid[])::uuid[]"


def ours(street: str) -> str:
    """Whether the actor writes at a grid of a street."""
    return f"EXISTS (SELECT 1 FROM territory_grid g WHERE g.street_id = {street} AND g.id = ANY ({OURS}))"


def wall(table: str, writes: str, append_only: bool = False) -> str:
    """Read by whoever is signed in, written by whoever serves in the street; what is added only has no other policy."""
    changes = f"""
CREATE POLICY changes ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes});"""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({SIGNED_IN});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({writes});{"" if append_only else changes}
"""


def no_wall(table: str) -> str:
    """The same table without it."""
    drops = (f"DROP POLICY IF EXISTS {one} ON {table};" for one in ("reads", "adds", "changes"))
    return "\n".join((*drops, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;\n"))


STEPS = (
    f"EXISTS (SELECT 1 FROM rulebooks_streetbook b WHERE b.id = book_id AND {ours('b.street_id')})"
)
WALL = "".join(
    (
        wall("rulebooks_streetbook", ours("rulebooks_streetbook.street_id")),
        wall("rulebooks_ruleshelf", ours("rulebooks_ruleshelf.street_id")),
        wall("rulebooks_figurecheck", ours("rulebooks_figurecheck.street_id"), append_only=True),
        wall("rulebooks_bookstep", STEPS, append_only=True),
    )
)
TABLES = ("bookstep", "figurecheck", "ruleshelf", "streetbook")
NO_WALL = "".join(no_wall(f"rulebooks_{one}") for one in TABLES)
REFUSE = """
CREATE FUNCTION rulebooks_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was done with a rule book stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION rulebooks_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW (OLD.street_id, OLD.code, OLD.number) IS DISTINCT FROM ROW (NEW.street_id, NEW.code, NEW.number)
        OR (ROW (OLD.text, OLD.writers) IS DISTINCT FROM ROW (NEW.text, NEW.writers) AND OLD.state <> 'drafted')
        OR (OLD.accepted_by IS NOT NULL AND OLD.accepted_by IS DISTINCT FROM NEW.accepted_by)
        OR (OLD.state IN ('withdrawn', 'replaced', 'dropped') AND OLD.state <> NEW.state)
        OR (OLD.state = 'withdrawn' AND OLD.ended_on IS DISTINCT FROM NEW.ended_on)
    THEN
        RAISE EXCEPTION '% of % is refused: a version stays as it was reviewed', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION rulebooks_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.accepted_by = ANY (NEW.writers) THEN
        RAISE EXCEPTION 'a rule book is accepted by somebody else than who wrote it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps BEFORE UPDATE ON rulebooks_streetbook
    FOR EACH ROW EXECUTE FUNCTION rulebooks_keep_version();
CREATE TRIGGER seconds BEFORE INSERT OR UPDATE ON rulebooks_streetbook
    FOR EACH ROW EXECUTE FUNCTION rulebooks_second_person();
CREATE TRIGGER stays BEFORE DELETE ON rulebooks_streetbook
    FOR EACH ROW EXECUTE FUNCTION rulebooks_refuse();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON rulebooks_bookstep
    FOR EACH ROW EXECUTE FUNCTION rulebooks_refuse();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON rulebooks_figurecheck
    FOR EACH ROW EXECUTE FUNCTION rulebooks_refuse();
"""
ALLOW = """
DROP TRIGGER stays ON rulebooks_figurecheck;
DROP TRIGGER stays ON rulebooks_bookstep;
DROP TRIGGER stays ON rulebooks_streetbook;
DROP TRIGGER seconds ON rulebooks_streetbook;
DROP TRIGGER keeps ON rulebooks_streetbook;
DROP FUNCTION rulebooks_second_person();
DROP FUNCTION rulebooks_keep_version();
DROP FUNCTION rulebooks_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleShelf",
            fields=[
                ("street_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("token", models.UUIDField(default=gridward.kernel.ids.new_id)),
            ],
        ),
        migrations.CreateModel(
            name="StreetBook",
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
                ("code", models.CharField(max_length=32)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "drafted"),
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("ending", "ending"),
                            ("withdrawn", "withdrawn"),
                            ("replaced", "replaced"),
                            ("dropped", "dropped"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "writers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("writer_name", models.CharField(max_length=80)),
                ("accepted_by", models.UUIDField(blank=True, null=True)),
                ("end_asked_by", models.UUIDField(blank=True, null=True)),
                ("ended_by", models.UUIDField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BookStep",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("drafted", "drafted"),
                            ("changed", "changed"),
                            ("asked", "asked"),
                            ("taken_back", "taken_back"),
                            ("sent_back", "sent_back"),
                            ("dropped", "dropped"),
                            ("accepted", "accepted"),
                            ("replaced", "replaced"),
                            ("end_asked", "end_asked"),
                            ("end_refused", "end_refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("content", models.JSONField(default=dict)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="rulebooks.streetbook",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FigureCheck",
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
                ("book", models.CharField(max_length=40)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("close_contact", "close_contact"),
                            ("secondary_contact", "secondary_contact"),
                            ("general_contact", "general_contact"),
                            ("stayed_high", "stayed_high"),
                            ("stayed_medium", "stayed_medium"),
                            ("stayed_county", "stayed_county"),
                            ("other_province", "other_province"),
                            ("inbound", "inbound"),
                            ("sealed_resident", "sealed_resident"),
                            ("discharged", "discharged"),
                            ("asymptomatic", "asymptomatic"),
                            ("fever", "fever"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("lookback", "lookback"),
                            ("arrival", "arrival"),
                            ("acts", "acts"),
                            ("counting", "counting"),
                            ("first", "first"),
                            ("then", "then"),
                            ("release", "release"),
                        ],
                        max_length=10,
                    ),
                ),
                ("figure", models.CharField(max_length=24)),
                ("value", models.CharField(max_length=200)),
                ("paper", models.CharField(max_length=200)),
                ("holds", models.BooleanField(default=True)),
                ("account_id", models.UUIDField()),
                ("account_name", models.CharField(max_length=80)),
                ("post", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.division",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["street", "at", "id"], name="rulebooks_checks_by_time")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.UniqueConstraint(
                fields=("street", "code", "number"), name="rulebooks_version_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            gridward.work.rulebooks.terms.BookState["DRAFTED"],
                            gridward.work.rulebooks.terms.BookState["ASKED"],
                        ),
                    )
                ),
                fields=("street", "code"),
                name="rulebooks_one_open_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            gridward.work.rulebooks.terms.BookState["ACCEPTED"],
                            gridward.work.rulebooks.terms.BookState["ENDING"],
                            gridward.work.rulebooks.terms.BookState["WITHDRAWN"],
                        ),
                    )
                ),
                fields=("street", "code"),
                name="rulebooks_one_kept_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            gridward.work.rulebooks.terms.BookState["DRAFTED"],
                            gridward.work.rulebooks.terms.BookState["ASKED"],
                            gridward.work.rulebooks.terms.BookState["DROPPED"],
                        ),
                    ),
                    ("accepted_by__isnull", False),
                    _connector="OR",
                ),
                name="rulebooks_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", gridward.work.rulebooks.terms.BookState["WITHDRAWN"]),
                        _negated=True,
                    ),
                    models.Q(
                        ("end_asked_by__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rulebooks_withdrawn_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="streetbook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_by", None),
                    models.Q(("ended_by", models.F("end_asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="rulebooks_withdrawn_by_two",
            ),
        ),
        migrations.AddIndex(
            model_name="bookstep",
            index=models.Index(fields=["book", "at", "id"], name="rulebooks_steps_by_time"),
        ),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
