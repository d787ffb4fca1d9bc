"""Notes about the author at the end: credits of a newsroom, a short biography, how to reach the writer, the source.

`Reporting by Ann Lee; editing by Tom van Dyck`, `Ann Lee is a reporter at the Bay Herald`, `Email her at …`, `Follow
her on Twitter`, `Source: agencies`. They end many articles. Only lines behind the last paragraph of the article are
looked at, from the end of the text upwards past other short lines and notes on the text (`This interview has been
edited …`, which stays), and each needs its own evidence:

- it opens with words of newsroom credits, and names and little else follow (`Reporting by …`), or is nothing but a
  news agency's name;
- it opens as a contact does, and holds an address, a handle or the name of a service; or it is nothing but an address
  or a handle;
- it says of a person what he or she does (`… is a reporter`, `… — корреспондент`, `… contributed reporting`), or the
  author says it (`The author is a pilot`, `I'm Ann, a photographer`), and no other running text names that person;
- it is the heading of such a note (`About the author`), with the note behind a colon; or one with a name (`About Ann
  Lee`), and one paragraph that names the person, or nothing, is below;
- it names the source of the text, in a few words behind a colon.

A portrait's own text stays: it names its subject more than once. A sentence that goes on behind what a person is stays,
too (`Ann Lee, a teacher, saw it all from the pier`). So do a heading among the headings of short sections, a sentence
inside the article, the last line of a text that is nothing else, a block of addresses, and a byline (see `meta_line`).
"""

from collections.abc import Iterator, Sequence, Set
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

import regex

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.document import is_prose, is_sentence
from cleantext.names.words import is_given_name, kind
from cleantext.openings import SHORT, beginnings, opens_with

