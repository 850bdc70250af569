"""Writes of meetings: called, brought to, begun, attended, decided, ended; bulletins signed; papers made."""
