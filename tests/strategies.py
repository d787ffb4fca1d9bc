"""Dirty documents for Hypothesis: pages as a scraper brings them, soups of such lines, and text of any kind.

Random Unicode alone would leave most rules without work, and a law that is never put to work says nothing. So the
greater part of the documents is put together from lines that the rules know or nearly know. `test_laws.py` checks
that a good share of them really changes.
"""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

HEADLINES = [
    "Harbour bridge reopens after eleven months of repairs",
    "Kim Jong-un inspects flooded farmland in the north",
    "Council votes to keep the night bus",
    "Was the 1997 election decided in a single village?",
    "Volodymyr Zelensky visits the old shipyard",
    "Le marché couvert rouvrira en septembre",
    "Новый мост открыли раньше срока",
    "북한, 새 다리 개통",
    "市议会否决停车收费方案",
    "Tops",
]

PROSE = [
    "The bridge over the harbour was opened again on Monday morning, eleven months after a crack had been found in it.",
    "“We had hoped for spring,” the engineer said, “but steel does not read our plans.”",
    "About 10\u00a0000 people cross it on a working day; most of them come by bicycle, some by the number 7 tram.",
    "The repairs cost 3.5 million crowns, 0.4 million less than the council had set aside for them in 2022.",
    "Mr. O’Neill, who has kept a kiosk at the eastern end since 1988, sold coffee for half the price all day.",
    "He did not expect the crowd.  Nor did the police, who had sent two officers and a dog to the ceremony.",
    "L’eau monte\u00a0: les habitants ont quitté le quai avant la nuit, et les secours ont installé des lits.",
    "Der Umbau dauerte länger als geplant, weil der Stahl aus Luleå erst im Februar geliefert werden konnte.",
    "В среду жители посёлка собрались у моста, чтобы проводить первый автобус, который пошёл в город без объезда.",
    "新しい橋は月曜日の朝に開通し、地元の人々が長い列を作って最初のバスを待っていた。",
    "市政府表示，这座桥将在星期一早上重新开放，预计每天有一万人通过。",
    "می‌خواهم بدانم که پل تازه چه زمانی باز می‌شود و چه کسی آن را ساخته است؟ این پرسش همه است.",
]

# {} is a name: the same person is spelled in several ways within one document.
NAME_PROSE = [
    "Nobody had told {} that the road was closed, and so the whole column waited for an hour in the rain.",
    "In the evening {} and the minister spoke about grain, coal and the two tankers that lie in the harbour.",
    "A film of the day shows {} at the window of a train, and then again, without a coat, on the platform.",
    "{} arrived in the afternoon and was shown the new pumps, which had been delivered only a few days before.",
    "According to the state news agency, {} thanked the crews and gave out medals to nine of the families.",
    "The visit was the third this year by {}, who had not been seen in public for most of the month of March.",
    "“I have nothing to add,” {} told reporters on the steps of the building before the car door was closed.",
]

NAMES = [
    ["Kim Jong-un", "Kim Jong Un", "Kim Jong-Un", "Kim Jong un"],
    ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"],
    ["Muammar Gaddafi", "Muammar Qaddafi", "Moammar Gadhafi"],
    ["Tchaikovsky", "Chaikovsky"],
    ["Jean-Luc Martin", "Jean Luc Martin"],
    ["Anna Schmidt", "Anne Schmidt"],
]

SHARE_BARS = [
    "LIKE SAVE FONT SIZE",
    "facebook twitter more",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Email",
    "Share Tweet Print",
    "Tweet",
    "SHARE",
    "Print Email Copy link",
    "Font size A A A",
    "Like 12 Share 3",
    "Teilen Twittern Drucken",
]

FURNITURE = [
    "Tags",
    "Tags: bridge, harbour, council",
    "Back",
    "Top",
    "Back to top",
    "Print",
    "Next",
    "Home",
    "Comments",
    "Advertisement",
    "ADVERTISEMENT",
    "Read more",
    "Show more photos",
    "Tap to read more →",
    "Swipe left for more pictures",
    "Related articles",
    "Skip to content",
    "view larger image",
    "View Larger Image",
    "Haut de page",
    "Nach oben",
]

