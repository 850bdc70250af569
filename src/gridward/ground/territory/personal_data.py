"""Personal data of the territory: none. A door is a place; who lives behind it stands in the register (clause L1)."""

from gridward.kernel.declaring import ROW, NotPersonal, Personal

_PLACE = ROW | {"name", "longitude", "latitude", "outline", "source_key"}

_CALLED = ROW | {"site", "building", "name", "key", "kind"}

PERSONAL: Personal = {}
NOT_PERSONAL: NotPersonal = {
    "territory.Division": {"id", "code", "name", "level", "parent", "valid_from", "valid_to"}
    | {"successor", "source"},
    "territory.Grid": (ROW - {"grid"})
    | {"code", "name", "kind", "community", "boundary", "bounds", "area_m2"}
    | {"valid_from", "valid_to", "fictional"},
    "territory.PastBoundary": {"id", "grid", "boundary", "area_m2", "valid_from", "valid_to"},
    "territory.GridSuccession": {"id", "old", "new", "on", "share"},
    "territory.Site": _PLACE | {"kind", "road", "house_number"},
    "territory.Building": _PLACE | {"site", "number_key", "floors"},
    "territory.Unit": ROW | {"building", "number_key"},
    "territory.Dwelling": ROW | {"building", "unit", "floor", "room", "label", "residential"},
    "territory.Road": {"id", "street", "name", "line"},
    "territory.PlaceName": _CALLED
    | {"road", "community", "source", "valid_from", "valid_to", "note"}
    | {"entered_by", "retired_on", "retired_by", "merged_into"},
    "territory.NameUse": {"id", "name", "grid", "count", "last_on"},
    "territory.NameSuggestion": _CALLED
    | {"count", "state", "decided_by", "decided_at", "reason", "entry"},
    # `said` ends at the door and its room is hidden: it tells where, never who.
    "territory.NameEvidence": {"id", "suggestion", "grid", "said", "chosen", "place_id"}
    | {"origin", "at", "by"},
    "territory.LearningSetting": {"id", "street", "corrections", "valid_from", "source"}
    | {"entered_by", "at"},
}
