"""The page of roles: which post carries which permission, at all grids of the unit where it is held (P6).

The administrator of the server is not a post: such an account keeps accounts, members and the kinds of work orders, and
reads neither register nor orders.
"""

from gridward.ground.staff.terms import Post
from gridward.kernel.access import Permission

P = Permission

_EVERYBODY = frozenset({P.TERRITORY_READ, P.STAFF_READ, P.REPORT_READ})
_ORDERS = frozenset({P.ORDER_OPEN, P.ORDER_WORK})
_WORKS = (
    _EVERYBODY
    | _ORDERS
    | {P.REGISTER_READ, P.REGISTER_CHANGE, P.REGISTER_EXPORT}
    | {P.SITUATION_READ, P.SITUATION_CHANGE}
    | {P.WORK_READ, P.VISIT_RECORD, P.LOG_WRITE, P.INSPECTION_RECORD, P.MEETING_JOIN}
    | {P.OUTREACH_KEEP, P.SUPPLY_ASK, P.PASS_ISSUE, P.GATE_KEEP}
)
_MEASURES = frozenset({P.MEASURE_SEE, P.MEASURE_FOLLOW, P.MEASURE_PROPOSE})
_DECIDES = _MEASURES | {P.MEASURE_DECIDE}
_LEADS = (
    _WORKS
    | _DECIDES
    | {P.REGISTER_REVEAL, P.REGISTER_EXPORT_FULL, P.ROSTER_IMPORT}
    | {P.AUDIT_READ, P.TERRITORY_CHANGE, P.REPORT_SIGN}
    | {P.STAFF_OVERSEE, P.STAFF_RECOGNISE, P.TEAM_CHANGE, P.ROTA_PLAN}
    | {P.ROUND_LEAD, P.LOG_COUNTERSIGN, P.ORDER_DISPATCH, P.INSPECTION_LEAD, P.MEETING_LEAD}
    | {P.NOTICE_SEND, P.BOARD_WALL, P.SUPPLY_KEEP, P.GATE_LEAD}
    | {P.PASSAGE_SEARCH, P.WATCH_KEEP, P.SCREENING_KEEP, P.SCREENING_ANSWER, P.TRACING_READ}
)
_HEADS = (
    _LEADS
    | {P.STAFF_CHANGE, P.ACCOUNT_CHANGE, P.REPORT_LAYOUT, P.FILING_REVIEW}
    | {P.SUPPLY_STREET, P.SUPPLY_ARTICLES, P.RESPONSE_SWITCH, P.RISK_KEEP}
    | {P.RULEBOOKS_WRITE, P.RULEBOOKS_REVIEW, P.MEASURE_CONFIRM}
)

