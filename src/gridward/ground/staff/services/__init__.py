"""Writes of the service: people, posts, the leading group (P1, P2), shortages (P3), teams (P5), hand-overs."""
