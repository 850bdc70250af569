"""What is decided about a study without asking anybody: how roads are read, how a question is put."""
