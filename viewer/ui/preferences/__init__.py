"""The preferences, in a dialog that shows at once what they do."""
