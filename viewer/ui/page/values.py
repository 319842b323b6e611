"""What the words of a cell mean as a number or a date, in English and in French."""

import re
from datetime import date

from viewer.book.language_tags import primary
from viewer.book.words import label
from viewer.ui.elements.folding import fold

_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_ENGLISH = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SIGNS = r"[(+\-\u2212\u2013\u00b1~\u2248<>\u2264\u2265\s]*"
_MONEY = r"(?:(?:US|CA|C|A)?[$\u20ac\u00a3\u00a5]|\b(?:CAD|USD|EUR)\b)"
_SCALE = r"(?:[kKMG]|Md|milli(?:on|ard)s?|billions?|thousand|mille)"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGNS}{_MONEY}?{_SIGNS})(?P<figures>\d+(?:\.\d+)?|\.\d+)\s*"
    rf"(?P<scale>{_SCALE}(?![^\W\d_]))?\s*"
    rf"(?:%|\u2030|\u00a2|{_MONEY}(?:\s*(?:CAN|CA|US|U\.S\.))?)?[\s)*\u2020]*"
)
_NEGATIVE = frozenset("(-\u2212\u2013")
_SCALES = {
    "k": 1e3,
    "K": 1e3,
    "thousand": 1e3,
    "mille": 1e3,
    "M": 1e6,
    "million": 1e6,
    "G": 1e9,
    "Md": 1e9,
    "milliard": 1e9,
    "billion": 1e9,
}

_MONTHS = (
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
)
_WORD = r"(?P<month>[^\W\d_]{3,9})\.?"
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/](?P<number>\d{1,2})(?:[-/](?P<day>\d{1,2}))?"),
    re.compile(rf"(?:le\s+)?(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+{_WORD},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_WORD}\s+(?P<year>\d{{4}})(?P<day>)"),
)

_LONGEST = 100
"""Characters of the longest number or date; what is longer is neither."""


def number_in(text: str, language: str) -> float | None:
    """Return the number that a text consists of; None if it is something else.

    Groups, decimal signs, currencies, percent, thousands to billions, and brackets for negative
    ones are understood as they are written in ``language``: as in French where it starts with
    ``fr``, else as in English.
    """
    if not _may_mean_one(text):
        return None
    french = primary(language) == "fr"
    plain = _GROUPED.sub("", text)
    plain = plain.replace(",", ".") if french else _ENGLISH.sub("", plain)
    found = _NUMBER.fullmatch(plain.strip())
    if found is None:
        return None
    scale = (found["scale"] or "").rstrip("s")
    factor = 1e12 if french and scale == "billion" else _SCALES.get(scale, 1.0)
    value = float(found["figures"]) * factor
    return -value if _NEGATIVE & set(found["sign"]) else value


def is_number(text: str) -> bool:
    """Return whether a text is a number, as it is written in English or in French."""
    return any(number_in(text, language) is not None for language in ("en", "fr"))


def units_end(text: str, language: str) -> int:
    """Return where the units of a number end: decimals, and signs behind it, follow.

    Args:
        text: The number, with no more behind it.
        language: Language of the text, which decides what is a decimal sign.
    """
    last = max((place for place, sign in enumerate(text) if sign.isdigit()), default=-1)
    point = text.rfind(label("decimal", language), 0, last + 1)
    return point if point >= 0 else last + 1


def day_in(text: str) -> int | None:
    """Return the day that a text names, counted as ``date.toordinal``; None if it names none.

    ``2024-03-01``, ``1 March 2024``, ``March 1, 2024`` and ``1er mars 2024`` are understood; a
    month counts from its first day. Figures alone in another order say too little.
    """
    if not _may_mean_one(text):
        return None
    words = fold(text.strip())
    for form in _DATES:
        found = form.fullmatch(words)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts.get("number") or 0) or _month(parts.get("month", ""))
        try:
            return date(int(parts["year"]), month, int(parts["day"] or 1)).toordinal()
        except ValueError:
            continue
    return None


def _may_mean_one(text: str) -> bool:
    """Tell whether a text may be a number or a date: it is short and has a figure."""
    return len(text) <= _LONGEST and _DIGIT.search(text) is not None


def _month(word: str) -> int:
    """Return the number of a month by its name, which may be shortened; 0 if it is none."""
    named = (any(name.startswith(word) for name in names) for names in _MONTHS)
    return next((number for number, found in enumerate(named, start=1) if found), 0)
