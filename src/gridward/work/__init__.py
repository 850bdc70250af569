"""What staff do: survey rounds and visits, patrols and the day's papers."""
