"""People who come from elsewhere (返昌人员): told or found, judged by their stays, decided on by a person (H2)."""
