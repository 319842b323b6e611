"""The end of the start: garbage is collected again, whatever completed the window."""

import gc
from collections.abc import Iterator

import pytest

from tests.gui.window.conftest import Start
from viewer import app


@pytest.fixture
def uncollected() -> Iterator[None]:
    """The collector as it is during the start; afterwards as tests have it."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_garbage_is_collected_though_a_request_completed_the_window(start: Start) -> None:
    # Another start's request, found before the first paint, completes the session itself.
    session = start().session
    assert session.controls is not None
    app._complete(session)
    assert gc.isenabled()


@pytest.mark.usefixtures("uncollected")
def test_the_start_ends_once(start: Start) -> None:
    session = start().session
    app._complete(session)
    frozen = gc.get_freeze_count()
    app._complete(session)
    # Fewer, if some of the frozen objects went meanwhile.
    assert gc.get_freeze_count() <= frozen
