"""Worker processes on this machine, which end with this process however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait

from kpibook.services.batch.executors import Futures, ThisProcess, Workers

#: Tasks each process has waiting, so that no process is idle while results are read.
_AHEAD = 2


def workers_of(jobs: int) -> Workers:
    """Return workers in `jobs` processes; this process for 1."""
    if jobs == 1:
        return ThisProcess()
    return Futures(lambda: _pool(jobs), at_once=jobs * _AHEAD)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Never forked from this process: a fork copies locks that a thread may hold.
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_begin)


def _begin() -> None:
    """Set up a new process: leave Ctrl-C to its parent, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # every save is all or nothing, so this is as good a moment as any
