"""Where the house is put together: settings, addresses, the mounted doors, who listens to what, the command line."""
