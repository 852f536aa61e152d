from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from kpibook.services.batch.executors import ThisProcess
from kpibook.services.batch.processes import workers_of
from tests.services.batch.doings import dead, doubled, slow_unless_deadly

SCRIPT = """
import sys, time
from kpibook.services.batch.processes import workers_of
from tests.services.batch.lasting import told
if __name__ == "__main__":
    for _ in workers_of(2).each(told, [1, 2, 3, 4], None):
        pass
"""


def test_one_job_is_done_in_this_process() -> None:
    assert workers_of(1) == ThisProcess()


def test_a_task_that_aborts_its_process_costs_only_itself() -> None:
    found = dict(workers_of(2).each(doubled, range(1, 21), dead))

    assert found == {n: -n if n in (7, 13) else 2 * n for n in range(1, 21)}


def test_tasks_under_way_beside_one_that_dies_are_not_blamed() -> None:
    found = dict(workers_of(2).each(slow_unless_deadly, range(1, 9), dead))

    assert found == {n: -3 if n == 3 else 2 * n for n in range(1, 9)}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_workers_end_with_the_process_that_started_them() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        workers = {int(parent.stdout.readline()) for _ in range(2)}
        parent.kill()

    deadline = time.monotonic() + 20
    while any(is_there(one) for one in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [one for one in workers if is_there(one)] == []


def is_there(process: int) -> bool:
    """Whether a process lives; one that waits to be collected does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    said = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout
    return bool(said.strip()) and not said.strip().startswith("Z")


def test_ctrl_c_is_left_to_the_process_that_started_them() -> None:
    (found,) = dict(workers_of(2).each(_interrupts, [1], dead)).values()

    assert found == int(signal.SIG_IGN)


def _interrupts(_: int) -> int:
    return int(signal.getsignal(signal.SIGINT))  # type: ignore[arg-type]
