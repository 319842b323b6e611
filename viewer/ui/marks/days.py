"""Days in words, in the language of the interface."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from viewer.messages import language
from viewer.messages import translate as _

LOCALES = {"en": QLocale.Language.English, "fr": QLocale.Language.French}


def day_words(moment: datetime) -> str:
    """Return the day of a moment in local time: “Today”, “Yesterday”, or its date."""
    today = datetime.now().astimezone().date()
    words = {0: _("Today"), 1: _("Yesterday")}
    known = words.get((today - moment.date()).days)
    if known is not None:
        return known
    locale = QLocale(LOCALES[language()], QLocale.Country.Canada)
    return locale.toString(QDate(moment.year, moment.month, moment.day), "d MMMM yyyy")
