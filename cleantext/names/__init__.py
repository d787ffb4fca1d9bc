"""Names and their spellings: which surfaces of a text are one name, and which spelling they get.

`find_groups` tells without editing; the rule `name_spelling` edits what it accepts.
"""

from cleantext.names.groups import Group, find_groups
from cleantext.names.packs import Name

__all__ = ["Group", "Name", "find_groups"]
