"""The page in a browser against the command line: the same tasks, in the same minutes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "dudley_childrens_2021_22"
KPIBOOK = Path(sys.executable).with_name("kpibook")


def kpibook(folder: Path, *args: str) -> float:
    """Run a command and return the seconds it took."""
    began = time.perf_counter()
    subprocess.run([KPIBOOK, *args], cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - began


def main() -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None or not (ROOT / "node_modules" / "pyodide").is_dir():
        print("The page: needs Chromium and `npm ci`; left out.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measures = (EXAMPLE / "measures.csv").read_text("utf-8-sig")
        books = []
        for number in range(10):
            text = measures.replace("PI.", f"P{number}.").replace("Children's", f"Service {number}")
            (folder / "m.csv").write_text(text, "utf-8")
            kpibook(
                folder,
                "new",
                "--measures",
                "m.csv",
                "--year",
                "2021/22",
                "--quarter",
                "Q3",
                "-o",
                f"{number}.xlsx",
            )
            actuals = (
                (EXAMPLE / "actuals_q3.csv").read_text("utf-8-sig").replace("PI.", f"P{number}.")
            )
            (folder / f"{number}.csv").write_text(actuals, "utf-8")
            books.append(str(folder / f"{number}.xlsx"))
        fill = kpibook(folder, "fill", "0.xlsx", "--actuals", "0.csv", "-o", "f.xlsx")
        check = kpibook(folder, "check", "0.xlsx")
        together = kpibook(folder, "consolidate", *books, "-o", "c.xlsx")
        kpibook(
            folder,
            "browser",
            "build",
            "--pyodide",
            str(ROOT / "node_modules" / "pyodide"),
            "-o",
            "kpibook.html",
        )
        page = folder / "kpibook.html"
        steps = [
            ["open", None],
            ["choose", {"books": books[:1], "figures": [str(folder / "0.csv")]}],
            ["press", {"key": "fill"}],
            ["press", {"key": "fill"}],
            ["press", {"key": "check"}],
            ["clear", None],
            ["choose", {"books": books}],
            ["press", {"key": "consolidate"}],
        ]
        request = {
            "url": page.as_uri(),
            "browser": "chrome",
            "program": program,
            "steps": steps,
            "profile": str(folder / "profile"),
            "downloads": str(folder),
        }
        done = subprocess.run(
            ["node", "tests/browser/drive.mjs"],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            check=True,
        )
        results = json.loads(done.stdout)["results"]
        seconds = [
            float(match[1])
            if (match := re.search(r"Done in ([\d.]+) s", r.get("state", "")))
            else None
            for r in results
        ]
        size, ready = page.stat().st_size / 1e6, results[0]["seconds"]
        print(f"The page as one file: {size:.1f} MB, ready after {ready:.1f} s")
        print("(command line: whole process, wall time; page: from press to answer)")
        for what, here, there in (
            ("first Fill", seconds[2], fill),
            ("Fill", seconds[3], fill),
            ("Check", seconds[4], check),
            ("Consolidate ten", seconds[7], together),
        ):
            times = f"page {here:5.1f} s   command line {there:5.2f} s"
            print(f"  {what:16} {times}   ratio {here / there:.2f}")


if __name__ == "__main__":
    main()
