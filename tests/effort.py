"""What work costs, so that a machine with other work to do measures the same."""

import gc
from collections.abc import Callable
from time import thread_time

RUNS = 3


def effort(work: Callable[[], object]) -> float:
    """Return the seconds of computing that ``work`` takes in this thread, at its best of three.

    Waiting for a processor does not count, and neither does what the tests before left to collect.
    """
    return min(_seconds(work) for _run in range(RUNS))


def _seconds(work: Callable[[], object]) -> float:
    collects = gc.isenabled()
    gc.disable()
    try:
        start = thread_time()
        work()
        return thread_time() - start
    finally:
        if collects:
            gc.enable()
