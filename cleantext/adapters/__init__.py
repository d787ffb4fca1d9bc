"""cleantext inside other tools, one module a tool; see docs/adapters.md.

Each module is imported by itself and needs its tool, which the extra of the same name installs. All of them take the
rules as ``pipeline=`` (see `Rules`), leave a missing text missing, and give the same texts as `Pipeline.clean`.
"""
