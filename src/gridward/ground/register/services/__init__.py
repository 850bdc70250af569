"""Writing the register by hand: one function per verb."""