PERMISSIONS: dict[Post, frozenset[P]] = {
    Post.STREET_PATRON: _EVERYBODY | {P.STAFF_OVERSEE},
    Post.STREET_GRID_CHIEF: _HEADS | {P.EXPORT_OVERSEE},
    Post.STREET_COMMAND: _HEADS,
    Post.DISCIPLINE_OFFICER: _EVERYBODY | {P.AUDIT_READ, P.STAFF_OVERSEE, P.WORK_READ},
    Post.PRIVACY_OFFICER: _EVERYBODY | {P.AUDIT_READ, P.EXPORT_OVERSEE},
    Post.FIRST_GRID_LEADER: _WORKS
    | _DECIDES
    | {P.REGISTER_REVEAL, P.AUDIT_READ, P.REPORT_SIGN, P.STAFF_OVERSEE, P.LOG_COUNTERSIGN}
    | {P.STAFF_RECOGNISE, P.ROTA_PLAN}
    | {P.ORDER_DISPATCH, P.INSPECTION_LEAD, P.MEETING_LEAD, P.NOTICE_SEND, P.CARE_KEEP}
    | {P.BOARD_WALL, P.SUPPLY_KEEP, P.GATE_LEAD, P.PASSAGE_SEARCH, P.WATCH_KEEP}
    | {P.SCREENING_KEEP, P.SCREENING_ANSWER, P.TRACING_READ},
    Post.COMMUNITY_GRID_LEADER: _LEADS | {P.CARE_KEEP},
    Post.HEALTH_LIAISON: _EVERYBODY
    | _ORDERS
    | _MEASURES
    | {P.REGISTER_READ, P.SITUATION_READ, P.SITUATION_CHANGE, P.WORK_READ}
    | {P.INSPECTION_RECORD, P.MEETING_JOIN, P.CARE_KEEP}
    | {P.GATE_KEEP, P.PASSAGE_SEARCH, P.WATCH_KEEP, P.RISK_KEEP, P.RULEBOOKS_WRITE}
    | {P.SCREENING_KEEP, P.SCREENING_ANSWER, P.TRACING_READ, P.TRACING_DECIDE},
    Post.GRID_POLICE: _EVERYBODY
    | _ORDERS
    | {P.REGISTER_READ, P.REGISTER_REVEAL, P.WORK_READ, P.LOG_WRITE, P.MEETING_JOIN}
    | {P.GATE_KEEP},
    Post.GRID_MANAGER: _WORKS
    | {P.REGISTER_REVEAL, P.CARE_KEEP, P.SCREENING_ANSWER}
    | {P.MEASURE_SEE, P.MEASURE_FOLLOW},
    Post.GRID_SUPERVISOR: _WORKS | {P.REGISTER_REVEAL},
}
"""Post to permissions. First leaders guide and inspect; importing rosters and boundaries is the community's work.
Whoever works on the register exports masked lists of the own grids; full numbers in bulk are for those who lead.

Every post reads figures at its grids (`report.read`) but the rows behind them with `register.read` alone: the patron
and the officers of the street see sums and nobody's name.

Who answers for filling posts (patron, chief, command), who guides (leaders) and who checks (discipline) oversees the
service: vacancies, clashes, shortages, hand-overs; leaders, chief and command recognise who serves there, plan who is
on duty and approve swaps. Who works at
doors records visits and writes a log of the day; the community's chief opens and closes rounds, and countersigns logs
with the first leader; discipline reads them. Teams are kept by those who lead where the team works. Whoever works in a
grid opens and handles work orders, each kind by the posts that it names; those who lead dispatch them, discipline
reads them.
Whoever works on the register inspects organisations and facilities, and the health liaison, who guides disinfection;
leaders plan; the street alone reviews filings of returning to work (A1 one(1)). Whoever attends the daily meeting
brings items to it; first leaders and those who lead call it, keep its minutes and, as conveners, sign its bulletin.
Service groups are kept by whoever works
there; notices are written and sent by those who lead. First leaders and those who lead may show the figures of the
board on a wall.
Whoever works in a grid makes passes for its people (帮办); first leaders and those who lead set up gates with their
rules. Whoever works there, the police officer and the health liaison keep gates; whom a gate watches for, and who
passed it, is known to the health liaison and to those who lead.
Whoever works in a grid asks for supplies, receives them and keeps the grid's store; those who lead decide and keep the
community's, the street alone its own and the list of articles.
Help that households agreed to (帮扶) is kept by those alone who give it: the grid's manager, the two leaders of the
community and the health liaison. Supervisors, police and the street do not see that a household has any.
Pushed lists (名单核查) are kept by the health liaison and by those who lead; the grid's manager verifies them.
The street's command and its chief alone decide on the response level. Published lists of risk areas are taken by the
street's office and the health liaison, for the whole street.
Rule books of the street are written by health liaisons, the command and the chief; the latter two review them, nobody
what they wrote.
Who is under a measure is known to the health liaison, who proposes; to the leaders of the community, who decide; to the
street's command and chief, who decide and alone confirm what restricts somebody; and to the grid's manager, who looks
after them. Supervisors, police, the patron and the officers of the street do not see it.
Cases and whom they met (流调协查) are traced by the health liaison alone, who decides who is a contact; first leaders
and those who lead read them.
"""

ADMINISTRATOR: frozenset[P] = frozenset(
    {
        *(P.TERRITORY_READ, P.TERRITORY_CHANGE, P.ACCOUNT_CHANGE),
        *(P.STAFF_READ, P.STAFF_CHANGE, P.STAFF_OVERSEE),
        *(P.ORDER_KINDS, P.SUPPLY_ARTICLES),
    }
)
"""What the keeper of the server may do everywhere."""

WALL: frozenset[P] = frozenset({P.BOARD_WALL})
"""What the account of a screen on a wall may do, in its street or community: see sums."""
