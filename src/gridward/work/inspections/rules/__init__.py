"""What is decided without a database: which checklist, what an answer may be, deadlines, what is measured, filings."""
