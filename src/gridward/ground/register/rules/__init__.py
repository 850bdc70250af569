"""Pure decisions of the register: no database, no clock."""
