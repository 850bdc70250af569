"""Doors of the service: people and posts, chart and completeness, teams, shortages, hand-overs."""

from gridward.ground.staff.api.certificates import people_router as certificates_of_people
from gridward.ground.staff.api.certificates import router as certificates
from gridward.ground.staff.api.filling import router as filling
from gridward.ground.staff.api.handovers import router as handovers
from gridward.ground.staff.api.members import me_router, router
from gridward.ground.staff.api.recognitions import me_router as own_recognitions
from gridward.ground.staff.api.recognitions import router as recognitions
from gridward.ground.staff.api.shortages import router as shortage_lists
from gridward.ground.staff.api.shortages import rows_router as shortages
from gridward.ground.staff.api.team_service import router as team_service
from gridward.ground.staff.api.team_service import teams_router as service_of_teams
from gridward.ground.staff.api.teams import people_router as team_people
from gridward.ground.staff.api.teams import router as teams

router.add_router("", filling)
router.add_router("/teams", teams)
router.add_router("/teams", service_of_teams)
router.add_router("/team-people", team_people)
router.add_router("/team-people", certificates_of_people)
router.add_router("/service-certificates", certificates)
router.add_router("/team-service", team_service)
router.add_router("/shortage-lists", shortage_lists)
router.add_router("/shortages", shortages)
router.add_router("/handovers", handovers)
router.add_router("/recognitions", recognitions)
me_router.add_router("/recognitions", own_recognitions)

__all__ = ["me_router", "router"]
