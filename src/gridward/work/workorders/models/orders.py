"""Orders, their moves and photographs. A move stays as it was made; what an order is can be told from its moves."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.db.models.sql.compiler import SQLCompiler

from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.models import Division, Grid, Placed, Site
from gridward.kernel.crypto.fields import SealedField, Sealing
from gridward.kernel.models import Row, choices
from gridward.kernel.pictures.models import Photograph
from gridward.work.workorders.models.kinds import KindVersion
from gridward.work.workorders.terms import OVER, Facts, OrderClock, OrderMove, OrderState

_SAME = (
    *("rung", "let_go", "raised_at", "read_at", "acknowledged_at", "on_scene_at", "handled_at"),
    *("verified_at", "closed_at", "asked_until", "reworks", "rating"),
)
_MEMBERS = ("handler", "handled_by", "verified_by", "duplicate_of")
_OVER = sorted(state.value for state in OVER)
_OPEN = ~Q(state__in=_OVER)


@models.UUIDField.register_lookup
class OnDesks(models.Lookup):
    """`id__on_desks=keys`: orders under way that lie on one of these desks.

    A function of the database answers, with ids alone, and the wall is asked of what it answers. Behind the wall
    PostgreSQL would read every open order of the grids first: it does not trust the operator `&&` with rows that a
    reader may not see, and so never looks into the index of desks.
    """

    lookup_name = "on_desks"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The column, among what the function answers."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT workorders_on_desks(%s))", (*parameters, list(self.rhs))


@models.UUIDField.register_lookup
class FirstOnDesks(OnDesks):
    """`id__first_on_desks=(keys, grids, count)`: of those in some grids that these desks may read, what is late first.

    Found and sorted within the function, so that rows are joined and shown by the wall for one page alone.
    """

    lookup_name = "first_on_desks"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The column, among what the function answers."""
        column, parameters = self.process_lhs(compiler, connection)
        among = "SELECT workorders_first_on_desks(%s, %s, %s)"
        return f"{column} = ANY (ARRAY({among}))", (*parameters, *self.rhs)


@ArrayField.register_lookup
class Shares(models.Lookup):
    """`readers__shares=keys`: as `overlap`, with all values in one array, so that the query can be written once."""

    lookup_name = "shares"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Whether the two arrays have a value in common."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} && (%s)::varchar[]", (*parameters, list(self.rhs))


class Order(Placed, Sealing):
    """Somebody must do something by a time.

    `said` is sealed JSON: the text and the answers to the kind's fields. `desks` are those whose move is awaited, as
    `post:unit` (the unit key of an appointment) or `member:id`; `readers` those who may read a confined order.
    `version` rises with each move on which others decide.
    """

    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.ForeignKey(KindVersion, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=16)
    confined = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    said = SealedField(purpose="order")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    resident = models.ForeignKey(
        Resident, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    concerned = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opener = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_by = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    state = models.CharField(max_length=12, choices=choices(OrderState))
    moved_at = models.DateTimeField()
    route = models.CharField(max_length=20, blank=True)
    rung = models.PositiveSmallIntegerField(default=0)
    raised_at = models.DateTimeField(null=True, blank=True)
    post = models.CharField(max_length=24, choices=choices(Post), blank=True)
    handler = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    let_go = models.BooleanField(default=False)
    desks = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    readers = ArrayField(models.CharField(max_length=64), default=list, blank=True)

    accept_due = models.DateTimeField(null=True, blank=True)
    acknowledge_due = models.DateTimeField(null=True, blank=True)
    on_scene_due = models.DateTimeField(null=True, blank=True)
    handle_due = models.DateTimeField(null=True, blank=True)
    verify_due = models.DateTimeField(null=True, blank=True)
    close_due = models.DateTimeField(null=True, blank=True)
    next_due = models.DateTimeField(null=True, blank=True)
    late_after = models.DateTimeField(null=True, blank=True)

    read_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    on_scene_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    asked_until = models.DateTimeField(null=True, blank=True)
    reworks = models.PositiveSmallIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street", "number"], name="workorders_number_once_a_street"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("handled_by")),
                name="workorders_nobody_verifies_own_work",
            ),
            models.CheckConstraint(
                condition=_OPEN | Q(next_due=None, late_after=None, desks=[]),
                name="workorders_over_awaits_nobody",
            ),
            models.CheckConstraint(
                condition=Q(state=OrderState.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(state=OrderState.DUPLICATE) & Q(duplicate_of=None)),
                name="workorders_duplicate_of_another",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("id")),
                name="workorders_not_its_own_duplicate",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
                name="workorders_rating_within",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due"],
                condition=Q(next_due__isnull=False),
                name="workorders_order_due",
            ),
            GinIndex(fields=["desks"], condition=_OPEN, name="workorders_order_by_desk"),
            models.Index(fields=["grid", "-opened_at", "-id"], name="workorders_order_by_grid"),
            models.Index(
                fields=["grid", "late_after"], condition=_OPEN, name="workorders_order_late"
            ),
            models.Index(
                fields=["grid"],
                include=["late_after", "rung"],
                condition=_OPEN & Q(confined=False),
                name="workorders_order_on_board",
            ),
            models.Index(
                fields=["grid"],
                condition=_OPEN & Q(confined=True),
                name="workorders_order_confined",
            ),
            models.Index(fields=["opener", "-opened_at", "-id"], name="workorders_order_by_opener"),
            models.Index(fields=["handler"], condition=_OPEN, name="workorders_order_by_handler"),
        ]

    def facts(self) -> Facts:
        """What it is now, as its moves tell it."""
        return Facts(
            state=OrderState(self.state),
            at=self.moved_at,
            route=self.route,
            post=Post(self.post) if self.post else None,
            dues={clock: at for clock in OrderClock if (at := getattr(self, f"{clock}_due"))},
            **{name: getattr(self, name) for name in _SAME},
            **{name: getattr(self, f"{name}_id") for name in _MEMBERS},
        )

    def put(self, facts: Facts) -> None:
        """Write down what it is now."""
        self.state, self.moved_at, self.route = facts.state, facts.at, facts.route
        self.post = facts.post or ""
        for clock in OrderClock:
            setattr(self, f"{clock}_due", facts.dues.get(clock))
        for name in _SAME:
            setattr(self, name, getattr(facts, name))
        for name in _MEMBERS:
            setattr(self, f"{name}_id", getattr(facts, name))


class OrderSerial(models.Model):
    """The last number that orders of a street were given on a day."""

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street", "day"], name="workorders_one_serial_a_day")
        ]


class Move(Row, Sealing):
    """A move as it was made: `at` by the server's clock, `said_at` by the sender's.

    `done` holds what a replay needs (see `rules/machine.py`), `told` what the sentence says beside it: names of the
    service and of posts. `said` is the sealed text.
    """

    street = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="moves", db_index=False)
    serial = models.PositiveIntegerField()
    move = models.CharField(max_length=12, choices=choices(OrderMove))
    state = models.CharField(max_length=12, choices=choices(OrderState))
    at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)
    account_id = models.UUIDField(null=True, blank=True)
    account_name = models.CharField(max_length=80)
    done = models.JSONField()
    told = models.JSONField(default=dict)
    said = SealedField(purpose="order")
    photos = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "serial"], name="workorders_moves_in_order")
        ]


class OrderPhoto(Placed, Photograph):
    """A photograph for an order; `order_id` is empty until a move names it."""

    order_id = models.UUIDField(null=True, blank=True)
