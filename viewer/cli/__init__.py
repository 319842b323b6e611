"""The command line; importing this package alone costs nothing."""
