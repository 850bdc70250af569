"""Who acts and what they may: the page of permissions, and the actor that every read and write is done for.

The page stands in the kernel because every part asks it; which post carries which permission is the page
`gridward.ground.staff.roles`. An actor holds, per permission, the grids where it is held. Rows outside are not
refused, they do not exist: `visible_to(actor)` filters, and PostgreSQL filters once more (`gridward.kernel.rows`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from gridward.kernel.problems import NotAllowed, NotFound

Grids = frozenset[UUID]
NOWHERE: Grids = frozenset()


class Permission(StrEnum):
    """Everything that somebody may be allowed to do, each at the grids of a post."""

    TERRITORY_READ = "territory.read"
    TERRITORY_CHANGE = "territory.change"
    STAFF_READ = "staff.read"
    STAFF_CHANGE = "staff.change"
    STAFF_OVERSEE = "staff.oversee"
    STAFF_RECOGNISE = "staff.recognise"
    TEAM_CHANGE = "team.change"
    ROTA_PLAN = "rota.plan"
    ACCOUNT_CHANGE = "account.change"
    REGISTER_READ = "register.read"
    REGISTER_CHANGE = "register.change"
    REGISTER_REVEAL = "register.reveal"
    REGISTER_EXPORT = "register.export"
    REGISTER_EXPORT_FULL = "register.export_full"
    SITUATION_READ = "situation.read"
    SITUATION_CHANGE = "situation.change"
    ROSTER_IMPORT = "roster.import"
    WORK_READ = "work.read"
    ROUND_LEAD = "round.lead"
    VISIT_RECORD = "visit.record"
    LOG_WRITE = "log.write"
    LOG_COUNTERSIGN = "log.countersign"
    RESPONSE_SWITCH = "response.switch"
    RULEBOOKS_WRITE = "rulebooks.write"
    RULEBOOKS_REVIEW = "rulebooks.review"
    ORDER_OPEN = "order.open"
    ORDER_WORK = "order.work"
    ORDER_DISPATCH = "order.dispatch"
    ORDER_KINDS = "order.kinds"
    BOARD_WALL = "board.wall"
    CARE_KEEP = "care.keep"
    INSPECTION_RECORD = "inspection.record"
    INSPECTION_LEAD = "inspection.lead"
    FILING_REVIEW = "filing.review"
    GATE_LEAD = "gate.lead"
    GATE_KEEP = "gate.keep"
    PASS_ISSUE = "pass.issue"
    PASSAGE_SEARCH = "passage.search"
    WATCH_KEEP = "watch.keep"
    RISK_KEEP = "risk.keep"
    SCREENING_KEEP = "screening.keep"
    SCREENING_ANSWER = "screening.answer"
    MEASURE_SEE = "measure.see"
    MEASURE_FOLLOW = "measure.follow"
    MEASURE_PROPOSE = "measure.propose"
    MEASURE_DECIDE = "measure.decide"
    MEASURE_CONFIRM = "measure.confirm"
    TRACING_READ = "tracing.read"
    TRACING_DECIDE = "tracing.decide"
    MEETING_JOIN = "meeting.join"
    MEETING_LEAD = "meeting.lead"
    OUTREACH_KEEP = "outreach.keep"
    NOTICE_SEND = "notice.send"
    SUPPLY_ASK = "supply.ask"
    SUPPLY_KEEP = "supply.keep"
    SUPPLY_STREET = "supply.street"
    SUPPLY_ARTICLES = "supply.articles"
    REPORT_READ = "report.read"
    REPORT_SIGN = "report.sign"
    REPORT_LAYOUT = "report.layout"
    AUDIT_READ = "audit.read"
    EXPORT_OVERSEE = "export.oversee"


WRITING = frozenset(
    {
        Permission.TERRITORY_CHANGE,
        Permission.STAFF_CHANGE,
        Permission.STAFF_RECOGNISE,
        Permission.TEAM_CHANGE,
        Permission.ROTA_PLAN,
        Permission.REGISTER_CHANGE,
        Permission.SITUATION_CHANGE,
        Permission.ROSTER_IMPORT,
        Permission.ROUND_LEAD,
        Permission.VISIT_RECORD,
        Permission.LOG_WRITE,
        Permission.LOG_COUNTERSIGN,
        Permission.RESPONSE_SWITCH,
        Permission.RULEBOOKS_WRITE,
        Permission.RULEBOOKS_REVIEW,
        Permission.ORDER_OPEN,
        Permission.ORDER_WORK,
        Permission.ORDER_DISPATCH,
        Permission.ORDER_KINDS,
        Permission.CARE_KEEP,
        Permission.INSPECTION_RECORD,
        Permission.INSPECTION_LEAD,
        Permission.FILING_REVIEW,
        Permission.GATE_LEAD,
        Permission.GATE_KEEP,
        Permission.PASS_ISSUE,
        Permission.WATCH_KEEP,
        Permission.RISK_KEEP,
        Permission.SCREENING_KEEP,
        Permission.SCREENING_ANSWER,
        Permission.MEASURE_FOLLOW,
        Permission.MEASURE_PROPOSE,
        Permission.MEASURE_DECIDE,
        Permission.MEASURE_CONFIRM,
        Permission.TRACING_DECIDE,
        Permission.MEETING_JOIN,
        Permission.MEETING_LEAD,
        Permission.OUTREACH_KEEP,
        Permission.NOTICE_SEND,
        Permission.SUPPLY_ASK,
        Permission.SUPPLY_KEEP,
        Permission.SUPPLY_STREET,
        Permission.SUPPLY_ARTICLES,
    }
)


FIGURES = frozenset({Permission.BOARD_WALL})
"""What lets somebody see sums and never a row: the database shows no row for these alone."""


class HeldPost(NamedTuple):
    """A post in force: which, its unit as appointments write it, and where that is.

    `has_origins` tells whether its grid took over from others.
    """

    post: str
    unit_key: str
    street_id: UUID
    grid_id: UUID | None
    community_id: UUID | None
    has_origins: bool = False


@dataclass(frozen=True)
class Actor:
    """A signed-in person of the service, or the command line, with what they may do where.

    `sign_in` is the name by which the account signs in, empty for the command line. `posts` are those of today.
    """

    account_id: UUID | None
    name: str
    street_id: UUID | None = None
    member_id: UUID | None = None
    sign_in: str = ""
    posts: Sequence[HeldPost] = ()
    held: Mapping[Permission, Grids] = field(default_factory=dict)

    def grids(self, permission: Permission) -> Grids:
        """The grids at which the permission is held; empty where it is not."""
        return self.held.get(permission, NOWHERE)

    def may(self, permission: Permission, grid_id: UUID | None = None) -> bool:
        """Whether the permission is held at this grid, or anywhere when no grid is named."""
        held = self.grids(permission)
        return bool(held) if grid_id is None else grid_id in held

    def require(self, permission: Permission, grid_id: UUID | None = None) -> None:
        """Raise NotAllowed unless held here; NotFound when the place is outside all the actor may see."""
        if self.may(permission, grid_id):
            return
        if grid_id is not None and grid_id not in self.readable():
            raise NotFound
        raise NotAllowed(permission=permission.value)

    def as_person(self, permission: Permission) -> UUID:
        """The account of a person, who answers for the step: no program takes it (L7). Raises NotAllowed."""
        if self.account_id is None:
            raise NotAllowed(permission=permission.value)
        return self.account_id

    def serves(self, street_id: UUID | None) -> bool:
        """Whether this is the actor's street; who keeps the installation and is no member serves every street."""
        return self.member_id is None or street_id == self.street_id

    @property
    def sees_figures_alone(self) -> bool:
        """Whether this is a screen that shows sums and may nothing else."""
        return bool(self.held) and self.held.keys() <= FIGURES

    def readable(self) -> Grids:
        """Every grid at which the actor holds anything at all but figures."""
        rows = {grids for permission, grids in self.held.items() if permission not in FIGURES}
        return frozenset().union(NOWHERE, *rows)

    def writable(self) -> Grids:
        """Every grid at which the actor may change something."""
        return frozenset().union(*{self.grids(permission) for permission in WRITING})


SOMEBODY = Actor(account_id=None, name="gridward")
"""Who acts where something follows from what somebody else was allowed to do, or from the clock."""
