"""Dates of editions: ISO 8601 dates, or dates and times with a zone."""

import re
from datetime import UTC, date, datetime

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[Tt]|[ \t]+)(\d{2}:\d{2})(:\d{2})?(?:\.\d*)?[ \t]*"
    r"(Z|z|[+-]\d{2}(?::?\d{2})?)?"
)


def iso_moment(text: str) -> tuple[str, str]:
    """Return ``text`` as an ISO 8601 date or moment, and the code of what is wrong, if anything.

    A time without a zone is wrong, and taken for UTC.
    """
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat(), ""
        found = _MOMENT.fullmatch(text)
        if found is None:
            return "", "bad-date"
        day, minutes, seconds, zone = found.groups()
        zone = _zone(zone)
        moment = datetime.fromisoformat(f"{day}T{minutes}{seconds or ':00'}{zone or '+00:00'}")
    except ValueError:
        return "", "bad-date"
    return moment.isoformat(), "" if zone else "date-without-zone"


def _zone(zone: str | None) -> str:
    if not zone or zone in "Zz":
        return "+00:00" if zone else ""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def moment_key(iso: str) -> float:
    """Return what orders ``iso`` (from ``iso_moment``) among others: seconds since 1970.

    A date alone counts from the start of its day, UTC; a missing date comes before all.
    """
    if not iso:
        return float("-inf")
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
