"""Pure decisions of patrols and papers."""