PACK = phrases_beside(__file__)
_REACH = regex.compile(
    r"[\w.+-]+@[\w-]+\.\w|@\w{3,}|https?://|www\.|\bt\.co/|\[email.protected\]|\b\w[\w-]+\.(?:com|org|net)/"
)
_NAME = (
    r"\p{Lu}[\p{L}\p{M}.'’-]+(?: (?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin) )*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
)
_PERSON = regex.compile(
    rf"\W{{0,3}}(?P<name>{_NAME}(?:(?:, | and | und | et | y | e | en | i | и |, and ){_NAME})*|\p{{Lu}}[\p{{L}}'’-]+(?= (?:is|has|ist|est|es|è|é|jest|adalah) ))"
    r"(?:,? \(?@\w+\)?)?(?P<sign>,| ?[:—–|(]| -)? (?P<rest>.+)"
)
_CASELESS = regex.compile(
    r"\W{0,3}(?:"
    r"(?P<name>\p{Han}{2,6})\s?[（(][\p{Hiragana}\p{Katakana}・\s]+[)）](?![がもをに])"
    r"(?=.{0,80}(?:\d|年|生まれ|出身|記者|作家|ライター|ジャーナリスト|編集|教授|評論|研究|大学|代表|専門|監督|俳優|[者家員士]))"
    r"|(?P<name>\p{Han}{2,4})[，,：:、]\s?(?=[^。]{0,30}(?:记者|記者|编辑|編輯|作家|教授|学者|學者|评论员|評論員|研究员|研究員|撰稿人|专栏|專欄|博士|讲师|講師))"
    r"|(?P<name>\p{Hangul}{2,4})\s?(?:기자|교수|작가|칼럼니스트|연구원|연구위원|편집장|에디터|변호사|평론가|특파원)(?:[,·/(]|\s|$)"
    r"|(?P<name>\p{Arabic}{2,12} \p{Arabic}{2,12}(?: \p{Arabic}{2,12})?)[،,:]?\s(?:هو |هي )?"
    r"(?:صحفي|صحافي|كاتب|كاتبة|صحفية|صحافية|مراسل|مراسلة|محرر|محررة|أستاذ|أستاذة|باحث|باحثة|مدون|مدونة|إعلامي|إعلامية)\b"
    r")"
)
"""A name and what its bearer does, in scripts without capitals."""
_ALONE = regex.compile(
    r"\W{0,3}(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w{3,}"
    r"|(?:https?://)?(?:www\.|m\.)?(?:twitter|facebook|instagram|linkedin|threads|bsky|mastodon|t|x)\.(?:com|me|net|app|social)/\S+)\W{0,3}"
)
_ABOUT = regex.compile(rf"(?P<words>[\p{{L}}'’ ]{{1,20}}?)[:：]? (?P<name>{_NAME})\W*|(?P<name>{_NAME}) hakkında")
_SENTENCES = regex.compile(r"(?<=[.!?])\s+")
_POSSESSIVE = regex.compile(r"['’]s\Z")
_HEADED = regex.compile(r"[:：]\s*\S{2}")
_PARTS = regex.compile(r"[/,;&+]| - | und | and | et | y ")
_SELF = regex.compile(rf"(?P<name>{_NAME}|\p{{Lu}}[\p{{L}}'’-]+)[,.!;: –—-]+(?P<rest>.+)")
_WORDS = regex.compile(r"[\p{L}\p{M}]+(?:['’.-][\p{L}\p{M}]+)*")
_SIGNS = tuple(":：/／=＝|・·,、（(-–—")
_WITHOUT_CAPITALS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Arabic}]")
_COLUMNS = regex.compile(r"\S(?: {2,}|\t+|\s*\|\s*)\S|\A.{1,40}: \D{0,3}\d[\d.,]*\D{0,3}\Z")
_INITIALS = regex.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4}){1,2}\)")
"""The signs of a reporter and his editor: `(swn/ams)`."""
_OUTER = regex.compile(r"\A\W+")
TELLING = 8  # small words of a sentence that tells of a source: `Source: the captain himself, who told me …`
NAMES = 4  # words of names behind a credit, in scripts without capitals
START = 4  # characters among which the name begins: signs may stand in front of it
LAST = 12  # lines from the end that are looked at
LONGEST = 900  # characters of a biography
ASIDE = 250  # characters of a note on the text itself
LIFE = "who the author is, at the end; no other running text names that person"
AUTHORS = 2  # of one text; more biographies are a list of people
BLOCK = 6  # lines above one of a block of addresses
ROWS = 2  # of a table, right above its source
LABEL = 16  # characters among which a colon stands behind the way to reach somebody: `E-mail: …`
SOURCE = 80  # characters of a line that names the source
ROLE = 14  # words after "is" within which the occupation stands
AGENCY = 40  # characters of a line of agencies
FIRST = 8  # words behind a first name within which it stands
NEAR = 5  # words behind a dash or comma within which it stands


class _Words(NamedTuple):
    """The phrases of biographies."""

    verbs: frozenset[str]
    writes: frozenset[str]
    roles: frozenset[str]
    stems: tuple[str, ...]
    contacts: frozenset[str]
    everyday: frozenset[str]
    pieces: frozenset[str]


