"""Config files: ``cleantext.toml``, or the table ``[tool.cleantext]`` of a ``pyproject.toml``.

::

    preset = "page"                    # for the text of whole pages; else "default"
    select = ["strip", "spacing"]      # only these rules or stages
    ignore = ["name-spelling"]         # all but these
    packs = ["our-site.toml"]          # relative to the config file, or the name of a pack that comes along

    [options.mojibake]
    profile = "ftfy"
"""

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from cleantext.errors import ConfigError, unknown
from cleantext.packs import located, read_toml

NAMES = ("cleantext.toml", "pyproject.toml")


class Config(msgspec.Struct, forbid_unknown_fields=True):
    """The keys of a config file; they are the arguments of `Pipeline.default`."""

    preset: str = "default"
    select: list[str] = []
    ignore: list[str] = []
    packs: list[str] = []
    options: dict[str, dict[str, Any]] = {}


def load(path: Path) -> dict[str, Any]:
    """The arguments for `Pipeline.default` that a config file gives.

    Raises ConfigError, with the file's name, for a file that cannot be read, unknown keys and values of a wrong type.
    """
    data: Any = read_toml(path)
    if path.name == "pyproject.toml":
        tools = data.get("tool")
        data = tools.get("cleantext") if isinstance(tools, dict) else None
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: there is no table [tool.cleantext]")
    keys = Config.__struct_fields__
    for key in data:
        if key not in keys:
            raise ConfigError(f"{path}: {unknown('key', key, keys)}")
    try:
        config = msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}") from None
    config.packs = [str(located(pack, path.parent)) for pack in config.packs]
    return msgspec.structs.asdict(config)


def find(folder: Path) -> Path | None:
    """The config file that holds for a folder: the nearest one in it or above it, or None.

    A ``pyproject.toml`` counts only if it has a table ``[tool.cleantext]``.
    """
    for place in (folder, *folder.parents):
        for name in NAMES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    try:
        tools = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return "tool.cleantext" in text  # then reading it tells what is wrong with it
    return isinstance(tools, dict) and "cleantext" in tools
