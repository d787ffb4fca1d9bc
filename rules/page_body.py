"""The page around the article: menus, teasers, comments and footers of a text that was taken from a whole page.

`inscriptis`, `html-text` and `get_text()` give all the text of a page, and four fifths of it are not the article's. A
small model over lines (`cleantext/page.py`, weights in `cleantext/page_weights.toml`) finds where the article begins
and ends, from the length and the ending of lines, repetition, phrases, and the place to the page's running text. What
stands above and below goes, and so does a line in between that the model is confident about. The headline stays: the
line above the article that the page's title or the article's own words confirm.

A text with fewer than ten short lines beside its running text is no page, and is left alone: an article that was
extracted already, a letter, a story. So is a text without running text, such as a poem or a list, and a page
whose article would have less than 250 characters of it. The rule belongs to
the preset `page` (`docs/presets.md`) and is not in the default one, since it may take a list or a short text for the
page's.
"""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.page import SHORT, Article, Model, Page, Phrases, article, headline, shipped_model

PACK = phrases_beside(__file__)

FEWEST = 10
"""Short lines beside the running text that make a text a page: 96 % of pages have more, 95 % of extracted articles
fewer (full-page texts and article texts of the evaluation data)."""

LEAST = 250
"""Characters of running text that the article must have (trafilatura's MIN_EXTRACTED_SIZE), else nothing is removed: what
little running text a page with lyrics, a gallery or a list has may be a notice of the site."""

EVIDENCE = 3
"""Words that an edit names as its evidence."""


def find(
    doc: Document,
    *,
    related: frozenset[str] = PACK["related"],
    comments: frozenset[str] = PACK["comments"],
    meta: frozenset[str] = PACK["meta"],
    photo: frozenset[str] = PACK["photo"],
    photo_words: frozenset[str] = PACK["photo_words"],
    account: frozenset[str] = PACK["account"],
    account_words: frozenset[str] = PACK["account_words"],
    share_words: frozenset[str] = PACK["share_words"],
    copyright_words: frozenset[str] = PACK["copyright_words"],
    strip_title: bool = False,
) -> Iterator[Edit]:
    """Phrases that lines around an article begin with: `related` announce other articles, `comments` readers',
    `meta` the author, the date or topics, `photo` a picture or its credit, `account` what the site wants of a visitor.
    Words that stand in such lines: `photo_words`, `account_words`, `share_words`, `copyright_words`. `strip_title`:
    whether the headline goes, too.
    """
    families = related, comments, meta, photo, photo_words, account, account_words, share_words, copyright_words
    yield from edits(doc, _phrases(*families), shipped_model(), strip_title)


def edits(doc: Document, phrases: Phrases, model: Model, strip_title: bool) -> Iterator[Edit]:
    """The edits that leave the article, with its headline or without, as the model sees them."""
    short = (row for row in doc.rows if 0 < len(row) < SHORT)
    if next(islice(short, FEWEST - 1, None), None) is None:
        return  # a cleaned page, most often
    page = Page(doc, phrases)
    if sum(page.short) < FEWEST or page.around < FEWEST:
        return
    found = article(page, model)
    kept = found.kept
    if sum([page.sizes[number] for number in kept if page.is_prose(number)]) < LEAST:
        return
    title = headline(page, found, doc.hints.title)
    if title is not None:
        kept = [number for number in kept if number != title] if strip_title else sorted({title, *kept})
    starts = [0, *accumulate([len(row) + 1 for row in doc.rows])]
    above = -1
    for below in [*kept, len(page.texts)]:
        if below - above > 1:
            first, last = page.first[above + 1], page.last[below - 1]
            if below == len(page.texts):  # what ends the text stays, so that it ends as it did
                start, stop = starts[page.last[above] + 1] - 1, starts[last + 1] - 1
            elif above < 0 or page.first[below] - last <= first - page.last[above]:
                start, stop = starts[first], starts[page.first[below]]
            else:
                start, stop = starts[page.last[above] + 1] - 1, starts[last + 1] - 1
            yield Edit(start, stop, "", _why(page, found, model, above + 1, below))
        above = below


