"""Taking the reader's notes out of the program, and bringing them in."""
