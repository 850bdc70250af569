"""Reading levels, standings, decisions and plans."""
