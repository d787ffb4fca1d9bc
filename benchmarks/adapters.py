"""Tests the adapters against the tools: an environment for each tool, its tests, its example, its recipe.

``python -m benchmarks.adapters`` does all of them, ``python -m benchmarks.adapters polars spark`` those named. It
needs the ``dev`` extra and the package index, some GB of disk, and Java for Spark. Environments are made in a
temporary folder, or in ``--keep FOLDER``, where a second run finds them.

For each tool it prints the version, how many tests passed, failed and were skipped, and the seconds they took. The
exit code is 1 if a test failed or a tool could not be installed. What was said is in FOLDER/TOOL.log.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ("tests/test_adapters.py", "tests/test_adapters_tools.py", "tests/test_scale.py")

TOOLS = {
    "arrow": "pyarrow",
    "dask": "dask",
    "datasets": "datasets",
    "datatrove": "datatrove",
    "dolma": "dolma",
    "duckdb": "duckdb",
    "haystack": "haystack-ai",
    "langchain": "langchain-core",
    "llama-index": "llama-index-core",
    "pandas": "pandas",
    "polars": "polars",
    "ray": "ray",
    "scrapy": "scrapy",
    "sklearn": "scikit-learn",
    "spacy": "spacy",
    "spark": "pyspark",
}
"""The extras, each with the package whose version is told."""


def install(extra: str, folder: Path) -> Path:
    """The interpreter of an environment with cleantext and the tool."""
    environment = folder / extra
    python = environment / "bin" / "python"
    uv: list[str | Path] = [sys.executable, "-m", "uv"]
    if not python.exists():
        subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, environment], check=True)
    # Without the extra `test`, whose packages would hold some tools back at an older version.
    packages = ["--editable", f"{ROOT}[{extra}]", "pytest>=8", "hypothesis>=6.100"]
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", python, *packages], check=True)
    return python


def version(python: Path, package: str) -> str:
    script = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([python, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def test(python: Path, extra: str, log: Path) -> dict[str, int]:
    """Run what concerns the tool; how many tests passed, failed and so on."""
    pick = extra.replace("-", "_") + (" and not array" if extra == "ray" else "")
    command: list[str | Path] = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS, "-k", pick]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    log.write_bytes(done.stdout)
    words = re.findall(r"(\d+) (passed|failed|errors?|skipped)", done.stdout.decode(errors="replace").splitlines()[-1])
    return {word: int(number) for number, word in words}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adapters", description=__doc__.splitlines()[0])
    parser.add_argument("tools", nargs="*", metavar="TOOL", help=f"of {', '.join(TOOLS)}; all if none is named")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the environments and logs stay")
    arguments = parser.parse_args()
    if unknown := set(arguments.tools) - TOOLS.keys():
        parser.error(f"no such tool: {', '.join(sorted(unknown))}")
    bad = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'tool':12} {'version':>22} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}")
        for extra in arguments.tools or TOOLS:
            try:
                python = install(extra, folder)
            except subprocess.CalledProcessError:
                print(f"{extra:12} cannot be installed", flush=True)
                bad += 1
                continue
            begin = time.monotonic()
            counts = test(python, extra, folder / f"{extra}.log")
            failed = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
            package = f"{TOOLS[extra]} {version(python, TOOLS[extra])}"
            row = f"{counts.get('passed', 0):7} {failed:7} {counts.get('skipped', 0):8}"
            print(f"{extra:12} {package:>22} {row} {time.monotonic() - begin:8.0f}", flush=True)
            bad += bool(failed or not counts.get("passed"))
    print("all is well" if not bad else f"{bad} tools with failures")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
