"""Importing Qt without what PySide does beside it at each start, and nothing here needs.

Measured with PySide 6.11: together it takes a fifth of the start. Where another version does
otherwise, nothing of this happens, and the start is as slow as PySide makes it.
"""

import builtins
import sys
from collections.abc import Sequence
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, SupportsIndex

if TYPE_CHECKING:
    from _typeshed.importlib import MetaPathFinderProtocol as Finder

SIGNATURES = frozenset(
    f"shibokensupport.signature.{name}"
    for name in (
        "layout",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
        "parser",
    )
)
"""Modules that know the signatures of Qt's functions, for messages about wrong arguments.

Two more, ``mapping`` and ``errorhandler``, can't be executed in the middle of such an error.
"""


def import_plainly() -> None:
    """Load Qt, and have Python import modules by itself again.

    PySide compiles the modules of its signatures from source, before anybody asks for one; here
    each is executed when something of it is needed. And PySide puts a function of its own in the
    place of ``__import__``: after each module it reads the source, and keeps it, to see whether the
    module asks for another spelling of Qt's names.
    """
    before = sys.meta_path
    sys.meta_path = _Finders(before)
    try:
        import PySide6.QtCore  # noqa: F401 - loaded for what it does to imports
    finally:
        sys.meta_path = before
    # PySide keeps Python's function under this name.
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


class _Finders(list["Finder"]):
    """Finders of modules, among which PySide puts, for a while, its own in front."""

    def insert(self, index: SupportsIndex, finder: "Finder") -> None:
        super().insert(index, _Postponing(finder))

    def remove(self, finder: "Finder") -> None:
        super().remove(next(one for one in self if getattr(one, "finder", one) is finder))


class _Postponing:
    """Finds what another one finds, and has the modules of the signatures executed later."""

    def __init__(self, finder: "Finder") -> None:
        self.finder = finder

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = self.finder.find_spec(fullname, path, target)
        if fullname in SIGNATURES and spec is not None and spec.loader is not None:
            spec.loader = _Postponed(spec.loader, fullname)
        return spec


class _Postponed(Loader):
    """Executes a module when something of it is asked for."""

    def __init__(self, loader: Loader, name: str) -> None:
        self._loader = loader
        self._name = name

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        def execute(name: str) -> object:
            if name.startswith("__") or "__getattr__" not in module.__dict__:
                # What is asked of every module.
                raise AttributeError(name)
            del module.__dict__["__getattr__"]
            self._load(module)
            return getattr(module, name)

        module.__dict__["__getattr__"] = execute

    def _load(self, module: ModuleType) -> None:
        spec = module.__spec__
        if spec is not None:
            # PySide has given it another name since.
            spec.name, spec.loader = self._name, self._loader
        self._loader.exec_module(module)
