"""Pure optimisation over plain data: no database, no words of a part; small dataclasses in and out."""