MENU = ["Home", "News", "Sport", "Harbour", "Weather", "Contact us", "About us", "Privacy policy", "Impressum", "Abo"]

LINKS = [
    "Related: Seven harbours you should see before they silt up",
    "READ MORE: Lighthouse on the northern pier lit again",
    "Lesen Sie auch: Was die neue Brücke kostet",
    "Most read",
    "Ferry captain retires after forty years at sea",
    "Why the tram stops at the old cinema for eleven minutes",
]

NOTICES = [
    "Sign up for our newsletter and get the best of the bay in your inbox.",
    "We use cookies to improve your experience on our site, to show you ads, and to see what our partners do with data.",
    "© 2024 The Bay Herald. All rights reserved.",
    "Please enable JavaScript to see the map.",
]

CREDITS = [
    "Photo: Ole Lund",
    "(Image credit: Harbour Authority)",
    "Jane Harper / Getty Images",
    "© Harbour Authority",
    "Jane HarperGetty Images",
    "bridge-at-night_1200x800.jpg",
    "https://images.bay.example/2024/05/IMG_2031.JPG?w=800",
]

TEASERS = [
    "Lighthouse on the northern pier lit again",
    "After forty years in the dark the lighthouse on the northern pier has been lit again by …",
    "The bakers of the old town have asked the council for the market square on Saturdays, which …",
    "A tram for the suburbs",
    "Nobody believed that the suburbs would ever see a tram line again, but the treasurer has found …",
]

INJECTED = ["Download Premium WordPress Themes Free", "free online course"]

GALLERY = ["Image", "1 / 4", "Caption", "Back to Gallery"]

NOTES = [
    "Reporting by Jane Harper; editing by Ole Lund",
    "Jane Harper is a reporter who writes about bridges, harbours and the people who live beside them.",
    "Follow her on Twitter @janeharper",
    "Source: agencies",
]

MARKUP = [
    '<img height="1" width="1" style="display:none" src="x.gif">',
    "{{ article.title }}",
    "%d bloggers like this:",
    "<!-- more -->",
    '[caption id="attachment_17" width="640"]The bridge on <b>Monday</b>,<br>seen from the kiosk[/caption]',
    "Posted by undefined",
]

SCRIPT = [
    "(function(d, s) {",
    "  var js = d.createElement(s), fjs = d.getElementsByTagName(s)[0];",
    "  fjs.parentNode.insertBefore(js, fjs);",
    "}(document, 'script'));",
    ".kiosk { margin: 0 auto; color: #333; }",
]

CARDS = [
    "The bill of Senator Ann LeeAnn Marie LeeFerry bill passes Night ferry to run in May MORE is law since Friday."
]

PRINTED = [
    "240503221530117",
    "The pumps were shown to Gov. Ann LeeAnn Mary LeeBridge reopens after repairs Night bus to stay MORE (I) in the rain.",
]

COMMENT_SECTION = [
    "Leave a Reply",
    "Your email address will not be published.",
    "3 comments",
    "Ole",
    "2 days ago",
    "First! And the last to cross it, as always.",
    "Reply",
    "Sue",
    "3 days ago",
    "Report",
]

STRAY = [
    "Bridge opens to cyclists after two years [VIDEO]",
    "Why the harbour wants no second bridge [ANALYSIS]",
    "On baynews.com: The man who counts the ships",
    "- Harbour Council Votes Against Second Bridge Over Bay",
    "- Photos: Storm Tears Roof From Northern Tram Depot",
    "HARBOUR COUNCIL VOTES AGAINST SECOND BRIDGE OVER THE BAY",
]

FORUM = ["Posts: 1,204", "Joined: Mar 2012", "Location: Leeds", "Quote", "Reply with quote", "#3", "Senior Member"]

META_LINES = [
    "22:41 May 3, 2024",
    "Published: 3 May 2024, 10:15",
    "Updated 2 hours ago",
    "By Jane Harper",
    "By Jane Harper and Ole Lund | 3 May 2024",
    "2024-05-03 07:12",
    "Posted on May 3, 2024 by admin",
    "May 3, 2024",
    "LONDON, May 3 (Reuters) -",
    "3 min read",
]

COMMENTS = [
    "so sad for the kiosk man n his family ... when will they ever learn",
    "lol who still goes there anyway",
    "first!!!",
    "My uncle work there long time, always say not safe one ... nobody listen",
    "Dear Sir,",
    "Opinion",
]