def find(
    doc: Document,
    *,
    credits: frozenset[str] = PACK["credits"],
    contacts: frozenset[str] = PACK["contacts"],
    services: frozenset[str] = PACK["services"],
    sources: frozenset[str] = PACK["sources"],
    headings: frozenset[str] = PACK["headings"],
    abouts: frozenset[str] = PACK["abouts"],
    authors: frozenset[str] = PACK["authors"],
    selves: frozenset[str] = PACK["selves"],
    verbs: frozenset[str] = PACK["verbs"],
    writes: frozenset[str] = PACK["writes"],
    roles: frozenset[str] = PACK["roles"],
    stems: frozenset[str] = PACK["stems"],
    backgrounds: frozenset[str] = PACK["backgrounds"],
    agencies: frozenset[str] = PACK["agencies"],
    everyday: frozenset[str] = PACK["everyday"],
    pieces: frozenset[str] = PACK["pieces"],
    persons: frozenset[str] = PACK["persons"],
    asides: frozenset[str] = PACK["asides"],
) -> Iterator[Edit]:
    """`credits`: how newsroom credits open. `contacts`: how a contact opens; `services`: where. `sources`: words
    before the source. `headings`: above a biography; `abouts`: words of one before a name. `authors`: how a biography
    opens that calls its subject the author, `selves`: one that the author tells. `verbs`, `roles`: what a biography
    says of a person; `writes`: verbs that say it all. `stems`: of roles. `backgrounds`: what a biography says of its
    author, in scripts whose words run together. `agencies`: that a text is signed with. `everyday`: those of `writes`
    that are said of others, too; `pieces`: what tells then that a person writes. `persons`: whom to reach. `asides`: how notes on the text itself open, which stay, and below
    which the text has ended."""
    some = doc.texts_opening_with(credits, contacts, sources, headings, abouts, authors, selves, agencies)
    said = _Words(verbs, writes, roles, _ordered(stems), contacts, everyday, pieces)
    if not _ends_with_a_note(doc, said, asides, frozenset(some)) or not doc.has_prose:
        return
    lines = doc.lines
    first = beginnings(credits, contacts, sources, headings, abouts, authors, selves)
    tail = lines[max(1, len(lines) - LAST) :]
    about = dict.fromkeys(_below_name(doc, tail, abouts), "who the author is, at the end, below the name")
    found: list[tuple[Line, str]] = []
    for line in reversed(tail):
        why = about.get(line, "")
        if not why and len(line.text) <= LONGEST and _may_open(line.text, first):
            key = line.key
            if opens_with(key, credits) and not _is_speech(line) and _is_credit(line.text, key, credits, agencies):
                why = "credits of the newsroom at the end"
            elif (
                " " in key
                and opens_with(key, contacts)
                and not line.text.rstrip().endswith(("?", "？", "؟"))
                and _is_for_readers(line.text, key, contacts, persons)
                and not _is_in_a_block(doc, line, contacts)
                and (
                    _REACH.search(line.text)
                    or not services.isdisjoint(_WORDS.findall(key)[0 if ":" in line.text[:LABEL] else 1 :])
                )
            ):
                why = "how to reach the author, at the end"
            elif (
                len(line.text) <= SOURCE
                and opens_with(key, sources)
                and _names_a_source(line.text, sources)
                and not _is_below_table(doc, line)
                and not _heads_a_list(line, lines, found)
            ):
                why = "the source, at the end"
            elif line_key(line.text.partition(":")[0].partition("：")[0]) in headings and _HEADED.search(line.text):
                why = "a note about the author, behind its heading"
            elif key in headings and (
                not found or found[-1][0].number == line.number + 1 or len(lines) - line.number < 3
            ):
                why = "heading of a note about the author"
            elif (opens_with(key, authors) and _plays_a_role(key, said, backgrounds)) or _is_self(
                doc, line, selves, said
            ):
                why = "who the author is, at the end"
        if not why and len(line.text) <= LONGEST:
            name = _biography(line.text, said)
            if name and not _is_subject(doc, name, line):
                why = LIFE
            elif line.number == len(lines) - 1 and _is_agency(line.text, agencies):
                why = "the news agency, at the end"
            elif _is_address(line.text) and _is_free(doc, line, found):
                why = "where to reach the author, at the end"
        if why and not doc.is_heading(line, headings):
            found.append((line, why))
        elif _is_text(line.text) and not _is_aside(line.text, asides):
            break
    if sum(why is LIFE for _, why in found) > AUTHORS:
        found = [(line, why) for line, why in found if why is not LIFE]
    if found and any(is_prose(line.text) for line in lines[: found[-1][0].number]):
        for line, why in found:
            yield doc.drop(line, why)


@cache
def _ordered(stems: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(stems))


def _may_open(text: str, first: frozenset[str]) -> bool:
    """Whether the first word of a line is one of those; any word may be where words run together."""
    word = line_key(text[:30]).partition(" ")[0].rstrip(":,;")
    return word in first or not word.isascii()


