"""Tasks on a running Dask cluster, through its executor of futures."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from kpibook.errors import KpibookError, SourceError
from kpibook.services.batch.executors import Futures, Workers

#: Workbooks sent together: sending them singly costs more than the work.
BUNDLE = 25
#: Bundles each of the cluster's threads has waiting.
_AHEAD = 2


@contextmanager
def cluster_workers(address: str) -> Iterator[Workers]:
    """Connect to the workers of the cluster at `address`, such as tcp://10.0.0.7:8786.

    Every worker needs kpibook, this version, and the workbooks under the same paths.

    Raises:
        KpibookError: ``cluster-missing`` when Dask is not installed; ``cluster-unreachable``.
    """
    client = _connected(address)
    try:
        threads = sum(client.nthreads().values())

        def start() -> Executor:
            # pure=False: Dask may not reuse the result of an equal task, for the workbook may have
            # changed.
            executor: Executor = client.get_executor(pure=False, retries=0)
            return executor

        yield Futures(start, at_once=max(1, threads) * _AHEAD, bundle=BUNDLE)
    finally:
        client.close()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise KpibookError(
            "Dask is not installed.",
            code="cluster-missing",
            fix="Install it where kpibook is: pip install distributed.",
        ) from error
    try:
        client: Any = Client
        return client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SourceError(
            f"there is no Dask cluster at this address ({type(error).__name__}).",
            code="cluster-unreachable",
            where=address,
            fix="Give the scheduler's address, such as tcp://10.0.0.7:8786.",
        ) from error
