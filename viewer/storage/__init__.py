"""Files that must not be lost: the SQLite file of the reader's data, and replacing any file."""
