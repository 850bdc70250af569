"""An invented street, for demonstrations, tests and measurements: nobody in it exists.

`generate.make_street(persons, seed, today)` draws the whole street as plain dataclasses;
`generate.grid_chunks` gives the same street grid by grid, so that a million persons pass in bounded
memory. Only the names and codes of the six communities are real; roads, compounds, organisations
and people are made up, identity numbers and credit codes lie in the area 360199, which was never
assigned, and phones in segments that were never given to subscribers. The same seed draws the same
street; each concern has its own stream of chance, so more persons do not move a road.

`rosters.write_rosters(street, directory, seed)` writes that street as communities keep it: messy
workbooks in many layouts, each with the truth of every physical row beside it.

Modules, from the ground up: `terms` (what the street consists of), `chance` (seeded streams),
`vocabulary` and `names` (words to draw from), `numbers` (codes that pass every check), `geometry`,
`layout`, `sites`, `buildings`, `people`, `organisations`, `service`, `generate`, and `rosters`.
They are plain Python: no Django, no database, no clock. `loading` and `sign_ins` bring the street
into an installation, `lives` and `rounds` let a little happen in it.
"""
