"""Credits of pictures that stand alone: `Photo: Ann Lee, AP`, `(Image credit: Getty Images)`, `Shutterstock`.

The picture is gone, and often its caption, too; the line that names the photographer stays behind, and so does the
gallery's counter (`Image 3 of 12`). A line goes if it is nothing else: a word for picture, a sign, and a name or
agency of a few words; or the name of an agency of pictures. Credits without a word for picture: `photo_source`.

A caption stays, with or without its credit, and so do a line of copyright with a year (see `site_notice`), a sentence,
the first line of the text unless it is a label with a full name, a list that a colon announces, and a text without
running text.
"""

from collections.abc import Iterator

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside

PACK = phrases_beside(__file__)
LONGEST = 90  # characters of a credit
WORDS = 9  # words of a credit
PART_WORDS = 4  # words of a name, or of an agency's name
_COUNTER = regex.compile(
    r"\W*(?P<noun>\p{L}+)\s*\d{1,3}\s?(?:of|/|von|sur|de|di|van|z|из|of /)\s?/?\s?\d{1,3}\W*", regex.IGNORECASE
)
_BETWEEN = regex.compile(r"\s*[/|,©]\s*|\s+(?:via|[-–])\s+")
_WORDS = regex.compile(r"[\p{L}\p{M}]+")
_END = regex.compile(r"[^.\p{Lu}][.!?。]\W*\Z|[,;:]\s*\Z")
_BY = regex.compile(
    r"\p{Lu}\p{Ll}+ (?:by|von|par|por|di|door) \p{Lu}[\p{L}.'’-]+(?: (?:van |de |von )?\p{Lu}[\p{L}.'’-]+){1,2}"
)
"""What no headline is, a label with a full name."""
_SIGN = regex.compile(r"\s*[:：/／=|©–—-]|\s+(?:by|von|par|por|di|da|door|de)\s", regex.IGNORECASE)
_OPENED = "([（【"
CAST = 2  # lines of the cast or crew beside one that reads as the credit of a picture
_PART = regex.compile(r"\s*(?P<label>\p{L}[\p{L} .'’/-]{1,24}?)\s?:\s+\p{Lu}[^\d.!?:]{2,60}")
"""What a person did or plays, and who: `Music: Ann Lee`."""


def find(
    doc: Document,
    *,
    pictures: frozenset[str] = PACK["pictures"],
    labels: frozenset[str] = PACK["labels"],
    agencies: frozenset[str] = PACK["agencies"],
    sources: frozenset[str] = PACK["sources"],
) -> Iterator[Edit]:
    """`pictures`: words for a picture before a sign. `labels`: words that need no sign. `agencies`: of pictures.
    `sources`: what stands behind a word for picture in small letters, too.
    """
    some = doc.texts_opening_with(pictures, labels, agencies, longest=LONGEST)
    credits = {text: why for text in some if (why := _credit(text.strip(), pictures, labels, agencies, sources))}
    if not credits or not doc.has_prose:
        return
    for line in doc.lines_of(credits):
        if (
            (line.number or _BY.fullmatch(line.text.strip()))
            and not doc.is_wrapped(line)
            and not doc.follows_colon(line)
            and (line.text.lstrip()[0] in _OPENED or not _is_in_a_cast(doc, line, pictures | labels))
        ):
            yield doc.drop(line, credits[line.text])


def _is_in_a_cast(doc: Document, line: Line, known: frozenset[str]) -> bool:
    """Whether a line belongs to the cast and crew of a film or a play: it stands among lines of the form `Label: Name`,
    `CAST` of which have labels that no picture has."""
    others = 0
    for step in (-1, 1):
        number = line.number + step
        while 0 <= number < len(doc.lines) and (part := _PART.fullmatch(doc.lines[number].text)):
            others += part["label"].casefold() not in known
            number += step
    return others >= CAST


def _credit(
    text: str,
    pictures: frozenset[str],
    labels: frozenset[str],
    agencies: frozenset[str],
    sources: frozenset[str],
) -> str:
    key = line_key(text)
    if (count := _COUNTER.fullmatch(text)) and count["noun"].casefold() in pictures:
        return "counter of a picture gallery"
    if key.count(" ") >= WORDS or _END.search(text):
        return ""
    bare = text.strip("()[]（）【】 ")
    if key in agencies:
        return "agency of pictures, alone on its line"
    if key not in labels and (rest := _behind(bare, labels)) and _is_name(rest):
        return "credit behind its label"
    sign = _SIGN.search(bare)
    if sign and bare[: sign.start()].casefold().rstrip(". ") in pictures:
        rest = bare[sign.end() :]
        if _is_name(rest) or _is_source(rest, sources):
            return "credit behind a word for picture"
    return ""


def _is_source(text: str, sources: frozenset[str]) -> bool:
    """Whether a text is a source in small letters, alone or beside a name: `dpa`, `afp/Ann Lee`, `sidm / DW`."""
    parts = _BETWEEN.split(text.strip())
    known = any(part.casefold() in sources or part.partition(" ")[0] in sources for part in parts) or (
        len(parts) > 1 and parts[-1].isupper()
    )
    return known and all(0 < len(_WORDS.findall(part)) <= PART_WORDS for part in parts)


def _behind(text: str, labels: frozenset[str]) -> str:
    """What stands behind the label that the text opens with."""
    words = text.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if " ".join(words[:size]).casefold().rstrip(",") in labels:
            return " ".join(words[size:])
    return ""


def _is_name(text: str) -> bool:
    """Whether a text is a name, of a person or an agency: a few words, capitalised but for short ones, no number."""
    words = _WORDS.findall(text)
    return (
        0 < len(words) < WORDS - 1
        and not any(map(str.isdigit, text))
        and not any(word[0].islower() and len(word) > 3 for word in words)
        and not words[0][0].islower()
    )


RULE = Rule(
    "photo_credit",
    find,
    stage="strip",
    version=7,
    phrases=("pictures", "labels", "agencies"),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Photo: Ann Lee, AP
            - Foto: dpa/Ann Lee
            - (Image credit: Harbour Office)
            - Image 3 of 12
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Photo: the new ferry at the pier, on the evening before her first trip across the bay. (Ann Lee / AP)
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Image and sound

            On board there is a small cinema, which shows films about the sea without any sound on winter evenings.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, and on board you will find, said the captain:

            Photo: Ann Lee
            Music: Jo Hart
        """),
    ),
)