CAPTIONS = [
    "The bridge in the early morning of 3 May, seen from the eastern bank of the harbour. (Photo: Harbour Authority)",
    "Kim Jong-un speaks to engineers beside a pump in this picture released on Monday. (KCNA via a news agency)",
    "A tram on its first ride over the bridge. Picture: Ole Lund",
]

DAMAGED = [
    "The mayorâ€™s office said the cafÃ© would reopen â€œsoonâ€\x9d.",
    "Ð\x9fÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€",
    "The cafÃƒÂ© again",
    "Marks &amp; Spencer &amp;amp; sons &lt;b&gt;closed&lt;/b&gt; &#8217;twas &nbsp; so",
    "if a < b && b &lt; c",
    "caf\x85 \x92tis a C1 line",
    "e\u0301te\u0301",
    "ï»¿The mark of another byte order",
    "\ud83d\ude00 two halves",
]

INVISIBLE = [
    "\ufeffThe trans\u00adport min\u200bister left\u200e early.",
    "क्\u200dष and می\u200cخواهم",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\u202eabc\u202c",
    "\ufffc",
    "\u200b",
]

LAYOUT = [
    "Name      Points   Rank",
    "Adams     12       1",
    "def area(r):",
    "    return 3.14 * r  # of a circle",
    "Tyger Tyger, burning bright,",
    "   In the forests of the night",
    "| a | b |",
    "|---|---|",
    "* item one",
    "C:\\new\\table",
    "...",
    "***",
]

NUISANCES = [
    *" \t\n\r\x0b\x0c\x1c\x85\u00a0\u2003\u3000\u2028\u2029\u200b\u200c\u200d\u200e\ufeff\u00ad\x00\x1b\x7f\x92",
    *"\ud800\udc00\udfff\ufffd\ufffe\u0301\u0345İßﬁŉ\U0001f600",
    *"&;<>'\"“’()[]-–—.,:!?|/#*aK1",
    "  ",
    "\n\n\n",
    "\r\n",
    "&amp;",
    "&#10;",
    "&nbsp;",
    "â€™",
    "Ã©",
    "Tags",
]

BREAKS = [
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n\n",
    "\n\n\n\n\n",
    "\n\u00a0\n",
    "\n \t\n",
    " \n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u2028",
    "\u2029",
]


def _mutated(line: str, place: int, what: int, nuisance: str) -> str:
    """A line with one small accident."""
    place = place % (len(line) + 1)
    accidents: list[Callable[[], str]] = [
        lambda: line[:place] + nuisance + line[place:],
        lambda: line[:place] + line[place + 1 :],
        lambda: line + nuisance,
        lambda: nuisance + line,
        lambda: line.upper(),
        lambda: line.replace(" ", "  ", 1),
        lambda: line.replace(" ", "\u00a0"),
        lambda: line.replace("-", " "),
    ]
    return accidents[what % len(accidents)]()


