"""Refusals about divisions, grids, places and files of them."""

from gridward.kernel.problems import Problem


class NameMissing(Problem):
    """A division, grid or place has a name."""

    code = "territory.name_missing"


class CodeTaken(Problem):
    """The code belongs, or once belonged, to another division or grid: codes are never reused."""

    code = "territory.code_taken"
    status = 409


class CodeElsewhere(Problem):
    """The code's first digits are not those of the division above it."""

    code = "territory.code_elsewhere"


class LevelWrong(Problem):
    """A division stands directly under one of the level above, and its code has that level's digits."""

    code = "territory.level_wrong"


class DivisionOver(Problem):
    """The division has ended already."""

    code = "territory.division_over"
    status = 409


class DaysNotInOrder(Problem):
    """An end comes after its beginning."""

    code = "territory.days_not_in_order"


class DayAhead(Problem):
    """A change of boundaries holds at once, so its day is not in the future."""

    code = "territory.day_ahead"


class SerialUnfit(Problem):
    """Serial 000 is the community grid's, every other serial a base or dedicated grid's."""

    code = "territory.serial_unfit"


class GridRetired(Problem):
    """A retired grid does not change any more."""

    code = "territory.grid_retired"
    status = 409


class NotABaseGrid(Problem):
    """Only base and dedicated grids are split and merged."""

    code = "territory.not_a_base_grid"


class CommunitiesDiffer(Problem):
    """Grids of one community only are merged (one grid, one community)."""

    code = "territory.communities_differ"


class NotNeighbours(Problem):
    """Grids that are merged, or that give and take land, have a common border."""

    code = "territory.not_neighbours"


class SameCommunity(Problem):
    """The grid is in this community already."""

    code = "territory.same_community"


class StreetsDiffer(Problem):
    """A grid goes to a community of its own street; streets are united by the succession of divisions."""

    code = "territory.streets_differ"


class BoundaryMissing(Problem):
    """Without a drawn boundary nothing can be divided on the map."""

    code = "territory.boundary_missing"


class PlanIncomplete(Problem):
    """A change of boundaries does not say all that its kind needs."""

    code = "territory.plan_incomplete"


class BuildingsAstride(Problem):
    """The new border would cut buildings, and nobody has said to which side they belong."""

    code = "territory.buildings_astride"


class ReasonMissing(Problem):
    """A change of boundaries is done for a reason that stays on the record."""

    code = "territory.reason_missing"


class SuccessorsUnknown(Problem):
    """The new edition does not say what became of some communities; a person must."""

    code = "territory.successors_unknown"


class EffectChanged(Problem):
    """Since the effect was shown, somebody changed one of the grids."""

    code = "territory.effect_changed"
    status = 409


class NumberTaken(Problem):
    """The site has a building with this number, or the building has this door."""

    code = "territory.number_taken"
    status = 409


class DoorMissing(Problem):
    """A door has a room number."""

    code = "territory.door_missing"


class NameKnown(Problem):
    """The place is called so already, officially or in the book."""

    code = "territory.name_known"
    status = 409


class NameUnlikely(Problem):
    """A name in the book has two signs or more."""

    code = "territory.name_unlikely"


class NameRetired(Problem):
    """A retired name does not change any more."""

    code = "territory.name_retired"
    status = 409


class NamesApart(Problem):
    """Two entries are merged when they are written alike or are about one place."""

    code = "territory.names_apart"


class SuggestionSettled(Problem):
    """Somebody confirmed or refused this suggestion before."""

    code = "territory.suggestion_settled"
    status = 409


class NameDisputed(Problem):
    """Another place is called so, so that a learned name would be read wrongly."""

    code = "territory.name_disputed"
    status = 409


class PlaceOfNameMissing(Problem):
    """A name is for one site, building, road or community."""

    code = "territory.place_of_name_missing"


class LearningUnlikely(Problem):
    """A number of corrections is between none and fifty, with where it was decided."""

    code = "territory.learning_unlikely"


class DoorOccupied(Problem):
    """Somebody is or was registered behind the door, so it is not taken off; its number can be corrected."""

    code = "territory.door_occupied"
    status = 409


class FloorUnlikely(Problem):
    """A floor is a whole number from the ninth below ground to the two hundredth, and there is no floor 0."""

    code = "territory.floor_unlikely"


class PatternUnread(Problem):
    """The line that should name many doors was not understood."""

    code = "territory.pattern_unread"


class PatternTooLarge(Problem):
    """The line names more doors than a building has."""

    code = "territory.pattern_too_large"


class PositionOutside(Problem):
    """The position lies in no base grid; a grid must be named."""

    code = "territory.position_outside"


class PositionInTwo(Problem):
    """The position lies in an overlap of grids; a grid must be named."""

    code = "territory.position_in_two"


class PositionElsewhere(Problem):
    """The position lies in another grid than the one named."""

    code = "territory.position_elsewhere"


class GridMissing(Problem):
    """Neither a position nor a grid says where the place lies."""

    code = "territory.grid_missing"


class WrongKind(Problem):
    """The word is not one of the known kinds."""

    code = "territory.wrong_kind"


class FileUnreadable(Problem):
    """The file is neither GeoJSON nor CSV with a header."""

    code = "territory.file_unreadable"


class CommunityUnknown(Problem):
    """The community is not one of the street."""

    code = "territory.community_unknown"


class SiteUnknown(Problem):
    """The building's site is not known in the street."""

    code = "territory.site_unknown"


class SiteAmbiguous(Problem):
    """Several sites bear this name; a key or community is needed."""

    code = "territory.site_ambiguous"


class SameAsEarlier(Problem):
    """Another feature of the file speaks of the same row and says otherwise."""

    code = "territory.same_as_earlier"


class ValueUnreadable(Problem):
    """A cell does not hold what its column promises."""

    code = "territory.value_unreadable"
