"""The one field: search and go to, with its list of choices."""
