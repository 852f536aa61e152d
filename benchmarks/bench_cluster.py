"""Two workers of a Dask cluster on this machine, against `--jobs 2` and one process.

    KPIBOOK_BENCH_BOOKS=2000 KPIBOOK_BENCH_FOLDER=FOLDER python -m benchmarks cluster

The table of many workbooks is written (`--data`). The cluster runs before the clock does, as one
that a council's platform team keeps; without Dask (the extra `cluster`) nothing is measured.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import many_workbooks, page
from benchmarks.measure import Command, run_once

KPIBOOK = Path(sysconfig.get_path("scripts")) / "kpibook"
BOOKS = int(os.environ.get("KPIBOOK_BENCH_BOOKS", "200"))
READY = os.environ.get("KPIBOOK_BENCH_FOLDER", "")
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def main() -> None:
    """Print the comparison, and write it into docs/speed.md."""
    if importlib.util.find_spec("distributed") is None:
        print("cluster: Dask is not installed, so nothing is measured")
        return
    with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
        folder = Path(name)
        books = _books(folder)
        tables = {way: folder / f"{number}.csv" for number, way in enumerate(_ways(""))}
        seconds = {}
        with _cluster(folder) as address:
            for way, options in _ways(address).items():
                argv = (KPIBOOK, "consolidate", books, "--data", tables[way], *options)
                command = Command(way, argv, writes=tables[way], accepted=(0, 1))
                before = time.perf_counter()
                run_once(command)
                seconds[way] = time.perf_counter() - before
        same = len({table.read_bytes() for table in tables.values()}) == 1
    _report(seconds, same=same)


def _ways(address: str) -> dict[str, tuple[str, ...]]:
    return {
        "one process": (),
        "--jobs 2": ("--jobs", "2"),
        "--cluster, two workers": ("--cluster", address),
    }


def _books(folder: Path) -> Path:
    """Return a folder with the first workbooks."""
    some = folder / "returns"
    if not READY:
        many_workbooks.main(some, BOOKS)
        return some
    some.mkdir()
    paths = sorted(Path(READY).glob("*.xlsx"))[:BOOKS]
    if len(paths) < BOOKS:
        raise RuntimeError(f"{READY} has {len(paths)} workbooks, and {BOOKS} are asked for")
    for path in paths:
        (some / path.name).symlink_to(path.resolve())
    return some


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """Run a cluster of two workers in another process, and yield its address."""
    script = folder / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    with subprocess.Popen(
        (sys.executable, script),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def _report(seconds: dict[str, float], *, same: bool) -> None:
    if not same:
        raise RuntimeError("the tables differ")
    alone = seconds["one process"]
    rows = [
        (way, f"{wall:.1f}", f"{wall / BOOKS * 1000:.1f}", f"{alone / wall:.2f}")
        for way, wall in seconds.items()
    ]
    table = page.table(("Way", "Wall s", "ms each", "one process / it"), rows)
    print(f"consolidate --data, {BOOKS:,} workbooks\n{table}")
    text = f"""`kpibook consolidate --data` of {BOOKS:,} workbooks of {many_workbooks.MEASURES}
measures, all different, on a machine of {os.cpu_count()} cores. {page.machine()}. One run each. The
cluster is started before the clock is. Time on the clock and not of CPU: the workers are other
processes. All three tables have the same bytes. In the last 15 minutes {os.getloadavg()[2]:.0f}
programs on average wanted a core: where that is more than there are, a second worker has none to
itself.

{table}
"""
    page.rewrite("cluster", f"{BOOKS:,} workbooks on two workers", text)


if __name__ == "__main__":
    main()
