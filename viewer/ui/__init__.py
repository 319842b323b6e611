"""Everything that shows on the screen."""