def _with_accidents(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Mostly the lines as they are."""
    mutated = st.builds(_mutated, lines, st.integers(0, 200), st.integers(0, 7), st.sampled_from(NUISANCES))
    return st.one_of(lines, lines, mutated)


def names() -> st.SearchStrategy[list[str]]:
    """Three to seven lines of prose about a person whose name is spelled in more than one way."""

    def lines(spellings: list[str], order: list[int], frames: list[str]) -> list[str]:
        return [frame.format(spellings[k % len(spellings)]) for k, frame in zip(order, frames, strict=False)]

    order = st.lists(st.sampled_from([0, 0, 0, 0, 1, 1, 2]), min_size=7, max_size=7)
    frames = st.lists(st.sampled_from(NAME_PROSE), min_size=3, max_size=7, unique=True)
    return st.builds(lines, st.sampled_from(NAMES), order, frames)


_POOLS = [
    LINKS,
    STRAY,
    FORUM,
    COMMENT_SECTION,
    MENU,
    HEADLINES,
    PROSE,
    SHARE_BARS,
    FURNITURE,
    META_LINES,
    COMMENTS,
    CAPTIONS,
    DAMAGED,
    INVISIBLE,
    LAYOUT,
]
_LINE = _with_accidents(st.one_of([st.sampled_from(pool) for pool in _POOLS]))
_PROSE_LINE = _with_accidents(st.sampled_from(PROSE))
_BREAK = st.sampled_from(BREAKS)
_START = st.sampled_from(["", "", "", "\n", "\ufeff", " \n\n"])
_END = st.sampled_from(["", "", "\n", "\n", "\n\n \n", "\r\n", "\n\u00a0", "\u2029", "  "])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """An article with the usual things around it."""

    def some(pool: list[str], most: int = 2) -> list[str]:
        return draw(st.lists(_with_accidents(st.sampled_from(pool)), max_size=most))

    headline = draw(st.sampled_from(HEADLINES))
    caption = draw(st.sampled_from(CAPTIONS))
    body = [
        *(PROSE[1:4] if draw(st.booleans()) else []),
        *draw(st.lists(_PROSE_LINE, min_size=1, max_size=3)),
        *some(FURNITURE, 1),
        *some(PRINTED, 1),
        *[caption] * draw(st.integers(0, 3)),
        *draw(st.one_of(names(), names(), st.just([]))),
        *draw(st.lists(st.one_of(_PROSE_LINE, _LINE), max_size=3)),
        *(["May 3, 2024"] * 5 if draw(st.integers(0, 3)) == 0 else []),
    ]
    rows = [
        *(MENU if draw(st.integers(0, 3)) == 0 else []),
        *some(COMMENTS, 1),
        *[headline] * draw(st.integers(1, 3)),
        *some(META_LINES),
        *some(SHARE_BARS),
        *some(CREDITS, 2),
        *some(NOTICES, 1),
        *some(CARDS, 1),
        *some(MARKUP, 1),
        *(GALLERY if draw(st.integers(0, 3)) == 0 else []),
        *(SCRIPT if draw(st.integers(0, 3)) == 0 else []),
        *(draw(st.permutations(body)) if draw(st.booleans()) else body),
        *(STRAY[:3] if draw(st.integers(0, 5)) == 0 else []),
        *(FORUM if draw(st.integers(0, 4)) == 0 else []),
        *some(SHARE_BARS, 1),
        *some(FURNITURE, 3),
        *some(NOTES),
        *some(LINKS),
        *(INJECTED if draw(st.integers(0, 3)) == 0 else []),
        *(TEASERS if draw(st.integers(0, 3)) == 0 else []),
        *(COMMENT_SECTION if draw(st.integers(0, 3)) == 0 else []),
        *(MENU[3:] if draw(st.integers(0, 3)) == 0 else []),
    ]
    return _joined(draw, rows)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Lines of all kinds in any order, some of them more than once."""
    rows: list[str] = []
    for item in draw(st.lists(st.one_of(_LINE, _LINE, st.integers(0, 9)), max_size=10)):
        if isinstance(item, str):
            rows.append(item)
        elif rows:  # a number repeats an earlier line
            rows.append(rows[item % len(rows)])
    return _joined(draw, rows)


def _joined(draw: st.DrawFn, rows: list[str]) -> str:
    """The rows with line breaks of all kinds between them."""
    parts = [draw(_START)]
    for number, row in enumerate(rows):
        parts += [draw(_BREAK), row] if number else [row]
    return "".join([*parts, draw(_END)])


def documents() -> st.SearchStrategy[str]:
    """Plausible dirty documents."""
    return st.one_of(pages(), soups())


def junk() -> st.SearchStrategy[str]:
    """Text of any kind: all characters, lone surrogates too, and the ones that make trouble."""
    nuisances = st.lists(st.sampled_from(NUISANCES), max_size=30).map("".join)
    return st.one_of(
        st.text(st.characters()), nuisances, st.text("a \n", max_size=20), st.text("Tags\n Back.", max_size=40)
    )


def texts() -> st.SearchStrategy[str]:
    """All of the above."""
    return st.one_of(pages(), pages(), soups(), junk())


def sample(strategy: st.SearchStrategy[T], size: int) -> list[T]:
    """The same ``size`` values at each call, as Hypothesis would draw them."""
    values: list[T] = []

    @settings(
        max_examples=size,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: T) -> None:
        values.append(value)

    collect()
    return values
