"""What a book holds, seen together: glossary, key messages, redactions, tables and more."""
