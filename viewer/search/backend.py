"""The one door to Whoosh, which is untyped and warns when it is first compiled.

Whoosh unpickles in many places, and to unpickle is to run what the file says. Our own codec
(``viewer.search.codec``) writes no pickles; for the little that Whoosh itself still reads, its
functions are replaced here by ones that accept plain data and refuse everything else.
"""

import io
import pickle
import struct
import warnings
import zlib
from typing import Any, BinaryIO, NoReturn, TypeAlias

with warnings.catch_warnings():
    # 2.7.4 has invalid escapes and ``is`` with literals: harmless, and all it will ever have.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    from whoosh import analysis, columns, fields, formats, query, reading, searching
    from whoosh.codec import base, whoosh3
    from whoosh.filedb import filestore, structfile
    from whoosh.query import spans
    from whoosh.util import numeric

__all__ = [
    "BROKEN",
    "Untyped",
    "analysis",
    "base",
    "columns",
    "fields",
    "filestore",
    "formats",
    "numeric",
    "query",
    "reading",
    "searching",
    "spans",
    "structfile",
    "whoosh3",
]


Untyped: TypeAlias = Any
"""An object of Whoosh's, which has no types."""


BROKEN = (
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    MemoryError,
    RecursionError,
    NameError,
    reading.TermNotFound,
)
"""What reading a damaged index may end in: Whoosh checks nothing."""


class _PlainUnpickler(pickle.Unpickler):
    """Reads numbers, texts, and lists and dictionaries of them."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        """Refuse all classes and functions.

        Raises:
            pickle.UnpicklingError: Always.
        """
        raise pickle.UnpicklingError(f"{module_name}.{global_name} in an index")


def _load(file: BinaryIO) -> object:
    return _PlainUnpickler(file).load()


def _loads(data: bytes) -> object:
    return _PlainUnpickler(io.BytesIO(data)).load()


for _module in (whoosh3, formats, columns):
    _module.loads = _loads
structfile.load_pickle = _load
