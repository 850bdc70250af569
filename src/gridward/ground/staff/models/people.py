"""Tables of the service: members, appointments, accounts."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q

from gridward.ground.staff.terms import SINGLE, Employer, Post
from gridward.ground.territory.models import Division, Grid
from gridward.kernel import clock
from gridward.kernel.crypto.fields import IndexField, SealedField, Sealing
from gridward.kernel.history import keeps_history
from gridward.kernel.ids import new_id
from gridward.kernel.models import ChangingRow, choices


@keeps_history("MemberHistory")
class Member(ChangingRow, Sealing):
    """A person of the service."""

    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120, blank=True)
    employer = models.CharField(max_length=20, choices=choices(Employer))
    organisation = models.CharField(max_length=100, blank=True)
    phone = SealedField(purpose="contact")
    phone_index = IndexField(key="phone", db_index=True)
    active = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["street", "sort_key", "id"], name="staff_member_by_name")]


class _DateRange(Func):
    function = "daterange"
    output_field = models.Field()


class _UnitRange(Func):
    """A range that overlaps another's only for the same unit and post: exclusion without btree_gist."""

    template = "int8range(hashtextextended(%(expressions)s, 0), hashtextextended(%(expressions)s, 0), '[]')"
    output_field = models.Field()


@keeps_history("AppointmentHistory")
class Appointment(ChangingRow):
    """A member holds a post at a unit from a day until the day before `valid_to`.

    Street posts have no grid, community posts the community grid, workers their base grid.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=24, choices=choices(Post))
    street = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    grid = models.ForeignKey(
        Grid, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    unit_key = models.CharField(max_length=64, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="staff_appointment_days_in_order",
            ),
            ExclusionConstraint(
                name="staff_one_holder_at_a_time",
                expressions=[
                    (_UnitRange("unit_key"), "&&"),
                    (_DateRange("valid_from", "valid_to"), "&&"),
                ],
                condition=Q(acting=False, post__in=sorted(post.value for post in SINGLE)),
            ),
            ExclusionConstraint(
                name="staff_one_acting_deputy_at_a_time",
                expressions=[
                    (_UnitRange("unit_key"), "&&"),
                    (_DateRange("valid_from", "valid_to"), "&&"),
                ],
                condition=Q(acting=True, post__in=sorted(post.value for post in SINGLE)),
            ),
        ]
        indexes = [models.Index(fields=["grid", "post"], name="staff_appointment_by_grid")]

    def save(self, *args: Any, **options: Any) -> None:
        """The unit key names post and unit, for the exclusion of two holders."""
        self.unit_key = f"{self.post}:{self.grid_id or self.street_id}"
        super().save(*args, **options)


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by `services.open_account`, never here."""


class Account(AbstractBaseUser):
    """A sign-in. An administrator keeps the server and the accounts, and sees no register by that alone.

    `wall` is the street or community whose figures a screen on a wall shows, for an account that may nothing else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    wall = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    must_change_password = models.BooleanField(default=True)
    one_time_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; a one-time password that has lapsed is none."""
        lapsed = self.one_time_until is not None and self.one_time_until < clock.now()
        return super().check_password(raw_password) and not lapsed
