"""Reading the record (`lines`) and what left the house (`exports`)."""

from gridward.ground.audit.queries.lines import sentence, verify_chain, visible_to

__all__ = ["sentence", "verify_chain", "visible_to"]
