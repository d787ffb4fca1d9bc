"""What is installed: a wheel built from the sdist, in a fresh environment, away from the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[1]
HELLO = "import cleantext; print(repr(cleantext.clean('a  ')), cleantext.__file__)"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; the environment of these tests is not the command's."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def data(folder: Path) -> set[str]:
    """The files of ``rules/`` that must be installed."""
    return {path.relative_to(folder).as_posix() for kind in ("*.py", "*.toml") for path in folder.rglob(kind)}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, without what building and testing leave."""
    target = tmp_path_factory.mktemp("packaging") / "repo"
    leave = shutil.ignore_patterns(
        ".git", ".venv", "venv", "__pycache__", "*.egg-info", "build", "dist", ".*_cache", ".hypothesis", ".benchmarks"
    )
    return Path(shutil.copytree(ROOT, target, ignore=leave))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@pytest.fixture(scope="module")
def index(python: Path, elsewhere: Path) -> None:
    """The package index: building and installing need it."""
    command = [
        str(python),
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--retries=1",
        "--timeout=10",
        "setuptools>=69",
    ]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("the package index cannot be reached")


@pytest.fixture(scope="module")
def built(repo: Path, index: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel that was built from it."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", target, repo, cwd=target)
    return target


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [path] = built.glob("*.whl")
    return path


def test_the_wheel_holds_the_rules(repo: Path, wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    prefix = "cleantext/rules/"
    assert data(repo / "rules") == {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    modules = {path.relative_to(repo).as_posix() for path in (repo / "cleantext").rglob("*.py")}
    assert modules <= set(names)
    assert {path.relative_to(repo).as_posix() for path in (repo / "cleantext").rglob("*.txt")} <= set(names)
    assert "cleantext/py.typed" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top.partition("-")[0] for top in tops} == {"cleantext", "cleantext_toolkit"}


def test_the_sdist_can_be_built_from_and_tells_the_licence(repo: Path, built: Path) -> None:
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"rules/{name}" for name in data(repo / "rules")} <= names
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names


@pytest.fixture(scope="module")
def installed(python: Path, wheel: Path, elsewhere: Path) -> Iterator[Path]:
    """The fresh environment's interpreter, with the wheel installed."""
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=elsewhere)
    yield python


def test_the_wheel_works_in_a_fresh_environment(installed: Path, elsewhere: Path, repo: Path) -> None:
    text, file = run(installed, "-c", HELLO, cwd=elsewhere).split(maxsplit=1)
    assert text == "'a'"
    assert repo not in Path(file).parents
    script = "from cleantext.registry import shipped; print(*shipped())"
    assert set(run(installed, "-c", script, cwd=elsewhere).split()) == {
        path.stem for path in (repo / "rules").glob("*.py")
    } - {"__init__"}


def test_the_command_works_in_a_fresh_environment(installed: Path, elsewhere: Path) -> None:
    assert run(installed.with_name("cleantext"), "demo", cwd=elsewhere).strip()
    assert run(installed, "-m", "cleantext", "--version", cwd=elsewhere).strip()


def test_an_editable_install_works(installed: Path, elsewhere: Path, repo: Path) -> None:
    """Last, since it takes the wheel's place. What it needs is installed already."""
    run(installed, "-m", "pip", "install", "--quiet", "--no-deps", "--editable", repo, cwd=elsewhere)
    try:
        text, file = run(installed, "-c", HELLO, cwd=elsewhere).split(maxsplit=1)
        assert text == "'a'"
        assert Path(file.strip()).is_relative_to(repo)
        assert run(installed.with_name("cleantext"), "demo", cwd=elsewhere).strip()
    finally:
        run(installed, "-m", "pip", "uninstall", "--quiet", "--yes", "cleantext-toolkit", cwd=elsewhere)


def test_a_bare_checkout_works(repo: Path) -> None:
    """Without any install, from the repository's top; the tests' environment lends what cleantext needs."""
    text, file = run(sys.executable, "-c", HELLO, cwd=repo).split(maxsplit=1)
    assert text == "'a'"
    assert Path(file.strip()).is_relative_to(repo)
