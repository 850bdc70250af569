"""Publicity with whom it reached: behind the wall. The code of an edition opens the newest one that holds."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import gridward.kernel.ids
import gridward.work.notices.terms
from gridward.kernel.rows import Walled

FORMER = """
CREATE OR REPLACE FUNCTION notices_public(wanted text, moment timestamptz)
RETURNS TABLE (title text, text text, title_en text, text_en text, place text, begins_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.title, n.text, n.title_en, n.text_en, d.name, n.begins_at, n.ends_at
    FROM notices_notice n JOIN territory_division d ON d.id = n.street_id
    WHERE n.code = wanted AND n.withdrawn_at IS NULL AND n.begins_at <= moment AND n.ends_at > moment
$$
"""
READ_BY_CODE = (
    FORMER.rstrip().removesuffix("$$")
    + """    UNION ALL (
        SELECT m.title, m.text, m.title_en, m.text_en, d.name,
            m.valid_from::timestamp AT TIME ZONE 'Asia/Shanghai',
            (m.valid_to + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' - interval '1 minute'
        FROM notices_material asked
        JOIN notices_material m ON m.series = asked.series
        JOIN territory_division d ON d.id = m.street_id
        CROSS JOIN LATERAL (SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date AS day) today
        WHERE asked.code = wanted AND m.valid_from <= today.day AND m.valid_to >= today.day
            AND (m.ended_on IS NULL OR m.ended_on > today.day)
        ORDER BY m.edition DESC LIMIT 1
    )
$$
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_first"),
        ("register", "0011_conflicts_of_organisations"),
        ("territory", "0005_aliases_into_the_book"),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="units",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="Material",
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
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=2000)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("text_en", models.TextField(blank=True, max_length=4000)),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("everybody", "everybody"),
                            ("households", "households"),
                            ("organisations", "organisations"),
                            ("unreached", "unreached"),
                        ],
                        default=gridward.work.notices.terms.Whom["EVERYBODY"],
                        max_length=13,
                    ),
                ),
                (
                    "buildings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("enterprise", "enterprise"),
                                ("street_shop", "street_shop"),
                                ("supermarket", "supermarket"),
                                ("market", "market"),
                                ("mall", "mall"),
                                ("construction_site", "construction_site"),
                                ("public_body", "public_body"),
                                ("institution", "institution"),
                                ("school", "school"),
                                ("health_service", "health_service"),
                                ("social_organisation", "social_organisation"),
                                ("property_manager", "property_manager"),
                                ("hotel", "hotel"),
                                ("restaurant", "restaurant"),
                                ("other", "other"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("code", models.CharField(max_length=24, unique=True)),
                ("made_by", models.CharField(max_length=80)),
                ("issuer", models.CharField(max_length=80)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("series", models.UUIDField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=80)),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="notices.material",
                    ),
                ),
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
            name="MaterialFile",
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
                    "format",
                    models.CharField(choices=[("jpeg", "jpeg"), ("pdf", "pdf")], max_length=4),
                ),
                ("content", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "material",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="file",
                        to="notices.material",
                    ),
                ),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MaterialGrid",
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
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grids",
                        to="notices.material",
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
            name="MaterialHanded",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("door", "door"),
                            ("telephone", "telephone"),
                            ("unit", "unit"),
                        ],
                        max_length=9,
                    ),
                ),
                ("on", models.DateField()),
                ("said_by", models.CharField(max_length=80)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.household",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed",
                        to="notices.material",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.organisation",
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
            name="MaterialShown",
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
                    "way",
                    models.CharField(
                        choices=[
                            ("stairwell", "stairwell"),
                            ("board", "board"),
                            ("group", "group"),
                        ],
                        max_length=9,
                    ),
                ),
                ("on", models.DateField()),
                ("said_by", models.CharField(max_length=80)),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.building",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.grid",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="notices.servicegroup",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown",
                        to="notices.material",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.unit",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="material",
            index=models.Index(fields=["-valid_from", "-id"], name="notices_material_by_day"),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                name="notices_material_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition", 1), ("replaces", None)),
                    models.Q(("edition__gt", 1), ("replaces__isnull", False)),
                    _connector="OR",
                ),
                name="notices_material_first_replaces_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="material",
            constraint=models.UniqueConstraint(
                fields=("series", "edition"), name="notices_material_editions_in_a_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="materialgrid",
            constraint=models.UniqueConstraint(
                fields=("material", "grid"), name="notices_material_one_row_a_grid"
            ),
        ),
        migrations.AddConstraint(
            model_name="materialhanded",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("household", None), ("organisation__isnull", False)),
                    models.Q(("household__isnull", False), ("organisation", None)),
                    _connector="OR",
                ),
                name="notices_handed_to_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialhanded",
            constraint=models.UniqueConstraint(
                fields=("material", "household", "organisation"),
                name="notices_handed_once_a_subject",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="materialshown",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("building", None),
                        ("group__isnull", False),
                        ("unit", None),
                        ("way", gridward.work.notices.terms.ShownWay["GROUP"]),
                    ),
                    models.Q(
                        ("building__isnull", False),
                        ("group", None),
                        models.Q(
                            ("way", gridward.work.notices.terms.ShownWay["GROUP"]), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="notices_shown_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialshown",
            constraint=models.UniqueConstraint(
                fields=("material", "way", "building", "unit", "group"),
                name="notices_shown_once_a_place",
                nulls_distinct=False,
            ),
        ),
        Walled("notices_materialhanded", "notices_materialshown"),
        # What is told in which grid is known to everybody of the service, and about nobody.
        Walled("notices_material", "notices_materialfile", "notices_materialgrid", by_grid=False),
        migrations.RunSQL(READ_BY_CODE, FORMER),
    ]