def _why(page: Page, found: Article, model: Model, first: int, stop: int) -> str:
    """What removed lines are, and the words that weighed most."""
    if stop <= found.kept[0]:
        place, weights = "above the article", model.between.by_word
    elif first > found.kept[-1]:
        place, weights = "below the article", model.between.by_word
    else:
        place, weights = "not the article's", model.own.by_word
    described = found.described[max(0, first - found.first) : max(0, stop - found.first)]
    times: dict[str, int] = {}
    for word in [word for shape, _, _, says in described for word in (*shape, *says)]:
        times[word] = times.get(word, 0) + 1
    total = {word: weights[word] * count for word, count in times.items() if weights.get(word, 0.0) < 0}
    count, short = stop - first, sum(page.short[first:stop])
    size = f"{count} lines, {short} of them short" if count > 1 else "1 line"
    strongest = sorted(total, key=total.__getitem__)[:EVIDENCE] or ["far from the running text"]
    return f"{place}: {size}; {', '.join(strongest)}"


@cache
def _phrases(*families: frozenset[str]) -> Phrases:
    names = ("related", "comments", "meta", "photo", "photo_words", "account", "account_words", "share_words")
    return Phrases(dict(zip((*names, "copyright_words"), families, strict=True)))


RULE = Rule(
    "page_body",
    find,
    stage="trim",
    version=2,
    default=False,
    examples=(
        fixes("""
            - Night ferry starts in May | The Bay Herald
            - Home
            - News
            - Sport
            - Weather
            - Harbour
            - Subscribe
            - Log in
            -
              Night ferry starts in May
            - By Ole Lund

              The ferry across the bay will also run at night from May on, the harbour office said on Wednesday.

              Sixty people will find a seat, and nobody may bring a car, as the captain explained with a smile.

              The first boat leaves at ten in the evening, and the last one comes back at four, in time for breakfast.
            -
            - Related articles
            - Harbour crane finds a buyer
            - Library reopens on Monday
            - Bakers meet in the town hall
            - © The Bay Herald. All rights reserved.
        """),
        fixes("""
            - Startseite
            - Politik
            - Wirtschaft
            - Kultur
            - Wetter
            - Abo
            - Anmelden
            -
              Die Nachtfähre fährt ab Mai

              Von Mai an fährt die Fähre über die Bucht auch nachts, teilte das Hafenamt am Mittwoch mit.

              Sechzig Menschen finden einen Platz, Autos bleiben an Land, wie der Kapitän lächelnd erklärte.

              Das erste Schiff legt um zehn Uhr abends ab, das letzte kommt um vier zurück, rechtzeitig zum Frühstück.
            -
            - Kommentare (2)
            - Antworten
            - Mehr zum Thema
            - Hafenkran verkauft
            - Bücherei öffnet wieder
            - Impressum
            - Datenschutz
        """),
        fixes(
            """
            - Night ferry starts in May | The Bay Herald
            - Home
            - News
            - Sport
            - Weather
            - Harbour
            - Subscribe
            - Log in
            - Archive
            -
            - Night ferry starts in May
            -
              The ferry across the bay will also run at night from May on, the harbour office said on Wednesday.

              Sixty people will find a seat, and nobody may bring a car, as the captain explained with a smile.

              The first boat leaves at ten in the evening, and the last one comes back at four, in time for breakfast.
            """,
            strip_title=True,
        ),
        keeps("""
            Night ferry starts in May

            The ferry across the bay will also run at night from May on, the harbour office said on Wednesday.

            The crew:
            Han Ji-woo
            Ole Lund
            Ada Brook

            Sixty people will find a seat, and nobody may bring a car, as the captain explained with a smile.
        """),
        keeps("""
            The sea is grey,
            the boats are in,
            the nets hang out to dry.

            The wind is up,
            the lamp is lit,
            the gulls have ceased to cry.

            The tide is out,
            the stones are bare,
            the moon is in the sky.

            And you are gone,
            and I am here,
            and no one tells me why.
        """),
    ),
)
