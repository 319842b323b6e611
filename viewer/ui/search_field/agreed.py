"""What the field and the list under it agree on."""

COMMAND_SIGN = ">"
"""What a text begins with that names a command."""

DONE = 100
"""Percent of the preparation of the search, when it is done."""
