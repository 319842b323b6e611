"""What the panels are made of: rows of several lines, their model and view, filter fields."""
