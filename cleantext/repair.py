"""Character repair by ftfy, called only where something may change.

`fix_text` is a drop-in for ``ftfy.fix_text``; `fix_line` is the gentler repair of one line that the rule `mojibake`
does by default. ftfy is imported at the first text that needs it.

ftfy 6.3's ``fix_text`` ignores the sub-options of ``fix_encoding`` (restore_byte_a0, replace_lossy_sequences,
decode_inconsistent_utf8): they are always on there, and so they are here.
"""

import re
from functools import cache
from typing import Any

_ASCII_SUSPECT = re.compile("[&\x00-\x08\x0b\x0e-\x1f\x7f\r]")
"""What ftfy may change in ASCII text: an entity, a control character, a carriage return."""


def plain(text: str) -> bool:
    """Whether ftfy certainly leaves the text as it is."""
    return text.isascii() and not _ASCII_SUSPECT.search(text)


def fix_text(text: str) -> str:
    """``ftfy.fix_text(text)``, byte for byte."""
    if plain(text):
        return text
    import ftfy

    return ftfy.fix_text(text)


def fix_line(line: str) -> str:
    """One line repaired as ``ftfy.fix_text`` does it, but with its typography left alone."""
    if plain(line):
        return line
    import ftfy

    return ftfy.fix_text(line, _gentle())


@cache
def _gentle() -> Any:
    import ftfy

    return ftfy.TextFixerConfig(
        explain=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False
    )
