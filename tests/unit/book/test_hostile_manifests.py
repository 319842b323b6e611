"""Whatever stands in a manifest or glossary, it ends in a result or in one message."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.book.samples import MANIFEST
from viewer.book.glossary_file import read_glossary
from viewer.book.manifest import read_manifest
from viewer.errors import BookError
from viewer.messages import finding

PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "&a ",
            "*a",
            "!!binary ",
            "{",
            "}",
            "[",
            "]",
            "- ",
            ": ",
            "? ",
            "|\n",
            "\t",
            "\n",
            "#",
            "---\n",
        ]
    ),
    st.sampled_from(
        ["'", '"', "null", "~", "1e9", "0x1f", "yes", "2026-13-45", "<<: ", "%YAML 9\n", "\0"]
    ),
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(MANIFEST)), st.integers(0, 12), PIECES), min_size=1, max_size=4
)


@given(EDITS)
def test_edited_manifest_gives_a_book_or_a_message(edits: list[tuple[int, int, str]]) -> None:
    source = MANIFEST
    for start, length, piece in edits:
        source = source[:start] + piece + source[start + length :]
    try:
        manifest = read_manifest(source)
    except BookError as error:
        assert finding(error.message).startswith("book.yaml")  # noqa: PT017 - either will do
        return
    for message in manifest.findings or ():
        assert finding(message).startswith(f"book.yaml:{message.line}: ")
    ids = manifest.outline.ids
    assert len(set(ids)) == len(ids) > 0
    assert all(manifest.outline.section(place).title for place in range(len(ids)))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_as_a_glossary_gives_a_glossary_or_a_message(source: str) -> None:
    try:
        read_glossary(source, ("en", "fr"))
    except BookError as error:
        assert finding(error.message).startswith("glossary.yaml")  # noqa: PT017 - either will do
