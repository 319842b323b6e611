"""Related sections, under the text where a section ends."""

from tests.gui.window.program import Program, focused, settle, wait_until


def at_the_end(program: Program) -> list[str]:
    """The titles that are offered at the end of the open section."""
    bar = program.controls.related.bar
    scroll = program.window.page.verticalScrollBar()

    def shown() -> bool:
        scroll.setValue(scroll.maximum())
        settle()
        return bar.isVisible()

    wait_until(shown)
    return bar.titles()


def test_the_end_of_a_section_leads_to_related_ones(program: Program) -> None:
    program.await_search()
    program.window.open_section("border-five")
    titles = at_the_end(program)
    assert titles[0] == "Migration Five"
    assert "Border Five" not in titles
    assert len(titles) <= 5
    program.controls.related.bar._buttons[0].click()
    settle()
    assert program.section == "migration-five"
    assert program.window.page.title_visible()
    assert focused() is program.window.page


def test_they_stay_while_the_end_is_near_and_go_with_it(program: Program) -> None:
    program.await_search()
    program.window.open_section("bargaining-agents")
    at_the_end(program)
    for _time in range(5):
        settle()
    bar = program.controls.related.bar
    assert bar.isVisible(), "coming into view doesn't hide them"
    program.window.page.verticalScrollBar().setValue(0)
    settle()
    assert not bar.isVisible()


def test_the_heading_of_a_link_stays_at_the_top_when_they_come(program: Program) -> None:
    program.await_search()
    page = program.window.page
    page.link_requested.emit("section:border-five#who-chairs-it")
    place = page.position()
    assert place.ordinal == 7
    wait_until(program.controls.related.bar.isVisible)
    program.rest()
    assert page.position() == place


def test_they_are_in_the_language_of_reading(program: Program) -> None:
    program.await_search()
    program.window.open_section("mexico")
    program.keys("Ctrl+Shift+L")
    assert at_the_end(program)[0] == "Relations trilatérales nord-américaines"
