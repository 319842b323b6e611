"""What stands on the page in place of a section that can't be shown."""

from collections.abc import Sequence

from viewer.book.book import Book
from viewer.book.model import Span
from viewer.messages import translate as _
from viewer.storage.files import is_folder
from viewer.ui.page.view import PageView

DETAILS = "defect:details"
COPY = "defect:copy"


def show_defect(page: PageView, book: Book, lines: Sequence[str] = ()) -> None:
    """Put the sentence, what is offered and, if given, the details in place of the text."""
    copy = Span(_("Copy for the secretariat"), link=COPY)
    offers = (copy,) if lines else (Span(_("Details"), link=DETAILS), Span(" · "), copy)
    sentence = Span(_("Its file has a fault. The other sections are fine."))
    if not is_folder(book.folder):
        sentence = Span(
            _(
                "The book isn’t where it was: it was moved or removed, or its drive isn’t "
                "connected. Your marks are kept."
            )
        )
    told = [(Span(line),) for line in lines]
    page.show_message(_("This section can’t be shown"), (sentence,), *told, offers)
