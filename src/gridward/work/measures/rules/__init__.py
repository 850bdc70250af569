"""Which kinds restrict, what a measure comes to, where it stands, the code of a release paper."""
