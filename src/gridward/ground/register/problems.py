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


class ResidentHere(Problem):
    """The resident has not left, so there is nothing to bring back."""

    code = "resident_here"
    status = 409


class NotOfHousehold(Problem):
    """One of the chosen persons does not live in this household now."""

    code = "resident_not_of_household"
    status = 409


class NobodyChosen(Problem):
    """The act needs persons, and none was chosen."""

    code = "nobody_chosen"


class NobodyStays(Problem):
    """A split leaves somebody behind; otherwise the household moves as a whole."""

    code = "nobody_stays"


class HouseholdMerged(Problem):
    """The household was taken into another and is no longer changed."""

    code = "household_merged"
    status = 409


class DayToCome(Problem):
    """What happened did not happen after today."""

    code = "day_to_come"


class DayBeforeBirth(Problem):
    """Nobody comes, leaves or dies before being born."""

    code = "day_before_birth"


class LeftBeforeComing(Problem):
    """Nobody leaves before having come."""

    code = "left_before_coming"


class CorrectionReasonMissing(Problem):
    """A correction, and bringing somebody back, say why."""

    code = "correction_reason_missing"


class ChangedMeanwhile(Problem):
    """Somebody else changed the same fields since the caller read them.

    Details: `version` as it is now, and `fields`: for each its key, `before`, `mine`, `theirs` (masked where
    personal), who changed it (`by`), when (`at`, ISO), and the `version` that this made.
    """

    code = "changed_meanwhile"
    status = 409


class NothingChosen(Problem):
    """A change of many rows needs rows, at most as many as one act may take."""

    code = "nothing_chosen"


class TooManyChosen(Problem):
    """More rows were chosen than one act may change."""

    code = "too_many_chosen"


class NothingToSet(Problem):
    """A change of many rows says which field to set."""

    code = "nothing_to_set"


class ChosenChanged(Problem):
    """The rows are no longer those of the trial run."""

    code = "chosen_changed"
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
