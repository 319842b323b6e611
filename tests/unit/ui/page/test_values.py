"""What is a number and what a date, in either language."""

from datetime import date

import pytest

from viewer.ui.page.values import day_in, number_in


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("14,577", "en", 14577),
        ("14 577", "fr", 14577),
        ("14\u202f577,5", "fr", 14577.5),
        ("12,5 %", "fr", 12.5),
        ("$1,234.50", "en", 1234.5),
        ("1 234,50 $", "fr", 1234.5),
        ("(12)", "en", -12),
        ("−3", "en", -3),
        ("-3.5", "en", -3.5),
        ("2023-09", "en", None),
        ("not given", "en", None),
        ("3 of 4", "en", None),
        ("–", "en", None),
        ("", "en", None),
        ("B5", "en", None),
        ("(45,00 $)", "fr", -45),
        ("($45.00)", "en", -45),
        ("-$5", "en", -5),
        ("–5 %", "en", -5),
        ("1 234,50 $ CA", "fr", 1234.5),
        ("US$5.2 million", "en", 5.2e6),
        ("4,5 M$", "fr", 4.5e6),
        ("12 k$", "fr", 12_000),
        ("3 milliards", "fr", 3e9),
        ("2 billion", "en", 2e9),
        ("2 billions", "fr", 2e12),
        ("5 MB", "en", None),
        ("12*", "en", 12),
        ("1,5", "en", None),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(
    text: str, language: str, number: float | None
) -> None:
    assert number_in(text, language) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024-03", date(2024, 3, 1)),
        ("1 March 2024", date(2024, 3, 1)),
        ("March 1st, 2024", date(2024, 3, 1)),
        ("Mar. 2024", date(2024, 3, 1)),
        ("1er mars 2024", date(2024, 3, 1)),
        ("le 12 déc. 2023", date(2023, 12, 12)),
        ("7 AOÛT 2024", date(2024, 8, 7)),
        ("juill. 2022", date(2022, 7, 1)),
        ("31 February 2023", None),
        ("1 brumaire 1799", None),
        ("03/04/2024", None),
        ("2024", None),
        ("14,577", None),
        ("", None),
    ],
)
def test_dates_are_read_in_both_languages(text: str, day: date | None) -> None:
    assert day_in(text) == (day.toordinal() if day else None)
