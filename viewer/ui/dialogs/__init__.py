"""Dialogs that tell about the program: about, shortcuts, log, crash."""
