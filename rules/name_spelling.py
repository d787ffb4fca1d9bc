"""One name spelled several ways in one text: `Kim Jong-un` nine times and `Kim Jong Un` once.

House styles differ (the Yonhap agency writes `Kim Jong-un`, Reuters `Kim Jong Un`), and rewritten or merged reports
mix them. The spellings of one name in one document are set to the one used most, of equals to the form that a pack
gives, else to the first one. Without a pack, only what is the same name beyond doubt is touched: names of at least
three parts that differ in nothing but hyphen against space, or the case behind a hyphen. Other spellings (`Gadhafi`,
`Qaddafi`) are one name only if a pack says so; a document that spells a name in one way keeps that way.

Near-twins differ in a letter and are never one name (Kim Jong Un, Kim Jong Il). Names inside double quotation marks,
addresses, handles, tags and code stay and do not vote. A compound with a common word or a nationality is no name
(`Vice-President`, `Franco-German`). A name of which the text itself names two spellings (`Lee Dong-hae, also spelled
Lee Dong Hae`) is left alone, and so is text that is not English. docs/names.md says more.
"""

from collections.abc import Iterator

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.names import Name
from cleantext.names.groups import Canonical, Options, Profile, Quotes, check_style, find_edits, may_differ, rare_forms

PACK = phrases_beside(__file__)


def find(
    doc: Document,
    *,
    profile: Profile = "safe",
    canonical: Canonical = "majority",
    style: str | None = None,
    quotes: Quotes = "keep",
    names: frozenset[Name] = PACK["names"],
    family_names: frozenset[str] = PACK["family_names"],
) -> Iterator[Edit]:
    """`profile`: "standard" also restores accents (`Sao Paulo` beside `São Paulo`), which may join two people.

    `canonical`: which spelling the others get: the one used most, the pack's, or the first one.
    `style`: a house style of the packs (`ap`, `yonhap`); its form is set, even in a text that has one spelling only.
    `quotes`: "edit" changes names inside quotation marks, too, and lets them vote.
    `names`: the entries of name packs.
    `family_names`: family names, in small letters, that may stand before two syllables.
    """
    yield from find_edits(doc, Options(names, family_names, profile, canonical, style, quotes))


def check(*, style: str | None, names: frozenset[Name], **_: object) -> None:
    """Raise ConfigError for a style that no entry of the packs has."""
    check_style(style, names)


RULE = Rule(
    "name_spelling",
    find,
    stage="unify",
    version=4,
    triggers=rare_forms,
    wake=may_differ,
    check=check,
    examples=(
        fixes("""
              Moon Jae-in spoke to the press on Friday. Moon Jae-in said that the talks would go on for a week.
            - In the evening Moon Jae In left for the capital, and the delegation of the north went with him.
            + In the evening Moon Jae-in left for the capital, and the delegation of the north went with him.
        """),
        fixes("""
              The judge asked Anne-Sophie Lefort to come back on Monday. Anne-Sophie Lefort agreed.
            - On Monday it was raining, and Anne Sophie Lefort's lawyer said that she was ill.
            + On Monday it was raining, and Anne-Sophie Lefort's lawyer said that she was ill.
        """),
        fixes("""
              The court said that Gaddafi's son was in the south of the country, and that Gaddafi was not.
            - A week later the son of Qaddafi was seen in the town, and the court asked for him.
            + A week later the son of Gaddafi was seen in the town, and the court asked for him.
        """),
        fixes(
            """
            - The train of Kim Jong-un was seen in the north of the country, and the guards were in the station.
            + The train of Kim Jong Un was seen in the north of the country, and the guards were in the station.
            """,
            style="ap",
        ),
        keeps("""
            Kim Jong-il was the father of Kim Jong Un, and the son of the founder of the state, said the historian.
        """),
        keeps("""
            The singer Lee Dong-hae, also spelled Lee Dong Hae in the credits of the film, was born in the south.
        """),
        keeps("""
            Moon Jae-in said that the letter to the court was signed “Moon Jae In” and that it was not from him.
        """),
        keeps("""
            The Vice-President Ann Carver was in the room. Later, Vice President Ann Carver said that it was cold.
        """),
    ),
)
