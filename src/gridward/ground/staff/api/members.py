"""Doors of members, appointments, accounts and the caller."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema, Status

from gridward.ground.staff.api.shapes import appointment_out, masked_phone
from gridward.ground.staff.models import Account, Appointment, Member
from gridward.ground.staff.queries import (
    MemberFilter,
    PostAtUnit,
    account_of,
    appointment_of,
    in_force,
    member_of,
    members,
    posts_of_street,
    visible_to,
    with_posts,
)
from gridward.ground.staff.queries.chart import holders_of
from gridward.ground.staff.roles import ADMINISTRATOR, PERMISSIONS
from gridward.ground.staff.schemas.members import (
    AccountIn,
    AccountOut,
    AppointmentEnd,
    AppointmentIn,
    AppointmentOut,
    MemberChange,
    MemberIn,
    MemberOut,
    MeOut,
    OneTimePasswordOut,
    PostOut,
    ReasonIn,
    RoleOut,
    WholePhoneOut,
)
from gridward.ground.staff.services.accounts import (
    ONE_TIME_HOURS,
    close_account,
    give_password,
    open_account,
)
from gridward.ground.staff.services.appointments import appoint, confirm_deputy, end_appointment
from gridward.ground.staff.services.members import add_member, change_member, show_phone
from gridward.ground.staff.terms import LEVEL, SINGLE, Employer, Post
from gridward.ground.territory.models import Division, Grid
from gridward.ground.territory.queries import grid_of, street_of
from gridward.kernel import clock
from gridward.kernel.access import Permission
from gridward.kernel.http import PageOut, actor_of, answers, door
from gridward.kernel.paging import page
from gridward.kernel.problems import NotAllowed, SignInNeeded

router = door("staff")
me_router = door("me")


@me_router.get("", response=answers(MeOut), auth=None)
def me(request: HttpRequest) -> object:
    """Who is signed in; raises the sign-in refusal for a stranger."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        raise SignInNeeded
    actor = actor_of(request)
    street = Division.objects.filter(pk__in=[actor.street_id]).first()
    posts = Appointment.objects.none()
    if account.member_id and actor.account_id:
        posts = Appointment.objects.filter(member_id=account.member_id)
    return {
        "account": account,
        "member": account.member if actor.account_id else None,
        "posts": [
            appointment_out(one)
            for one in in_force(posts, clock.today()).select_related("grid", "street", "member")
        ],
        "permissions": sorted(permission.value for permission in actor.held),
        "street": street,
        "fictional": bool(street) and Grid.objects.filter(street=street, fictional=True).exists(),
    }


class MembersWanted(Schema):
    """Which members: by name, employer, team, and those without a post today."""

    q: str = ""
    employer: Employer | None = None
    team: UUID | None = None
    without_post: bool = False
    after: str | None = None


@router.get("/members", response=answers(PageOut[MemberOut]))
def list_members(request: HttpRequest, wanted: Query[MembersWanted]) -> object:
    """Members of the street by name."""
    narrowed = members(
        visible_to(actor_of(request)), MemberFilter(**wanted.model_dump(exclude={"after"}))
    )
    found = page(with_posts(narrowed), ["sort_key", "id"], wanted.after)
    return {"items": [_member(row) for row in found.rows], "next": found.next}


@router.post("/members", response=answers(MemberOut, 201))
def post_member(request: HttpRequest, given: MemberIn) -> object:
    """Enter a person of the service."""
    actor = actor_of(request)
    member = add_member(actor, street=street_of(actor), **given.model_dump())
    return Status(201, _member(member_of(actor, member.pk)))


@router.get("/members/{member_id}", response=answers(MemberOut))
def get_member(request: HttpRequest, member_id: UUID) -> object:
    """One member with posts and sign-in."""
    return _member(member_of(actor_of(request), member_id))


@router.patch("/members/{member_id}", response=answers(MemberOut))
def patch_member(request: HttpRequest, member_id: UUID, given: MemberChange) -> object:
    """Change a member."""
    actor = actor_of(request)
    member = member_of(actor, member_id)
    change_member(actor, member=member, **given.model_dump(exclude_unset=True))
    return _member(member_of(actor, member_id))


@router.post("/members/{member_id}/phone", response=answers(WholePhoneOut))
def reveal_phone(request: HttpRequest, member_id: UUID, given: ReasonIn) -> object:
    """The whole phone number of a colleague; the look is recorded."""
    actor = actor_of(request)
    member = member_of(actor, member_id)
    return {"phone": show_phone(actor, member=member, reason=given.reason)}


