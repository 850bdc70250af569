"""Refusals of the register. `field` in the details names the field of the form that is wrong."""

from gridward.kernel.problems import Problem


class NameMissing(Problem):
    """A person or an organisation has a name."""

    code = "register_name_missing"


class SexContradicts(Problem):
    """The sex that was entered is not that of the identity number."""

    code = "sex_contradicts_document"


class BirthContradicts(Problem):
    """The birth date that was entered is not that of the identity number."""

    code = "birth_contradicts_document"


class BirthInFuture(Problem):
    """Nobody is born after today."""

    code = "birth_in_future"


class DocumentForm(Problem):
    """A number of another kind of document has 3 to 30 letters and digits."""

    code = "other_document_form"


class PlaceMissing(Problem):
    """A household stands at a door, or at an address in words in a named grid."""

    code = "household_place_missing"


class GridMissing(Problem):
    """An organisation lies in a grid: its building's, its site's, or a named one."""

    code = "organisation_grid_missing"


class GridRetired(Problem):
    """The grid was closed; its successors take what is new."""

    code = "grid_retired"


class IndustryUnknown(Problem):
    """An industry is a section of GB/T 4754, A to T."""

    code = "industry_unknown"


class DoorChanged(Problem):
    """The households behind the door are not those that the caller saw."""

    code = "door_changed_meanwhile"
    status = 409


class DoorLivedIn(Problem):
    """A door with people registered behind it is not marked empty; they move out first."""

    code = "door_lived_in"
    status = 409


class NobodyToMoveOut(Problem):
    """Only a registered household moves out."""

    code = "nobody_to_move_out"


class HasDoor(Problem):
    """The household stands behind a door already; it moves from its own page."""

    code = "household_has_door"
    status = 409


class HouseholdInUse(Problem):
    """A household is taken back only while nobody was ever entered in it."""

    code = "household_in_use"
    status = 409


class AlreadyInHousehold(Problem):
    """The household has this person already."""

    code = "already_in_household"
    status = 409


class LivesElsewhere(Problem):
    """Another resident of the street holds this document number."""

    code = "document_of_another_resident"
    status = 409


class EmployeeExists(Problem):
    """The organisation has an employee with this document number."""

    code = "employee_exists"
    status = 409


class ResidentGone(Problem):
    """The resident has left the register."""

    code = "resident_gone"
    status = 409


class EmployeeGone(Problem):
    """The employee has left the organisation."""

    code = "employee_gone"
    status = 409


class OrganisationClosed(Problem):
    """The organisation is closed."""

    code = "organisation_closed"
    status = 409


class SameHousehold(Problem):
    """A move goes to another household."""

    code = "same_household"


class LookReasonMissing(Problem):
    """Looking at personal data in full needs a reason of at least 2 characters."""

    code = "look_reason_missing"


class NotRevealable(Problem):
    """No such sealed field stands at this kind of row."""

    code = "not_revealable"


class SettleReasonMissing(Problem):
    """A settled conflict says why."""

    code = "settle_reason_missing"


class AlreadySettled(Problem):
    """Somebody settled this conflict before."""

    code = "conflict_already_settled"
    status = 409


class SettleHigher(Problem):
    """Taking the person over needs rights at both grids."""

    code = "conflict_needs_both_grids"
    status = 403


class ExportTooLarge(Problem):
    """A prepared file would be larger than may be sealed at once."""

    code = "export_too_large"


class SearchTextMissing(Problem):
    """The hits of a search need what was searched for."""

    code = "export_search_missing"
