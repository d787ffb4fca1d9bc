"""The comment section below an article: its heading, its form, the readers' comments and what the page has below them.

`Leave a Reply`, `10 thoughts on “Night ferry”`, `Kommentar verfassen`, then names, times, remarks and `Reply` buttons.
Nothing of the article follows any more, so everything from the heading to the end of the text goes. That needs two
pieces of evidence, besides running text above of three lines at least:

- a heading that only comment sections have; one with the title of the text in it counts twice;
- words of the form: who may comment, what happens to the address, where to log in;
- the order of the comments in the heading (`Top comments`) and, at the end, a button for all of them;
- periodic marks: at least three short lines with a time, `Reply` or `says:`, each within 14 lines of the next; both
  times and buttons among them count twice;
- below a heading: nothing but short lines up to the end. That is no evidence below an invitation without a word for
  comments (`Have your say`, `Discussion`) that has lines below it or is a question: so does an author ask, and a
  lesson go on. Nor is it below what is closed by a full stop, as an answer is (`No comments.`);
- below a heading: remarks, by their register. Every fifth line, and three of them at least, greets or thanks somebody,
  shouts, smiles or begins with a small letter, and the text above does so half as often at most.

`Comments` alone, which may be a heading of the author's, is a place but no evidence. Without a heading periodic marks
count if there are buttons and times among them; then the cut is at the first mark, with the name above it. Marks that
nobody writes count alone: two buttons run together (`ReplyDelete`, `LikeLike`), `Comment by Ann — May 3, 2024`, or one
`Pingback: …`. So do at least four times of day, with the year or counted back from now, each below a name, most of them
above a remark, up to the end of the text, if two lines are in that register; and at least three lines that greet or
thank somebody by his name or handle, up to the end, below five lines of running text in another register.

Without any comments, a form goes that two of its lines tell, one of them a sentence, or one line of it that nobody else
writes (`Your email address will not be published`), and what the site says about them goes from the end of the text:
who may comment, and whose the opinions are; nothing else in the running text may be about comments then.

A counter above the text stays here (see `share_bar`), and so do an interview, a live blog (times but no buttons), a
page of several posts (the same heading again, with running text between), a thread of which the first post itself has
such marks, and the answers to a question below the remarks on it (`2 answers`).

The comments may be longer than the text; so the rule belongs to the stage that cuts off what is not the document, for
which the body-loss budget is larger.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache, partial
from operator import attrgetter

from cleantext import Document, Edit, Line, Rule, fixes, keeps, line_key, phrases_beside
from cleantext.comments import (
    MARK,
    PING,
    Known,
    ends_with_a_count,
    greets,
    has_counter,
    heads_answers,
    is_button,
    is_form,
    is_mark,
    is_past,
    is_written_by_nobody,
    shows_feeling,
    signs_in,
    title_in,
)
from cleantext.document import QUOTES, is_prose, is_sentence, lazy
from cleantext.openings import SHORT, opens_with

PACK = phrases_beside(__file__)
HEADING = 40  # characters of a heading of answers
NEAR = 14  # lines from one mark to the next; comments are mostly shorter
MARKS = 3
ABOVE = 3  # lines of running text above the section
QUESTIONS, QUESTIONED = 2, 6  # questions above one, and the lines in which they stand
_ASKED = ("?", "？", "؟")
_EMBEDDED = ("(@", "pic.twitter.com", "t.co/")
"""What stands in posts of social networks that an article quotes."""
LAST = 3  # lines at the end, less one, among which a button for all comments may stand
PLACES = 20  # headings that are tried; a page has one or two
TIME, NAME = 45, 30  # characters of a time, and of a name
REACH = 6  # lines of running text between a heading and the marks or the form that belong to it
THANKS = 80  # characters of a line of thanks
REMARKS, OFTEN = 3, 5  # lines in the register of remarks: at least so many, and one in so many
SOME = 2  # of them below names and times, or of lines that greet or thank somebody as letters do not
FIELD = 40  # characters of the name of a field of a form
WORDS = 5  # spaces in a sentence of a form
POLICY = 700  # characters of what a site says about comments
RARER = 3  # how much rarer they are above a section that only its register tells
BODY = 5  # lines of running text, in another register, above a section that only its register tells


def find(
    doc: Document,
    *,
    headings: frozenset[str] = PACK["headings"],
    invitations: frozenset[str] = PACK["invitations"],
    sections: frozenset[str] = PACK["sections"],
    counted: frozenset[str] = PACK["counted"],
    ones: frozenset[str] = PACK["ones"],
    pings: frozenset[str] = PACK["pings"],
    form: frozenset[str] = PACK["form"],
    lone: frozenset[str] = PACK["lone"],
    buttons: frozenset[str] = PACK["buttons"],
    pairs: frozenset[str] = PACK["pairs"],
    stamps: frozenset[str] = PACK["stamps"],
    says: frozenset[str] = PACK["says"],
    ago: frozenset[str] = PACK["ago"],
    greetings: frozenset[str] = PACK["greetings"],
    dears: frozenset[str] = PACK["dears"],
    readers: frozenset[str] = PACK["readers"],
    orders: frozenset[str] = PACK["orders"],
    policies: frozenset[str] = PACK["policies"],
    topics: frozenset[str] = PACK["topics"],
    answers: frozenset[str] = PACK["answers"],
) -> Iterator[Edit]:
    """`headings`: only comment sections have them; so have they `invitations`, but authors invite, too. `sections`:
    other texts have them. `counted`: nouns behind a number that make a heading; `ones`: the same for one comment, in
    words. `pings`: before a link from elsewhere. `form`: how the lines of the form begin, `lone`: those that nobody else
    writes. `buttons`: below each comment; `pairs`: two of them run together. `stamps`: before a name and a date. `says`: behind a name. `ago`:
    words of a time that is counted back from now. `greetings`: how remarks begin; `dears`: how they do before a name
    and a comma; `readers`: how an author addresses all of his. `orders`: those of the headings that say in
    which order the comments stand. `policies`: how sites begin to say who may comment and
    whose the opinions are; `topics`: what such words are about, as parts of words. `answers`: headings of the answers to
    a question, with a number or not."""
    heads = _all(headings, invitations)
    known = Known(heads, sections, counted, ones, pings, buttons, pairs, stamps, says, ago, greetings, dears, readers)
    some = doc.texts_opening_with(
        headings, invitations, sections, counted, ones, pings, form, buttons, pairs, stamps, longest=2 * SHORT
    )
    signs = doc.judged(partial(signs_in, known), some)
    numbered = sum(text.lstrip()[0].isdecimal() for text in some)
    times = _times(doc, known) if signs or numbered >= MARKS else ()
    hails = doc.judged(partial(greets, known), doc.texts_opening_with(greetings, dears))
    notes = doc.texts_opening_with(policies, longest=POLICY)
    alone = doc.texts_opening_with(lone, longest=2 * SHORT)
    if not (signs or times or notes or alone or len(hails) >= SOME) or not doc.has_prose:
        return
    sure_of = {text: sign.sure for text, sign in signs.items() if sign.sure is not None}
    top = max(doc.first_prose, _last_answers(doc, answers))
    places = [(line, sure_of[line.text]) for line in doc.lines_of(sure_of) if line.number > top][:PLACES]
    pressed = any(sign.button for sign in signs.values())
    section = _Section(doc, known, 0 if pressed or not places else places[0][0].number, hails)
    forms = doc.passing(partial(is_form, form), [text for text in some if not text.lstrip()[0].isdecimal()])
    cuts: list[tuple[int, str]] = []
    for line, sure in places:
        bare = sure and line.number > doc.last_prose
        above = bisect_left(doc.prose, line.number)
        if not (bare or above) or _is_again(doc, line, places) or _is_one_of_questions(doc, line):
            continue
        end = doc.prose[above + REACH] if above + REACH < len(doc.prose) else len(doc.lines)
        if sure == 1 and (title := title_in(line.text)):
            sure += line_key(title) in {one.key for one in doc.lines[: doc.first_prose + 1]}
        evidence = ["a heading that only comment sections have"] * bool(sure)
        if sure > 1:
            evidence.append("a link from elsewhere" if sure == PING else "the title of the text in it")
        if forms and any(one.text in forms for one in doc.lines[line.number : None if sure else end]):
            evidence.append("words of the form")
        if line.key in orders and any(one.number > max(line.number, len(doc.lines) - LAST) for one, of in places if of):
            evidence.append("a button for all of them at the end")
        marks = section.marks_from(line.number + 1)
        if not sure and has_counter(line.text) and _heads(doc, line, places, forms, marks):
            evidence.append("a counter in the heading")
        if len(marks) >= MARKS and (end == line.number + 1 or marks[0].number <= end):
            evidence.append("times or buttons again and again")
            those = sum(is_button(mark.key, known) for mark in marks)
            if 0 < those < len(marks) or any(is_written_by_nobody(known, mark.text) for mark in marks):
                evidence.append("both of them")
        if line.number > doc.last_prose and (evidence[bool(sure) :] or not _may_be_written(doc, line, invitations)):
            evidence.append("no running text below")
        elif len(evidence) < 2 and above >= ABOVE and section.are_remarks_below(line.number):
            evidence += ["remarks, by their register"] * (1 + (not sure))
        if len(evidence) < 2 or not (bare or above >= ABOVE or len(marks) >= MARKS):
            continue
        if sure or evidence[-1] != "no running text below" or len(evidence) > 2 or line.number + 1 == len(doc.lines):
            cuts.append((line.number, ", ".join(dict.fromkeys(evidence))))
            break
    if not cuts or sure_of[doc.lines[cuts[0][0]].text] == PING:  # such a link stands among the comments
        if pressed:
            cuts += _marked(doc, section, known)
        cuts += _posted(doc, times, section)
        cuts += _hailed(doc, section, known) if len(hails) >= SOME else ()
    cuts = [cut for cut in cuts if cut[0] > top]
    if cuts:
        first, why = min(cuts)
        yield from doc.drop_all(doc.lines[first:], f"comment section: {why}")
        return
    blank = [*_blank_forms(doc, {*forms, *alone})]
    yield from doc.drop_all(blank, "the form for comments, without its heading")
    others = [line for line in doc.lines_of(alone) if line not in blank] if alone else []
    for line in others:
        if line.number > doc.first_prose and not doc.follows_colon(line) and not line.text.lstrip().startswith(QUOTES):
            yield doc.drop(line, "a line of the form for comments")
    if notes:
        yield from _policy(doc, frozenset(notes), topics)


def _last_answers(doc: Document, answers: frozenset[str]) -> int:
    """The number of the last line that heads the answers to a question, -1 without any: `2 answers`, `Your Answer`."""
    texts = doc.passing(partial(heads_answers, answers), [row for row in doc.rows if 0 < len(row) <= HEADING])
    return max((line.number for line in doc.lines_of(texts)), default=-1) if texts else -1


def _is_one_of_questions(doc: Document, heading: Line) -> bool:
    """Whether a heading is a question below others, each with its answer, as in an interview."""
    above = doc.lines[max(0, heading.number - QUESTIONED) : heading.number]
    asked = [line.number for line in above if line.text.rstrip().endswith(_ASKED)]
    answered = [number for number in asked if number + 1 not in asked]
    return heading.text.rstrip().endswith(_ASKED) and len(answered) >= QUESTIONS


@cache
def _all(headings: frozenset[str], invitations: frozenset[str]) -> frozenset[str]:
    return headings | invitations


def _blank_forms(doc: Document, forms: Collection[str]) -> Iterator[Line]:
    """The lines of forms, from the first words to the last, with the names of the fields between; a form has at least
    two different lines of such words, one of them a sentence."""
    block: list[Line] = []
    for line in [*doc.lines_of(forms), None] if len(forms) > 1 else ():
        between = doc.lines[block[-1].number + 1 : line.number] if block and line else ()
        if line is None or len(between) > REACH or any(len(one.text) > FIELD for one in between):
            sentence = any(one.key.count(" ") >= WORDS for one in block)
            if sentence and len({one.key for one in block}) >= SOME and not doc.follows_colon(block[0]):
                yield from doc.lines[block[0].number : block[-1].number + 1]
            block = []
        if line and line.number > doc.first_prose:
            block.append(line)


def _policy(doc: Document, notes: frozenset[str], topics: frozenset[str]) -> Iterator[Edit]:
    """What the site says about comments at the end, if nothing else in the text is about them."""
    found: list[Line] = []
    for line in reversed(doc.lines[1:]):
        if line.text in notes:
            found.append(line)
        elif is_prose(line.text) or len(line.text) > SHORT:
            break
    said = (doc.lines[number].text.casefold() for number in doc.prose if doc.lines[number].text not in notes)
    if found and not any(topic in text for text in said for topic in topics):
        yield from doc.drop_all(found, "what the site says about comments, at the end; nothing else in the text does")


def _marked(doc: Document, section: "_Section", known: Known) -> Iterator[tuple[int, str]]:
    """Where the section that has no heading begins, by buttons, and why; nothing if there is none."""
    marks = section.marks_from(0)
    above = bisect_left(doc.prose, marks[0].number) if len(marks) >= MARKS else 0
    if not above:
        return
    own = [mark for mark in marks if is_written_by_nobody(known, mark.text)]
    pressed = sum(is_button(mark.key, known) for mark in marks)
    first = marks[0].number
    first -= len(doc.lines[first - 1].text) <= 40 and not is_prose(doc.lines[first - 1].text)
    counts = ends_with_a_count(doc.lines[first - 1].text, known.counted)
    first -= counts
    enough = 2 if counts or above >= ABOVE else 3 if above > 1 else 4
    if len(marks) > MARKS and min(pressed, len(marks) - pressed) >= enough:
        yield first, f"{len(marks)} marks, times and buttons"
    elif len(own) >= MARKS and above > ABOVE:
        # Such a mark stands below its remark.
        yield marks[0].number - (marks[0] == own[0]), f"{len(own)} marks that nobody writes"


def _times(doc: Document, known: Known) -> Collection[str]:
    """The lines that may be the time of a remark; nothing if they are few."""
    short = [row for row in doc.rows if len(row) <= TIME and (":" in row or row[:1].isdecimal())]
    times = doc.judged(partial(is_past, known), short) if len(short) > MARKS else {}
    return times if len(times) >= MARKS else ()


def _posted(doc: Document, times: Collection[str], section: "_Section") -> Iterator[tuple[int, str]]:
    """Where the section that has no heading begins, by the names and times above its remarks, and why."""
    lines = doc.lines
    posts: list[Line] = []
    for line in doc.lines_of(times):
        if line.number <= doc.first_prose or not _is_name(lines[line.number - 1].text):
            continue
        if posts and line.number - posts[-1].number > 2 * NEAR:
            posts = []
        posts.append(line)
    names = {lines[line.number - 1].key for line in posts}
    said = [line for line in posts if line.number + 1 < len(lines) and _is_said(lines[line.number + 1].text)]
    if (
        len(names) >= MARKS
        and len(posts) > MARKS
        and 2 * len(said) >= len(posts)
        and len(lines) - posts[-1].number <= 2 * NEAR
        and bisect_left(doc.prose, posts[0].number) >= ABOVE
        and section.remarks_from(posts[0].number) >= SOME
    ):
        yield posts[0].number - 1, f"{len(posts)} times, each below a name and above a remark"


def _is_name(text: str) -> bool:
    """Whether a line may be nothing but a name: a few words, not closed."""
    text = text.strip()
    return len(text) <= NAME and text.count(" ") < 3 and text[-1].isalnum() and not text.isdigit()


def _is_said(text: str) -> bool:
    """Whether a line may be a remark: a sentence, or longer than a name."""
    return len(text.strip()) > NAME or is_sentence(text)


class _Section:
    """What tells a comment section in the lines of a document, each line looked at once."""

    def __init__(self, doc: Document, known: Known, first: int, hails: Collection[str]) -> None:
        self._doc, self._known, self._first, self._hails = doc, known, first, hails

    @lazy
    def _marks(self) -> list[Line]:
        """The short lines that carry a time or are a button, from the first one on that may be the section's."""
        short = [line for line in self._doc.lines[self._first :] if len(line.text) <= MARK]
        found = self._doc.passing(partial(is_mark, self._known), [line.text for line in short])
        return [line for line in short if line.text in found]

    def marks_from(self, number: int) -> list[Line]:
        """The first run of such lines from a line on, each near the next."""
        run: list[Line] = []
        for line in self._marks[bisect_left(self._marks, number, key=_number) :]:
            if run and line.number - run[-1].number > NEAR:
                if len(run) >= MARKS:
                    break
                run = []
            run.append(line)
        return run

    @lazy
    def remarks(self) -> list[int]:
        """The numbers of the lines that are written as remarks are."""
        doc = self._doc
        shown = doc.passing(shows_feeling, [row for row in doc.rows if row and not row.isspace()])
        return [line.number for line in doc.lines if line.text in shown or self._is_remark(line)]

    def _is_remark(self, line: Line) -> bool:
        text = line.text.strip()
        if text[0].islower():
            # The line above is closed, so this is none that markup has cut in pieces.
            return is_sentence(text) and is_sentence(self._doc.lines[line.number - 1].text)
        return self.hails(line)

    def hails(self, line: Line) -> bool:
        """Whether a line greets or thanks somebody (see `greets`)."""
        return line.text in self._hails or ("@" in line.text and bool(greets(self._known, line.text)))

    def remarks_from(self, number: int) -> int:
        """How many remarks stand from a line on."""
        return len(self.remarks) - bisect_left(self.remarks, number)

    def are_remarks_below(self, heading: int) -> bool:
        """Whether the lines below a heading are written as remarks are, and those above it are not."""
        above, below = bisect_left(self.remarks, heading), self.remarks_from(heading + 1)
        rest = len(self._doc.lines) - heading - 1
        return below >= REMARKS and below * OFTEN >= rest and above * 2 * rest <= below * heading


