"""What click says of a mistake has the quotation marks of the language."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from viewer.cli.quotes import typographic


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("No such option '--x'.", "No such option “--x”."),
        ("'de' is not one of 'en', 'fr'.", "“de” is not one of “en”, “fr”."),
        ("The command doesn't know 'it'.", "The command doesn't know “it”."),
        ('Directory "it\'s" does not exist.', "Directory “it's” does not exist."),
        (r"File 'C:\\books\\new' does not exist.", r"File “C:\books\new” does not exist."),
        (r"File 'C:\x' does not exist.", r"File “C:\x” does not exist."),
        ("L'option '--x' n'existe pas.", "L'option “--x” n'existe pas."),
    ],
)
def test_pythons_quotation_marks_are_replaced(words: str, expected: str) -> None:
    assert typographic(words) == expected


@pytest.mark.parametrize("command", ["search", "annotations list", "list", "profile export"])
@pytest.mark.parametrize(
    ("language", "sign"), [("en", "“--no-such”"), ("fr", "«\u00a0--no-such\u00a0»")]
)
def test_each_command_says_so(
    run: Run, profile_folder: Path, command: str, language: str, sign: str
) -> None:
    profile_folder.mkdir(exist_ok=True)
    (profile_folder / "settings.yaml").write_text(
        f"interface_language: {language}\n", encoding="utf-8"
    )
    result = run(command, "--no-such")
    assert result.status == 2
    assert sign in result.err
    assert "'-" not in result.err