def _is_credit(text: str, key: str, credits: frozenset[str], agencies: frozenset[str]) -> bool:
    """Whether a name and little else stands behind the opening: `Written by hand, the plan …` is a sentence."""
    if _WITHOUT_CAPITALS.search(key[:START]):
        rest = key[max((len(phrase) for phrase in credits if key.startswith(phrase)), default=0) :]
        named = rest.startswith(_SIGNS) or (rest.startswith(" ") and len(rest.split()) <= NAMES)
        return not rest or (named and not text.rstrip().endswith((".", "。", "！", "？")))
    words = key.split()
    size = max(size for size in range(len(words) + 1) if not size or " ".join(words[:size]).rstrip(":,;") in credits)
    behind = _WORDS.findall(" ".join(_OUTER.sub("", text).split()[size:]))
    small = [word for word in behind if word[0].islower() and word not in agencies]
    return not behind or (behind[0] not in small and 2 * len(small) <= len(behind))


def _names_a_source(text: str, sources: frozenset[str]) -> bool:
    """Whether a colon stands right behind the opening, or behind one word more of what is no sentence."""
    head, _, rest = text.replace("：", ":").partition(":")
    words = line_key(head).split()
    if not rest.strip():
        return ":" in text.replace("：", ":")
    if " ".join(words) in sources:
        return not is_sentence(rest) or sum(word[0].islower() for word in rest.split()) < TELLING
    return " ".join(words[:-1]) in sources and not is_sentence(rest)


def _is_below_table(doc: Document, line: Line) -> bool:
    """Whether the lines above are rows of a table, whose source the line names."""
    above = doc.lines[max(0, line.number - ROWS) : line.number]
    return len(above) == ROWS and all(_COLUMNS.search(one.text) for one in above)


def _heads_a_list(line: Line, lines: Sequence[Line], found: Sequence[tuple[Line, str]]) -> bool:
    """Whether the source stands below its heading, in a list that stays."""
    goes = line.number + 1 == len(lines) or (bool(found) and found[-1][0].number == line.number + 1)
    return line.text.rstrip().endswith((":", "：")) and not goes


def _is_for_readers(text: str, key: str, contacts: frozenset[str], persons: frozenset[str]) -> bool:
    """Whether a line that opens as a contact does goes on so: no sentence, or one that says whom to reach right behind
    the opening. `Contact with the boat was lost at three, the coastguard wrote on Twitter.` does not."""
    if not text.rstrip().endswith(".") or not is_sentence(text) or ":" in text[:LABEL]:
        return True
    words = key.split()
    size = max((n for n in range(1, len(words)) if " ".join(words[:n]).rstrip(":,;") in contacts), default=0)
    behind = _OUTER.sub("", text).split()[size:]
    if not size or not behind:
        return True
    said = line_key(behind[0])
    return not behind[0][0].islower() or said in persons or words[size - 1] in persons or bool(_REACH.match(behind[0]))


def _is_in_a_block(doc: Document, line: Line, contacts: frozenset[str]) -> bool:
    """Whether a line is part of a block of addresses: a heading that says so stands a few lines above, and a short line
    in between."""
    above = doc.lines[max(0, line.number - BLOCK) : line.number]
    heads = [one.number for one in above if one.key in contacts and not _REACH.search(one.text)]
    return bool(heads) and heads[0] < line.number - 1 and len(above[-1].text) <= SHORT


def _is_speech(line: Line) -> bool:
    return line.text.lstrip()[0] in '"“„«‚‘「—–'


def _is_address(text: str) -> bool:
    """Whether a line is nothing but an address or a handle."""
    return ("@" in text or "/" in text) and bool(_ALONE.fullmatch(text))


def _biography(text: str, said: _Words) -> str:
    """The name, if the line says of a person what he or she does."""
    text = text.strip()
    if not text[:START].isascii() and (match := _CASELESS.match(text)):
        return next(name for name in match.captures("name") if name)
    match = _PERSON.match(text)
    if not match:
        return ""
    if any(opens_with(line_key(one), said.contacts) and _REACH.search(one) for one in _SENTENCES.split(text)[1:]):
        return _POSSESSIVE.sub("", match["name"])
    words = [word.casefold() for word in _WORDS.findall(match["rest"])[: ROLE + 1]]
    if not words:
        return ""
    alone = " " not in match["name"]
    if alone and not text.startswith(" is the ", match.end("name")) and not _is_first_name(match["name"]):
        return ""
    verb = words[0] in said.verbs or " ".join(words[:2]) in said.verbs
    tells = [phrase for size in (1, 2, 3) if (phrase := " ".join(words[:size])) in said.writes]
    if tells and (not said.everyday.issuperset(tells) or _writes(match["rest"], said)):
        return match["name"]
    if match["sign"] and _goes_on(match["rest"], said):
        return ""
    near = words[1 : FIRST if alone else None] if verb else words[:NEAR] if match["sign"] else []
    return match["name"] if _is_role(near, said) else ""


