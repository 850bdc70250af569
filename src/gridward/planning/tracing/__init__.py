"""Tracing of contacts: who met a case, who met them, where and when, over tables of pseudonymous ids.

Three tables may be given: passages of people at places, stays at places, memberships of groups (households,
shifts). An *index* (`storing`) keeps them as Parquet in two orders, so that both questions, where somebody was and
who was somewhere, read little. The questions are one set of Ibis expressions (`meeting`, `asking`) that an *engine*
(`engines`) runs: DuckDB here, Apache Spark for a province, with equal answers. `tracing.trace` does all of it;
`chains` reads the answer.

Clause H3. What comes out proposes: a contact is what a person decides it is. No names, no database, no clock.
"""

from gridward.planning.tracing.terms import EngineKind, Finding, Question, Refused

__all__ = ["EngineKind", "Finding", "Question", "Refused"]
