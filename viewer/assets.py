"""Where the files that ship with the program are.

A checkout keeps ``resources`` and ``data`` beside the package; a wheel and a frozen program carry
both under ``viewer/_bundle``. The two cases differ in this one folder only.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLE = _PACKAGE / "_bundle"
_ROOT = _BUNDLE if _BUNDLE.is_dir() else _PACKAGE.parent

RESOURCES = _ROOT / "resources"
DATA = _ROOT / "data"
GUIDE = "user-guide"
"""Id of the bundled book about this program: it is searched only when it is asked for."""

READY_INDEXES = _BUNDLE / "indexes"
"""Indexes of the bundled books; only a frozen program has the folder."""

READY_BOOKS = RESOURCES / "books"
"""The bundled books, parsed when the program was made, so that the first start is as fast."""
