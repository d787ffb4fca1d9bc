"""The rules that come with cleantext, one artifact a file. Installed as ``cleantext.rules``."""
