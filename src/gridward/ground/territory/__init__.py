"""Territory: dated divisions, community grids and base grids, sites, buildings, units and dwellings, addresses.

A *division* is an official unit with its code (province to community). A *grid* has 15 digits, twelve of its
community and three of its own; `000` is the community grid, the others are base grids. Codes are never reused;
a split or merge retires grids and names their successors. Each *place* (site, building, unit, dwelling) lies in
exactly one grid, and `queries.cover` proves it. Free address text is read against the known places only.
Clauses T1, T2, T4. Below: audit. Above: staff, register.
"""