def _writes(text: str, said: _Words) -> bool:
    """Whether a text has a second sign that somebody writes: a role, a piece, a paper or a handle."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    return _is_role(words, said) or not said.pieces.isdisjoint(words) or bool(_REACH.search(text))


def _is_first_name(name: str) -> bool:
    """Whether a word is a common given name and nothing else."""
    return is_given_name(name) and kind(name) == "name"


def _goes_on(text: str, said: _Words) -> bool:
    """Whether a sentence goes on behind what a person is: `…, a teacher, saw it all from the pier`."""
    _, comma, rest = text.partition(", ")
    words = _WORDS.findall(rest[:SHORT])
    return bool(comma and words) and words[0][0].islower() and not _is_role(words[:1], said)


def _is_role(words: Sequence[str], said: _Words) -> bool:
    return not said.roles.isdisjoint(words) or any(word.startswith(said.stems) for word in words)


def _plays_a_role(key: str, said: _Words, backgrounds: frozenset[str]) -> bool:
    """Whether one of a line's first words is an occupation, behind the word for author; in a short line, whether one of
    the ``backgrounds`` stands anywhere."""
    words = _WORDS.findall(key)[1 : ROLE + 1]
    return _is_role([word for word in words if not word.startswith(("author", "autor", "auteur"))], said) or (
        len(key) <= SHORT and any(part in key for part in backgrounds)
    )


def _is_agency(text: str, agencies: frozenset[str]) -> bool:
    """Whether a line is nothing but an agency, perhaps with the signs of editors, or these alone: `(dpa/lby)`."""
    text = text.strip()
    if _INITIALS.fullmatch(text):
        return True
    text = text.strip("()[]（）-–—. ")
    if len(text) > AGENCY:
        return False
    parts = [part.strip().casefold() for part in _PARTS.split(text)]
    return parts[0] in agencies and all(part in agencies or (part.isalpha() and len(part) <= 5) for part in parts)


def _is_self(doc: Document, line: Line, selves: frozenset[str], said: _Words) -> bool:
    """Whether the author says who he is: `I'm Ann, a photographer`; the name stands nowhere else."""
    key = line.key
    if not opens_with(key, selves):
        return False
    for size in (1, 2, 3, 4):
        words = line.text.split(None, size)
        if len(words) > size and line_key(" ".join(words[:size])) in selves and (match := _SELF.match(words[size])):
            rest = [word.casefold() for word in _WORDS.findall(match["rest"])[: 2 * ROLE]]
            return _is_role(rest, said) and not _is_subject(doc, match["name"], line)
    return False


def _below_name(doc: Document, tail: Sequence[Line], abouts: frozenset[str]) -> Sequence[Line]:
    """A heading such as `About Ann Lee` near the end, with the paragraph below it if that names the person.

    Where the text above speaks of what bears the name, and it is no given name, both stay: a press release ends so."""
    for at, line in enumerate(tail):
        if len(line.text) > SHORT or not (match := _ABOUT.fullmatch(line.text.strip())):
            continue
        if match["words"] and match["words"].casefold().strip() not in abouts:
            continue
        below = tail[at + 1 :]
        last = match["name"].split()[-1]
        if not below:
            return [line]
        if not is_given_name(match["name"].split()[0]) and any(
            last in one.text for one in doc.lines[: line.number] if is_prose(one.text)
        ):
            continue
        if len(below[0].text) <= LONGEST and last in below[0].text and not any(is_prose(one.text) for one in below[2:]):
            return [line, below[0]]
    return []


def _is_free(doc: Document, line: Line, found: Sequence[tuple[Line, str]]) -> bool:
    """Whether an address stands below running text or another note, and not in a block of addresses."""
    above = doc.lines[line.number - 1]
    beside = _is_address(above.text) and line.number > 1 and is_prose(doc.lines[line.number - 2].text)
    return (is_prose(above.text) or beside) and len(doc.lines) - line.number - len(found) <= 2


def _is_subject(doc: Document, name: str, note: Line) -> bool:
    """Whether other running text names the person."""
    last = name.split()[-1]
    return any(
        last in line.text
        for line in doc.lines
        if line.number != note.number and line.text != note.text and is_prose(line.text)
    )


def _ends_with_a_person(
    doc: Document,
    *,
    contacts: frozenset[str],
    verbs: frozenset[str],
    writes: frozenset[str],
    roles: frozenset[str],
    stems: frozenset[str],
    everyday: frozenset[str],
    pieces: frozenset[str],
    asides: frozenset[str],
) -> bool:
    """Whether one of the last lines says who someone is or is an address, up to the last one of running text."""
    said = _Words(verbs, writes, roles, _ordered(stems), contacts, everyday, pieces)
    return _ends_with_a_note(doc, said, asides, frozenset())


def _ends_with_a_note(doc: Document, said: _Words, asides: frozenset[str], opened: Set[str]) -> bool:
    """Whether one of the last lines may be a note, up to the last one of running text or the heading right above it.

    ``opened`` are the texts that open like a note.
    """
    says_who = doc.verdicts(partial(_says_who, said))
    last = islice((row for row in reversed(doc.rows[-2 * LAST :]) if row and not row.isspace()), LAST)
    for row in last:
        if row in opened or (len(row) <= LONGEST and says_who[row]):
            return True
        if _is_text(row) and not _is_aside(row, asides):
            return next(last, "") in opened
    return False


def _is_text(text: str) -> bool:
    """Whether a line may be the text's own: a long line or a sentence."""
    return len(text) > SHORT or is_prose(text) or is_sentence(text)


