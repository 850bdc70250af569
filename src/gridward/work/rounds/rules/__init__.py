"""Pure decisions of survey rounds."""
