"""Importing modules beside Qt."""

import builtins


def import_plainly() -> None:
    """Load Qt, and have Python import modules by itself again.

    PySide puts a function of its own in the place of ``__import__``: after each module it reads the
    source, and keeps it, to see whether the module asks for another spelling of Qt's names. Nothing
    here does, and the reading takes a tenth of the start.
    """
    import PySide6.QtCore  # noqa: F401 - loaded for what it does to imports

    # PySide keeps Python's function under this name.
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
