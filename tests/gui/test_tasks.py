"""Background work, as the window sees it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.window.program import wait_until
from viewer.ui.tasks import Background, LatestTask


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background(qapp)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def channel(background: Background) -> LatestTask:
    return background.channel()


def finish(background: Background) -> None:
    """Wait for the thread, but handle no event."""
    background._executor.submit(lambda: None).result()


class AtOnce(ThreadPoolExecutor):
    """A thread so quick that its work has ended when ``submit`` returns."""

    def submit(  # type: ignore[override]  # as a channel calls it
        self, work: Callable[[], object]
    ) -> Future[object]:
        future = super().submit(work)
        future.exception()
        return future


@pytest.mark.usefixtures("qapp")
def test_a_result_never_arrives_in_the_midst_of_asking_for_it() -> None:
    results: list[object] = []
    with AtOnce(1) as executor:
        channel = LatestTask(executor)
        channel.finished.connect(results.append)
        channel.submit(lambda: 42)
        assert channel.busy()
        assert results == []
        wait_until(lambda: not channel.busy())
    assert results == [42]


def test_it_is_busy_until_its_result_has_arrived(
    background: Background, channel: LatestTask
) -> None:
    results: list[object] = []
    channel.finished.connect(results.append)
    channel.submit(lambda: 42)
    finish(background)
    assert channel.busy()
    wait_until(lambda: not channel.busy())
    assert results == [42]


def test_it_is_busy_until_its_failure_has_arrived(
    background: Background, channel: LatestTask
) -> None:
    failures: list[object] = []
    channel.failed.connect(failures.append)
    channel.submit(lambda: int("x"))
    finish(background)
    assert channel.busy()
    wait_until(lambda: not channel.busy())
    assert [type(failure) for failure in failures] == [ValueError]


def test_a_result_may_ask_for_more(background: Background, channel: LatestTask) -> None:
    results: list[object] = []

    def take(result: int) -> None:
        results.append(result)
        if result < 3:
            channel.submit(lambda: result + 1)

    channel.finished.connect(take)
    channel.submit(lambda: 1)
    wait_until(lambda: not channel.busy())
    assert results == [1, 2, 3]
    assert not any(other.busy() for other in background._channels)


def test_the_newest_request_wins(background: Background, channel: LatestTask) -> None:
    results: list[object] = []
    channel.finished.connect(results.append)
    channel.submit(lambda: 1)
    finish(background)
    channel.submit(lambda: 2)
    wait_until(lambda: not channel.busy())
    assert results == [2], "the first had ended, but its result was no longer wanted"


def test_what_is_cancelled_never_arrives(background: Background, channel: LatestTask) -> None:
    results: list[object] = []
    channel.finished.connect(results.append)
    channel.submit(lambda: 1)
    finish(background)
    channel.cancel()
    assert not channel.busy()
    other = background.channel()
    other.submit(lambda: 2)
    wait_until(lambda: not other.busy())
    assert results == []


def test_a_closed_background_takes_no_more_work(
    background: Background, channel: LatestTask
) -> None:
    background.close()
    channel.submit(lambda: 1)
    assert not channel.busy()
