"""What goes up from a phone, and the phones themselves."""
