"""The actions of the window, found by their names in both languages: ``> dark``."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from viewer.messages import LANGUAGES, catalogue, language, translate
from viewer.ui.action_set import Actions
from viewer.ui.actions import ACTIONS, ActionSpec, plain
from viewer.ui.menu_titles import MENUS, SUBMENUS
from viewer.ui.search_field.places import PlaceFinder, PlaceItem, PlaceKind

if TYPE_CHECKING:
    from gettext import NullTranslations

MOST = 14
"""Commands that are listed under the field."""


@cache
def _words(code: str) -> "NullTranslations":
    return catalogue(code)


class CommandFinder:
    """Finds what can be done now.

    Args:
        actions: The actions of the window.
    """

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def find(self, text: str) -> list[PlaceItem]:
        """Return the commands whose name fits ``text``, the best first; without words, all."""
        # Made anew each time: what can be done changes, and there are few.
        commands = [item for spec in ACTIONS for item in self._items(spec)]
        if not text.strip():
            return commands
        return PlaceFinder(commands).find(text, MOST)

    @staticmethod
    def _others() -> "list[NullTranslations]":
        """Return the words of the other languages."""
        return [_words(code) for code in LANGUAGES if code != language()]

    def _items(self, spec: ActionSpec) -> Iterator[PlaceItem]:
        if not self._actions[spec.id].isEnabled():
            return
        keys = self._actions.native_keys(spec.id)
        menus = [translate(MENUS[spec.menu.partition(".")[0]])]
        if spec.menu in SUBMENUS:
            menus.append(translate(SUBMENUS[spec.menu]))
        others = (words.gettext(spec.text) for words in self._others())
        yield PlaceItem(
            PlaceKind.COMMAND,
            plain(translate(spec.text)),
            (keys[0] if keys else "", *map(plain, menus)),
            other_titles=tuple(plain(other) for other in others),
            target=spec.id,
        )
