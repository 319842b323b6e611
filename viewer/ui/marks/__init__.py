"""My marks: the list of what the reader marked, and the line that follows a new bookmark."""
