"""The page: the text of one section, and all that is drawn on it."""
