"""Parts of a section in windows of their own: tables, figures, the outline; attachments."""
