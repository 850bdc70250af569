"""Pure rules of sync: cursors and clocks."""
