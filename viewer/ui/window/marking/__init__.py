"""The reader's marks in the window: bookmarks, highlights, notes, lists of them, editions."""
