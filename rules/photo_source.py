"""Sources of pictures and films without a word for picture: `Ann Lee / Getty Images`, `© Harbour Office`.

Such a line stood below a picture that is gone. It goes if it is nothing else: a name and an agency of pictures with a
stroke between them, or run together (`Ann LeeGetty Images`); names and the newspaper they worked for (`Ann Lee for The
Bay Times`), several of these with semicolons between them; the sign © with a name; whose the picture is, behind its
description (`The ferry at the pier Image copyright Getty Images`); who took it, in scripts without capitals
(`本报记者 李海 摄`); the length of a film and its source (`01:40 - Source: CNN`).

A line of copyright with a year is left to `site_notice`, and a credit behind a word for picture to `photo_credit`. The
first line stays, and so do a sentence, a list that a colon announces, and a text without running text.
"""

from collections.abc import Iterator
from functools import partial

import regex

from cleantext import Document, Edit, Rule, fixes, keeps, phrases_beside
from cleantext.document import is_code

PACK = phrases_beside(__file__)
LONGEST = 80  # characters of a credit
WORDS = 9  # words of a credit
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_DIGIT = regex.compile(r"\d")
_END = regex.compile(r"[^.\p{Lu}][.!?。]\W*\Z|[,;:]\s*\Z")
_STROKE = regex.compile(r"\s*[/／|]\s*")
_PERSON = r"\p{Lu}[\p{L}.'’-]*(?: (?:(?:de|da|di|van|von|al) )?\p{Lu}[\p{L}.'’-]*){1,3}"
_JOINED = regex.compile(rf"{_PERSON}(?<=\p{{Ll}})(?: via)? ?(?:Getty Images|GettyImages|Shutterstock|Adobe Stock)")
_PEOPLE = regex.compile(rf"{_PERSON}(?:(?:, and |, | and ){_PERSON}){{0,5}}")
_FILM = regex.compile(r"\d{1,2}:\d\d(?::\d\d)? ?[-–•|·] ?Source: .{2,30}")
_NAMED = regex.compile(r"[^.!?:]{0,60}\b(?:Image|Media) copyright \p{Lu}[^.!?:]{1,40}")
_CASELESS = regex.compile(
    r"(?:(?:本报|本報|本网|本網|新华社|新華社|中新社|人民网|新华网)?(?:记者|記者|通讯员|通訊員|发|發)\s?[（(]?|(?=\p{Han}{2,4}\s))\p{Han}{2,4}\s?[摄攝]"
    r"|(?:受访者|受訪者|采访对象|採訪對象|当事人|當事人|\p{Han}{2,8}(?:公司|医院|警方|博物馆|大学))供[图圖]"
    r"|图源\s?[:：/]\s?[\p{Han}\w]{2,12}|圖源\s?[:：/]\s?[\p{Han}\w]{2,12}"
    r"|[=＝][\p{Han}\p{Hiragana}\p{Katakana}・ ]{2,14}撮影|撮影[・:：=＝／][\p{Han}\p{Hiragana}\p{Katakana}・ ]{2,14}"
    r"|\p{Han}{2,6}記者撮影|\p{Han}{0,6}本社撮影"
    r"|(?:\p{Hangul}{2,8}\s)?자료\s?사진|[/ⓒ]\s?\p{Hangul}{2,8}|<사진\s?=\s?[\p{Hangul}\w ]{2,14}>"
)
"""Who took a picture, or whose it is, in scripts without capitals."""
_FOR = " for The "
_SIGNS = "/", "©"
_LITERALS = (
    *("Getty Images", "GettyImages", "Shutterstock", "Adobe Stock", _FOR, " Source: ", " copyright "),
    *("摄", "攝", "供图", "供圖", "图源", "圖源", "撮影", "자료사진", "자료 사진", "ⓒ", "<사진"),
)
"""One of the signs or of these words stands in each source."""


def find(
    doc: Document, *, agencies: frozenset[str] = PACK["agencies"], papers: frozenset[str] = PACK["papers"]
) -> Iterator[Edit]:
    """`agencies`: names of agencies behind a stroke. `papers`: how newspapers' names end."""
    signs = [sign for sign in _SIGNS + _LITERALS if sign in doc.text]
    short = [row for row in doc.rows if len(row) <= LONGEST] if signs else []
    rows = dict.fromkeys(row for sign in signs for row in short if sign in row)
    sources = doc.judged(partial(_source, agencies, papers), rows)
    if not sources or not doc.has_prose:
        return
    for line in doc.lines_of(sources):
        if line.number and not doc.is_wrapped(line) and not doc.follows_colon(line):
            yield doc.drop(line, sources[line.text])


def _source(agencies: frozenset[str], papers: frozenset[str], text: str) -> str | None:
    """Why a line is a source; empty if it may be anything else."""
    bare = text.strip(" \t\u00a0()[]（）【】")
    if bare[:1].isdecimal() and _FILM.fullmatch(bare):
        return "length and source of a film"
    if _DIGIT.search(bare):
        return ""
    if _CASELESS.fullmatch(bare):
        return "who took the picture, or whose it is"
    if _NAMED.fullmatch(bare):
        return "whose the picture is, behind its description"
    found = [_one(agencies, papers, part) for part in bare.split(";")]
    return found[0] if all(found) else ""


def _one(agencies: frozenset[str], papers: frozenset[str], text: str) -> str:
    """Why a text is one source."""
    bare = text.strip()
    if _END.search(bare) or not 1 <= len(_WORD.findall(bare)) <= WORDS:
        return ""
    if bare.startswith("©"):
        return "credit behind the sign ©" if _is_name(bare) else ""
    if _JOINED.fullmatch(bare):
        return "name and agency, run together"
    people, sign, paper = bare.partition(_FOR)
    if sign and _PEOPLE.fullmatch(people) and _is_name(paper) and paper.rpartition(" ")[2].casefold() in papers:
        return "names and the newspaper they worked for"
    parts = _STROKE.split(bare)
    named = 2 <= len(parts) <= 3 and not is_code(bare) and _is_name(parts[0])
    return "name and agency" if named and any(part.casefold() in agencies for part in parts) else ""


def _is_name(text: str) -> bool:
    """Whether all words but short ones are capitalised."""
    words = _WORD.findall(text)
    return bool(words) and not words[0][0].islower() and not any(word[0].islower() and len(word) > 3 for word in words)


def _has_sign(doc: Document) -> bool:
    return any(sign in doc.text for sign in _SIGNS)


RULE = Rule(
    "photo_source",
    find,
    stage="strip",
    version=3,
    triggers=_LITERALS,
    wake=_has_sign,
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Jo Hart / Getty Images
            - © Harbour Office
            - Ann LeeGetty Images
            - Ann Lee and Jo Hart for The Bay Times; Tom Brown/The New York Times
            - 01:40 - Source: CNN
            - The ferry at the pier Image copyright Getty Images
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            The new ferry at the pier, on the evening before her first trip across the bay. Jo Hart/AP
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Ferry / bus
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.

            Ann Lee for The Bay

            Source: harbour office
        """),
    ),
)
