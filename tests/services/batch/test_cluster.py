from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.cluster import BUNDLE, cluster_workers
from kpibook.services.batch.runner import Batch
from tests.services.batch.doings import dead, doubled
from tests.services.batch.given import actuals, outcomes, result_of, some_books

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real cluster of two worker processes on this machine."""
    import dask
    from distributed import LocalCluster

    made: Any = LocalCluster
    quiet = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.worker.memory.terminate": False,
    }
    with (
        dask.config.set(quiet),
        made(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=50,
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_cluster_does_what_this_process_does(tmp_path: Path, address: str) -> None:
    books = some_books(tmp_path / "books", BUNDLE + 3)
    config = {"actuals": str(actuals(tmp_path)), "folder": str(tmp_path / "out")}
    batch = Batch("fill", config, books, [tmp_path / "out"] * len(books))

    with cluster_workers(address) as workers:
        found = outcomes(batch, tmp_path / "journal.jsonl", workers)
        again = outcomes(batch, tmp_path / "journal.jsonl", workers)

    alone = result_of("fill", tmp_path / "alone", {**config, "folder": str(tmp_path / "one")})
    expected = (tmp_path / "one" / "book000.xlsx").read_bytes()
    assert alone == books[0].read_bytes(), "the workbook itself is only read"
    assert sorted(o.path for o in found) == books
    assert {o.output.read_bytes() for o in found if o.output} == {expected}
    assert all(o.skipped for o in again)


def test_a_task_that_kills_a_worker_costs_only_itself(address: str) -> None:
    with cluster_workers(address) as workers:
        found = dict(workers.each(doubled, range(1, 30), dead))

    assert found == {n: -n if n in (7, 13) else 2 * n for n in range(1, 30)}


def test_an_address_without_a_cluster_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KpibookError) as caught, cluster_workers("nonsense://somewhere:1"):
        pass

    assert caught.value.code == "cluster-unreachable"
    assert "nonsense://somewhere:1" in str(caught.value)
