"""Two languages in the window: the switch, side by side, one block in the other language."""
