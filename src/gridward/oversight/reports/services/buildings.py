"""A building on paper: the list for the stairwell and the door matrix. Names are masked; phones are never on them."""

from uuid import UUID

from django.db import transaction

from gridward.ground.register.queries.doors import door_matrix
from gridward.ground.register.terms.doors import DoorMatrix
from gridward.kernel.access import Actor, Permission
from gridward.kernel.documents.formats import Printed
from gridward.kernel.texts import say
from gridward.oversight.reports.rules.buildings import Row, matrix_sheet, stairwell_list
from gridward.oversight.reports.services.paper import Manner, Release, printed


@transaction.atomic
def print_stairwell_list(actor: Actor, *, building_id: UUID, large: bool = False) -> Printed:
    """The doors of a building unit by unit on A4, with boxes for a visit (R1, R4); raises NotFound, NotAllowed."""
    matrix = _matrix(actor, building_id)
    return _printed(actor, "stairwell", matrix, stairwell_list(matrix, say, large=large))


@transaction.atomic
def print_door_matrix(actor: Actor, *, building_id: UUID) -> Printed:
    """The doors of a building as a table of units and floors, states by sign and shading; raises as above."""
    matrix = _matrix(actor, building_id)
    return _printed(actor, "door_matrix", matrix, matrix_sheet(matrix, say))


def _matrix(actor: Actor, building_id: UUID) -> DoorMatrix:
    matrix = door_matrix(actor, building_id)
    actor.require(Permission.REGISTER_READ, matrix.grid_id)
    return matrix


def _printed(actor: Actor, kind: str, matrix: DoorMatrix, data: Row) -> Printed:
    persons = sum(cell.residents for cell in matrix.cells())
    wanted = Release(kind, Manner(), {matrix.grid_id}, persons)
    return printed(actor, wanted, say(f"form.file.{kind}", where=data["building"]), data)
