"""Bodies of the commands; loaded by `gridward.config.cli` once the database runs and Django is set up."""
