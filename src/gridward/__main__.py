"""`python -m gridward` is the program `gridward`."""

from gridward.config.cli import main

main()
