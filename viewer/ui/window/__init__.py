"""The main window: composition and wiring, and the controllers behind it."""
