"""The extractors whose texts the evaluation data holds."""

FULL_PAGE = ("inscriptis", "html_text", "bs4", "resiliparse_full")
"""Those that give the text of the whole page."""

ARTICLE = (
    "resiliparse_main",
    "justext",
    "boilerpy3",
    "goose3",
    "readability",
    "newspaper",
    "trafilatura_c",
    "trafilatura",
)
"""Those that give an article."""
