"""Page furniture: the words of the page around the article, such as `Tags`, `view larger image` or `Back / Top`.

Links, buttons and headings of the layout stand between the article's blocks and come along as lines. Phrases that
nobody writes as a line of an article go wherever they stand. Single words (`Back`, `Top`, `Home`) go only at the
edges: in a run of such words that ends the text, or in one that begins it; a lone word only directly behind the last
line of running text or above a headline. Behind the text a heading of tags takes the short lines of its list along.

The same words inside an article stay: a one-word answer, a heading in a list article, the title of an essay. A text
without running text (a poem, a list) is left alone.
"""

from collections.abc import Iterator, Sequence

from cleantext import Document, Edit, Line, Rule, fixes, keeps, phrases_beside

PACK = phrases_beside(__file__)
MAX_TAGS = 30
MAX_TAG = 40  # characters; a tag is a name or a topic


def find(
    doc: Document,
    *,
    anywhere: frozenset[str] = PACK["anywhere"],
    edges: frozenset[str] = PACK["edges"],
    tag_headings: frozenset[str] = PACK["tag_headings"],
) -> Iterator[Edit]:
    """`anywhere`: phrases that are furniture anywhere. `edges`: only at the edges. `tag_headings`: begin a list."""
    if not doc.has_prose:
        return
    lines = doc.lines
    weak = anywhere | edges | tag_headings
    for line in lines:
        if line.key in anywhere:
            yield doc.drop(line, "page furniture, known phrase")
    head = _run(lines, weak)
    if len(head) > 1 or (head and len(head) < doc.first_prose and _is_headline(lines[len(head)])):
        yield from doc.drop_all(head, "page furniture before the text")
    tail = lines[doc.last_prose + 1 :]
    if not tail or lines[doc.last_prose].text.rstrip().endswith(("?", "？", ":", "：", ",")):
        return
    end = _run(tail[::-1], weak)
    if len(end) > 1 or len(end) == len(tail):
        yield from doc.drop_all(end, "page furniture at the end")
    for at, line in enumerate(tail):
        tags = tail[at + 1 :]
        if line.key in tag_headings and len(tags) <= MAX_TAGS and all(map(_is_tag, tags)):
            yield from doc.drop_all(tail[at:], "list of tags at the end")
            break
        heading, colon, rest = line.text.partition(":")
        if colon and rest.strip() and heading.strip().casefold() in tag_headings and not rest.rstrip().endswith("."):
            yield doc.drop(line, "tags at the end")


def _run(lines: Sequence[Line], keys: frozenset[str]) -> Sequence[Line]:
    """The lines at the start whose keys are among ``keys``."""
    size = 0
    while size < len(lines) and lines[size].key in keys:
        size += 1
    return lines[:size]


def _is_headline(line: Line) -> bool:
    return line.text.count(" ") >= 3 or (len(line.key) > 12 and not line.text.isascii())


def _is_tag(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= MAX_TAG and text.count(" ") < 5 and text[-1] not in ".!?…:;。"


RULE = Rule(
    "page_furniture",
    find,
    stage="strip",
    phrases=("anywhere", "edges", "tag_headings"),
    examples=(
        fixes("""
              The lighthouse on the northern pier was lit again on Friday, after eleven years of repairs.
            - view larger image
              Visitors may climb its 214 steps from the first of May, the town council decided.
            -
            - Back
            - Top
        """),
        fixes("""
              Visitors may climb its 214 steps from the first of May, the town council decided.
            -
            - Tags
            - Lighthouses
            - Northern pier
        """),
        keeps("""
            Home

            When I was nine we moved to a house by the railway, and I thought that I would never sleep again.
        """),
        keeps("""
            We asked the old captain which way he would go if he could choose once more: ahead, or back to the sea?

            Back
        """),
        keeps("""
            Back and forth,
            over the top,
            Home
        """),
    ),
)
