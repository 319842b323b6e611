"""Labels of handling levels and redactions, and dates."""

import pytest

from viewer.book import classification
from viewer.book.dates import iso_moment, moment_key
from viewer.book.model import CLASSIFICATIONS
from viewer.book.redaction import redaction_label


@pytest.mark.parametrize(
    ("level", "strip"),
    [
        ("unclassified", "Unclassified / Non classifié"),
        ("protected-a", "Protected A / Protégé A"),
        ("protected-b", "Protected B / Protégé B"),
        ("protected-c", "Protected C / Protégé C"),
        ("confidential", "Confidential / Confidentiel"),
        ("secret", "Secret"),
        ("top-secret", "Top Secret / Très secret"),
        ("whatever", "Top Secret / Très secret"),
    ],
)
def test_levels_have_labels_in_both_languages(level: str, strip: str) -> None:
    assert classification.strip(level) == strip


def test_levels_are_ranked_from_the_lowest() -> None:
    assert [classification.rank(level) for level in CLASSIFICATIONS] == list(range(7))
    assert classification.rank("whatever") == 6


@pytest.mark.parametrize(
    ("act", "provision", "english", "french"),
    [
        ("atia", "21(1)(a)", "Redacted – ATIA s. 21(1)(a)", "Caviardé – LAI, al. 21(1)a)"),
        ("atia", "23", "Redacted – ATIA s. 23", "Caviardé – LAI, art. 23"),
        ("ATIA", "19(1)", "Redacted – ATIA s. 19(1)", "Caviardé – LAI, par. 19(1)"),
        (
            "atia",
            "16(1)(a)(i)",
            "Redacted – ATIA s. 16(1)(a)(i)",
            "Caviardé – LAI, s.-al. 16(1)a)(i)",
        ),
        ("pa", "26", "Redacted – Privacy Act s. 26", "Caviardé – LPRP, art. 26"),
        ("foippa", "12", "Redacted – FOIPPA s. 12", "Caviardé – FOIPPA, art. 12"),
        ("atia", "", "Redacted – ATIA", "Caviardé – LAI"),
        ("", "15(1)", "Redacted – s. 15(1)", "Caviardé – par. 15(1)"),
        ("", "", "Redacted", "Caviardé"),
    ],
)
def test_redaction_cites_its_reason(act: str, provision: str, english: str, french: str) -> None:
    data = {"act": act, "provision": provision}
    assert redaction_label(data, "en") == english
    assert redaction_label(data, "fr-CA") == french


@pytest.mark.parametrize(
    ("written", "iso", "problem"),
    [
        ("2026-01-02", "2026-01-02", ""),
        ("2026-01-02T08:00:00-05:00", "2026-01-02T08:00:00-05:00", ""),
        ("2026-01-02 08:00 -5", "", "bad-date"),
        ("2026-01-02 08:00 -05", "2026-01-02T08:00:00-05:00", ""),
        ("2026-01-02t08:00:00.5Z", "2026-01-02T08:00:00+00:00", ""),
        ("2026-01-02T08:00:00+0530", "2026-01-02T08:00:00+05:30", ""),
        ("2026-01-02T08:00:00", "2026-01-02T08:00:00+00:00", "date-without-zone"),
        ("2026-13-02", "", "bad-date"),
        ("2026-01-02T25:00:00Z", "", "bad-date"),
        ("2026-01-02T08:00:00+99:00", "", "bad-date"),
        ("tomorrow", "", "bad-date"),
        ("", "", "bad-date"),
        ("٢٠٢٦-٠١-٠٢", "", "bad-date"),
    ],
)
def test_dates_are_iso(written: str, iso: str, problem: str) -> None:
    assert iso_moment(written) == (iso, problem)


def test_moments_are_ordered_across_zones() -> None:
    moments = ["", "2026-01-02", "2026-01-02T08:00:00+02:00", "2026-01-02T02:00:00-05:00"]
    mixed = [moments[place] for place in (2, 0, 3, 1)]
    assert sorted(mixed, key=moment_key) == moments
