"""Pure decisions of the portal."""
