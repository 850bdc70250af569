"""Pure rules of the territory: no Django, no database, no clock.

Addresses, from words to places: `address_words` (one spelling), `address_atoms` (numbers with their unit words),
`door_readings` (which number is what), `address_grammar` (all of it: `parse`), `known_names` and `gazetteer`
(indexes), `placing` (a door in a site), `address_reading` (`Gazetteer.read`: the known buildings decide).
Land: `boundary` (`parse_boundary`), `cover` (`prove_cover`), `bounds` (四至), `succession` (codes, split, merge),
`locating`, `coordinates`, `local_plane`. Files: `feature_files`.
"""
