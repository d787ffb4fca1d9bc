"""Scrapy: an item pipeline."""

from typing import Any

from cleantext.adapters.core import Cleaner, Fields, counts_of, needs

with needs("scrapy"):
    from itemadapter import ItemAdapter
    from scrapy.crawler import Crawler


class CleanTextPipeline:
    """``ITEM_PIPELINES = {"cleantext.adapters.scrapy.CleanTextPipeline": 300}``.

    Settings: ``CLEANTEXT_TEXT_FIELD`` ("text"), ``CLEANTEXT_CHANGES_FIELD``, ``CLEANTEXT_TITLE_FIELD``,
    ``CLEANTEXT_LANGUAGE_FIELD``, ``CLEANTEXT_URL_FIELD`` (none), and ``CLEANTEXT_PIPELINE``, the rules: a dict with
    the arguments of `Pipeline.default` or the path of a ``cleantext.toml``. Items without a text pass through. The
    crawl's statistics count under ``cleantext/`` as `counts_of` says.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.stats = crawler.stats
        self.cleaner = Cleaner(
            settings.get("CLEANTEXT_PIPELINE"),
            **Fields(
                text_field=settings.get("CLEANTEXT_TEXT_FIELD", "text"),
                changes_field=settings.get("CLEANTEXT_CHANGES_FIELD"),
                title_field=settings.get("CLEANTEXT_TITLE_FIELD"),
                language_field=settings.get("CLEANTEXT_LANGUAGE_FIELD"),
                url_field=settings.get("CLEANTEXT_URL_FIELD"),
            ),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CleanTextPipeline":
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        fields = ItemAdapter(item)
        text = fields.get(self.cleaner.text_field)
        if text is not None:
            result = self.cleaner.run(text, fields)
            fields.update({self.cleaner.text_field: result.text, **self.cleaner.noted(result, fields)})
            for label, count in counts_of(result).items():
                self.stats.inc_value(f"cleantext/{label}", count)
        return item
