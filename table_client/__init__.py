"""The tablet at a table: where a table writes, votes as one, says that it is ready, and calls for help."""
