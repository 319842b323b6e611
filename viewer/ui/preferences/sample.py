"""A short page that has one of everything whose look can be chosen."""

from viewer.book.markdown import parse_text
from viewer.book.model import SectionText
from viewer.messages import translate as _
from viewer.ui.page.content import PageContent


def sample(language: str) -> PageContent:
    """Return the sample, in the language of the interface."""
    heading, label, table = _("A heading"), _("What stands out"), _("A table")
    text = _(
        "This is how the text of a book will look: long enough for a few lines, so that their "
        "spacing and the width of the column can be judged, with [a link](section:sample)."
    )
    call_out = _("The one sentence to remember.")
    numbers = _("Year"), _("Travellers")
    rows = f"| {numbers[0]} | {numbers[1]} |\n| --- | ---: |\n| 2023 | 86 |\n| 2024 | 94 |\n"
    source = (
        f"## {heading}\n\n{text}\n\n::: key-message\n**{label}.** {call_out}\n:::\n\n"
        f"### {table}\n\n{rows}"
    )
    blocks = parse_text(source, file="sample").blocks
    return PageContent(
        SectionText("sample", language, blocks), _("Sample"), language, (), "", _nothing
    )


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)
