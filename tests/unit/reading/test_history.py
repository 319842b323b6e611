"""Back and forward."""

from viewer.reading.history import LIMIT, History
from viewer.reading.place import Place


def at(section: str, offset: int = 0) -> Place:
    return Place("book", "1", section, "en", offset=offset)


def test_an_empty_history_goes_nowhere() -> None:
    history = History()
    assert history.current is None
    assert history.back() is None
    assert history.forward() is None


def test_back_returns_to_where_the_reader_left() -> None:
    history = History()
    history.visit(at("mexico"))
    history.update(at("mexico", 120))
    history.visit(at("chile"))
    assert history.back() == at("mexico", 120)
    assert history.forward() == at("chile")
    assert history.forward() is None


def test_a_new_visit_forgets_what_lay_ahead() -> None:
    history = History()
    for name in ("mexico", "chile", "peru"):
        history.visit(at(name))
    history.back()
    history.back()
    history.visit(at("brazil"))
    assert not history.can_go_forward
    assert history.back() == at("mexico")


def test_visiting_the_current_place_again_changes_nothing() -> None:
    history = History()
    history.visit(at("mexico"))
    history.visit(at("chile"))
    history.back()
    history.visit(at("mexico"))
    assert history.can_go_forward
    assert not history.can_go_back


def test_an_update_before_the_first_visit_is_the_first_visit() -> None:
    history = History()
    history.update(at("mexico"))
    assert history.current == at("mexico")


def test_the_oldest_places_are_dropped() -> None:
    history = History()
    for number in range(LIMIT + 5):
        history.visit(at(str(number)))
    steps = 0
    while history.back():
        steps += 1
    assert steps == LIMIT - 1
    assert history.current == at("5")


def test_the_places_of_a_book_are_forgotten() -> None:
    history = History()
    gone = at("x")._replace(book="tides")
    for place in (gone, at("mexico"), gone, at("peru"), gone):
        history.visit(place)
    history.back()
    history.forget("tides")
    assert history.current == at("peru")
    assert not history.can_go_forward
    assert history.back() == at("mexico")
    assert not history.can_go_back
    history.forget(at("mexico").book)
    assert history.current is None
    history.visit(at("peru"))
    assert history.current == at("peru")