def _is_aside(text: str, asides: frozenset[str]) -> bool:
    """Whether a line is a note on the text itself: `This interview has been edited and condensed for clarity.`"""
    return len(text) <= ASIDE and opens_with(line_key(text), asides)


def _says_who(said: _Words, text: str) -> bool | None:
    """Whether a line says who someone is, or is an address, initials, or the heading `… hakkında`."""
    if bool(_biography(text, said)) or _is_address(text) or text.rstrip().endswith("hakkında"):
        return True
    return text.endswith(")") and bool(_INITIALS.fullmatch(text.strip()))


RULE = Rule(
    "author_note",
    find,
    stage="strip",
    version=10,
    openings=("credits", "contacts", "sources", "headings", "abouts", "authors", "selves", "agencies"),
    wake=_ends_with_a_person,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Reporting by Ann Lee; additional reporting by Jo Hart; editing by Tom van Dyck
            - Ann Lee is a reporter at the Bay Herald who writes about ships, harbours and the people in them.
            - Email her at ann.lee@bayherald.example or follow her on Twitter.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Jo Hart contributed reporting from the islands.
            - About Ann Lee
            - Before she came to the Bay Herald, Ann Lee was a pilot in the bay for nineteen years.
            - ann.lee@bayherald.example
        """),
        fixes("""
              Паром через залив с мая будет ходить и ночью, сообщили в пятницу в управлении порта.
            - Иван Петров — корреспондент «Залива».
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
            -
            - Quelle: dpa
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Matthew is our harbour reporter, and has been at sea himself for eleven years before.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Writing is a writer's only way to be at sea and on land at once, says the captain, who keeps a diary.
        """),
        keeps("""
            The ferry across the bay has a new captain, who came on board on Friday evening, the harbour office said.

            Ann Lee grew up on the islands. As a child, Lee knew the name of every ship that passed the lighthouse.

            Ann Lee is a writer, too, and her first book, about the sandbanks of the bay, will appear in the autumn.
        """),
        keeps("""
            Reporting by night

            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Source: the river springs from a rock above the village, and nobody knows how deep the cave below it is.
        """),
    ),
)