_number = attrgetter("number")


def _hailed(doc: Document, section: _Section, known: Known) -> Iterator[tuple[int, str]]:
    """Where the section begins that has neither heading nor marks, by its register, and why."""
    lines = doc.lines
    hailing = [line.number for line in lines if section.hails(line)]
    casual = sum(not opens_with(lines[number].key, known.dears) for number in hailing)
    if len(hailing) < REMARKS or casual < SOME:  # letters address somebody by his name, too
        return
    first = hailing[0]
    remarks = section.remarks
    above = bisect_left(remarks, first)
    below, rest = len(remarks) - above, len(lines) - first
    if (
        bisect_left(doc.prose, first) >= BODY
        and hailing[1] - first <= NEAR
        and below * OFTEN >= rest
        and above * RARER * rest <= below * first
        and len(lines) - remarks[-1] <= max(NEAR, rest // 2)
        and not any(sign in doc.text[lines[first].start :] for sign in _EMBEDDED)
        and not _is_thanks([lines[number].text for number in hailing], rest)
    ):
        yield first, f"{len(hailing)} lines that greet or thank somebody, and none above them"


def _is_thanks(hailing: Sequence[str], rest: int) -> bool:
    """Whether the lines are the thanks of an author: short, without a question, and with one line more at most."""
    return rest <= len(hailing) + 1 and all(len(text) <= THANKS and not _asks(text) for text in hailing)


def _asks(text: str) -> bool:
    return any(sign in text for sign in _ASKED)


def _may_be_written(doc: Document, line: Line, invitations: frozenset[str]) -> bool:
    """Whether a heading with nothing but short lines below may be the author's: an invitation with something below it
    or in the form of a question, or what is closed by a full stop."""
    text = line.text.rstrip()
    if line.key in invitations and (line.number + 1 < len(doc.lines) or text.endswith(_ASKED)):
        return True
    return text.endswith((".", "。")) and not text.endswith("..")


def _heads(
    doc: Document, line: Line, places: Sequence[tuple[Line, int]], forms: Collection[str], marks: Sequence[Line]
) -> bool:
    """Whether a counter is a heading, and no button above the text: no running text stands below it, or words of the form
    before it, or a mark behind one remark at most; and no other heading below some."""
    here = bisect_left(doc.prose, line.number)
    first, second = [*doc.prose[here : here + 2], len(doc.lines), len(doc.lines)][:2]
    near = here == len(doc.prose) or any(one.text in forms for one in doc.lines[line.number + 1 : first + 1])
    near |= any(one.number <= second for one in marks[:1])
    later = [other for other, _ in places if bisect_left(doc.prose, other.number) - here >= SOME]
    return near and not later


def _is_again(doc: Document, line: Line, places: Sequence[tuple[Line, int]]) -> bool:
    """Whether the heading comes again below, with running text between: a page of several posts, each with its own."""
    here = bisect_left(doc.prose, line.number)
    return any(
        other.number > line.number and other.key == line.key and bisect_left(doc.prose, other.number) - here >= 2
        for other, _ in places
    )


RULE = Rule(
    "comment_section",
    find,
    stage="cut",
    version=8,
    openings=("greetings", "dears", "policies", "lone"),
    phrases=(
        "headings",
        "invitations",
        "sections",
        "counted",
        "ones",
        "pings",
        "form",
        "buttons",
        "pairs",
        "stamps",
    ),
    examples=(
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            -
            - Leave a Reply
            - Your email address will not be published.
            - Name
            - Save my name in this browser for the next time I comment.
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
              Sechzig Fahrgäste haben an Bord Platz, Autos dürfen sie nicht mitbringen, wie der Kapitän erklärte.
              Er steuert die Fähre seit neunzehn Jahren, bei jedem Wetter, und er hat noch keinen Fahrgast verloren.
            - 3 Kommentare
            - Möwe7
            - vor 2 Stunden
            - Endlich! Darauf habe ich gewartet, seit ich auf der anderen Seite wohne, und das sind jetzt elf Jahre.
            - Antworten
            - Hans
            - vor 3 Stunden
            - Und wer zahlt das alles wieder?
            - Antworten
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - Möwe7
            - 4 May 2024 8:12 am
            - Finally, I have waited for that ever since I moved to the other side, which is eleven years ago.
            - Ann Lee
            - 4 May 2024 8:40 am
            - @Möwe7 And who is going to pay for all that??
            - Pier Gunt
            - 4 May 2024 9:05 am
            - Hi Ann, the passengers, as they always did.
            - Möwe7
            - 4 May 2024 9:30 am
            - Then I had better stay at home again, and so had you.
        """),
        fixes("""
              Die Fähre über die Bucht fährt ab Mai auch in der Nacht, wie das Hafenamt am Freitag mitteilte.
              Sechzig Fahrgäste haben an Bord Platz, Autos dürfen sie nicht mitbringen, wie der Kapitän erklärte.
              Er steuert die Fähre seit neunzehn Jahren, bei jedem Wetter, und er hat noch keinen Fahrgast verloren.
            - 2 Gedanken zu „Nachts über die Bucht“
            - Ich freue mich auf die erste Fahrt, auch wenn ich nachts nichts von der Bucht sehen werde, wie ich ahne.
            - Man sieht die Leuchttürme, alle sieben, und das ist mehr, als man am Tag von ihnen zu sehen bekommt.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            The last train comes in at midnight, and until now everybody on it had to sleep in the waiting room.
            The town pays for the coal, the islands for the captain, and the railway for the light on the pier.

            Thanks to all who have signed the letter!
            Hi Möwe, it was worth it.
            Thank you, Ann!
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            - Please keep comments civil and on topic; those that are not will be removed by our editors.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            - Your email address will not be published. Required fields are marked *
            - Comment
            - Name *
            - Save my name, email, and website in this browser for the next time I comment.
        """),
        keeps("""
            The first page that the harbour office had on the web asked for more than the town hall did, and in this order:

            Your email address will not be published

            Name

            Save my name and the name of my boat
        """),
        keeps("""
            The town's page has a new rule since Friday, after a week in which four hundred comments came in about it.

            Please keep comments civil and on topic, it says, or talk to us in the town hall on Tuesday mornings.
        """),
        fixes("""
              The ferry across the bay will also run at night from May on, the harbour office said on Friday.
              Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
              He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.
            - Top Rated Comments
            - A ferry at night is all very well, but the last train comes in at midnight and the ferry leaves at ten.
            - [ Read All Comments ]
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.

            Comments

            The harbour office received forty letters about the night ferry, and most of them were friendly ones.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.

            One response to “Why at night?”

            Because the last train comes in at midnight, the captain says, and nobody had ever asked him before.
        """),
        keeps("""
            The ferry across the bay will also run at night from May on, the harbour office said on Friday.
            Sixty passengers have room on board, and none of them may bring a car, as the captain explained.
            He has steered the ferry for nineteen years, in every kind of weather, and never lost a passenger.

            12 Comments

            The last train comes in at midnight, and until now everybody on it had to sleep in the waiting room.
            The town pays for the coal, the islands for the captain, and the railway for the light on the pier.

            You must be logged in to vote, says the poster in the waiting room.
        """),
        keeps("""
            Storm over the bay: live

            The first wave has come over the outer pier, and the harbour office has closed the bridge to all cars.

            The ferry lies at its berth, and the captain says that she will stay there until the wind has turned.

            The last passengers have been brought to the school, where there is tea and a bed for every one of them.

            22:35 May 3, 2024
            The ferry has turned back to the harbour, the office says, and all passengers are safe and well.

            22:20 May 3, 2024
            Waves of four metres are reported from the outer pier; the ferry is on its way back to town.

            22:05 May 3, 2024
            The last ferry of the day has left the harbour with sixty passengers, an hour behind its time.
        """),
    ),
)
