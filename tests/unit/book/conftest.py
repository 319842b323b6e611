"""Small books to test with."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.book.samples import MANIFEST, TEXTS, MakeBook


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Return what writes a book folder: of the sample book, with changes."""

    def make(
        manifest: str = MANIFEST,
        texts: Mapping[str, str | bytes] | None = None,
        *,
        name: str = "sample",
    ) -> Path:
        folder = tmp_path / name
        for path, text in {"book.yaml": manifest, **TEXTS, **(texts or {})}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return make
