"""Duty rosters as files: a problem read from JSON, every field checked; a roster written back; gaps in sentences."""
