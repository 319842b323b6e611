"""The user guide lists the shortcuts that the program has."""

import pytest

from viewer.assets import DATA
from viewer.ui.actions import ACTIONS, key_texts
from viewer.ui.shortcut_page import PAGES, page

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_shortcut_page_is_up_to_date(language: str) -> None:
    source = (DATA / "user-guide" / PAGES[language]).read_text("utf-8")
    assert source == page(source, language), "run `python3 dev.py texts`"


def test_no_two_actions_have_the_same_keys() -> None:
    keys = [key for spec in ACTIONS for key in key_texts(spec)]
    assert sorted(set(keys)) == sorted(keys)
