"""Audit: each write, and each look at unmasked personal data, is a line that people can read.

A *line* says who did what about which row, where and why; its sentence stands in the catalogues under
`audit.<act>`. Lines are chained: each carries a keyed hash (HMAC) over itself and the line before, so that a line
changed, removed or slipped in shows in `gridward audit verify`. Lines hold no unmasked personal data. Clause O1.
Neighbours: everything above records here; audit knows only ids.
"""