@router.post("/members/{member_id}/account", response=answers(OneTimePasswordOut, 201))
def post_account(request: HttpRequest, member_id: UUID, given: AccountIn) -> object:
    """Open a sign-in for a member."""
    actor = actor_of(request)
    member = member_of(actor, member_id)
    account, password = open_account(actor, username=given.username, member=member)
    return Status(201, _one_time(account, password))


@router.post("/accounts/{account_id}/password", response=answers(OneTimePasswordOut))
def post_password(request: HttpRequest, account_id: UUID) -> object:
    """A new one-time password in place of a forgotten one."""
    actor = actor_of(request)
    account = account_of(actor, account_id)
    return _one_time(account, give_password(actor, account=account))


@router.post("/accounts/{account_id}/close", response=answers(AccountOut))
def post_close(request: HttpRequest, account_id: UUID) -> object:
    """Close a sign-in."""
    actor = actor_of(request)
    close_account(actor, account=account_of(actor, account_id))
    return account_of(actor, account_id)


@router.post("/appointments", response=answers(AppointmentOut, 201))
def post_appointment(request: HttpRequest, given: AppointmentIn) -> object:
    """Give a member a post."""
    actor = actor_of(request)
    appointment = appoint(
        actor,
        member=member_of(actor, given.member_id),
        post=given.post,
        grid=grid_of(actor, given.grid_id) if given.grid_id else None,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        acting=given.acting,
    )
    return Status(201, appointment_out(appointment))


@router.post("/appointments/{appointment_id}/confirm", response=answers(AppointmentOut, 201))
def post_confirm(request: HttpRequest, appointment_id: UUID, given: AppointmentEnd) -> object:
    """From a day on the acting deputy holds the post itself."""
    actor = actor_of(request)
    held = appointment_of(actor, appointment_id)
    return Status(201, appointment_out(confirm_deputy(actor, appointment=held, on=given.on)))


@router.post("/appointments/{appointment_id}/end", response=answers(AppointmentOut))
def post_end(request: HttpRequest, appointment_id: UUID, given: AppointmentEnd) -> object:
    """End an appointment."""
    actor = actor_of(request)
    appointment = appointment_of(actor, appointment_id)
    return appointment_out(end_appointment(actor, appointment=appointment, on=given.on))


@router.get("/posts", response=answers(list[PostOut]))
def list_posts(request: HttpRequest, day: date | None = None) -> object:
    """Every post of the street with who holds it on a day, or vacant."""
    actor = actor_of(request)
    if not actor.may(Permission.STAFF_READ):
        raise NotAllowed(permission=Permission.STAFF_READ.value)
    return [_post(one) for one in posts_of_street(street_of(actor), day)]


@router.get("/posts/holders", response=answers(list[AppointmentOut]))
def list_holders(request: HttpRequest, post: Post, grid: UUID | None = None) -> object:
    """Everybody who held a post at a unit, holds it or will; `grid` is left out for posts of the street."""
    actor = actor_of(request)
    if not actor.may(Permission.STAFF_READ):
        raise NotAllowed(permission=Permission.STAFF_READ.value)
    street = street_of(actor)
    unit = grid_of(actor, grid).pk if grid else None
    return [appointment_out(row) for row in holders_of(street, post, unit)]


@router.get("/roles", response=answers(list[RoleOut]))
def list_roles(request: HttpRequest) -> object:
    """Which post carries which permission."""
    pages = [(post.value, LEVEL[post].value, held) for post, held in PERMISSIONS.items()]
    return [
        {"post": post, "level": level, "permissions": sorted(one.value for one in held)}
        for post, level, held in [*pages, ("administrator", "installation", ADMINISTRATOR)]
    ]


def _member(row: Member) -> dict[str, object]:
    return {
        "id": row.pk,
        "version": row.version,
        "name": row.name,
        "employer": row.employer,
        "organisation": row.organisation,
        "phone": masked_phone(row),
        "active": row.active,
        "account": getattr(row, "account", None),
        "appointments": [appointment_out(one) for one in row.appointments.all()],
    }


def _one_time(account: Account, password: str) -> dict[str, object]:
    return {
        "username": account.username,
        "one_time_password": password,
        "hours": ONE_TIME_HOURS,
    }


def _post(one: PostAtUnit) -> dict[str, object]:
    return {
        "post": one.post,
        "level": LEVEL[one.post].value,
        "single": one.post in SINGLE,
        "unit_name": one.unit_name,
        "unit_code": one.unit_code,
        "grid_id": one.grid_id,
        "holders": [appointment_out(row) for row in one.holders],
    }
