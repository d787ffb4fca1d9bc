"""What tells a picture's caption from other lines: its credit, and the words that say who stands where in it."""

import re

from cleantext.openings import UNSPACED

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|EFE|ANSA|dpa|DPA|APA|PTI|TASS|KCNA|Yonhap|Xinhua|Kyodo|Jiji|Getty|Shutterstock"
    r"|Alamy)\b"
)
_PICTURE = (
    r"(?i:photo(?:s|graphs?|graphy|grapher)?|images?|pictures?|credit|source|courtesy|fotos?|bild|quelle|crédits?|fuente|immagine|imagem|imagen"
    r"|beeld|zdjęcie|fot\.|görsel|fotoğraf|gambar|صورة|تصوير|фото|사진|写真|撮影|提供|图|圖|攝|摄影)"
)
_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w.'’-]*|of|the|for|by|von|de|du|la|and|und|et|y|e)"
_SIGN = r"\s*[:：/／=|]"
_A_CREDIT = (
    rf"(?:[(\[（【]\W{{0,3}}(?:{_PICTURE}[^()（）]{{0,60}}|{_AGENCY}[^()（）]{{0,40}}"
    rf"|{_NAME}(?:[ /,.&:]+{_NAME}){{0,5}})[)\]）】]|{_PICTURE}{_SIGN}.{{0,60}}|{_AGENCY}.{{0,40}}|©.{{1,60}})"
    r"(?:[\s/|–-]+(?i:copyright|©).{1,80})?\W*\Z"
)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_BY = r"(?i:photo(?:graph(?:s|y|ed)?|s)?|images?|pictures?|fotos?|illustration)\s(?i:by|von|de|di|par|door)\s.{2,60}"
_CREDIT = re.compile(rf"\W*(?:{_A_CREDIT}|(?:{_CAPITALS}|{_BY})\W*\Z)")
_CREDIT_BEHIND = re.compile(rf"(?<=[\s.。!?！？)）”»]){_A_CREDIT}")
_LABEL = re.compile(rf"\W{{0,3}}{_PICTURE}{_SIGN}\s*")
_BRACKETS_BEHIND = re.compile(r"[(\[（【][^()（）]{2,60}[)\]）】]?\W*\Z")
_SIGN_OF_CREDIT = re.compile(_SIGN.removeprefix(r"\s*"))
_SIGNED = re.compile(rf"\b{_PICTURE}{_SIGN}")
_BY_AGENCY = re.compile(rf"\b{_AGENCY}")
_PLACE = (
    r"(?:left|right|centre|center|l|r|c|links|rechts|Mitte|à gauche|à droite|au centre|izquierda|derecha|a sinistra"
    r"|a destra|sinistra|destra|à esquerda|à direita|esquerda|direita|z lewej|z prawej|слева|справа|в центре|solda"
    r"|sağda|kiri|kanan|左|右|中央|왼쪽|오른쪽|يسار|يمين)"
)
_PLACED = re.compile(
    rf"[,(（]\s*(?:(?:second|third|far|top|bottom|2\.|3\.) )?(?:from )?{_PLACE}\s*[,)）.:]"
    r"|\b(?:from left|left to right|clockwise from|pictured|file photo|von links|v\. ?l\.|de gauche à droite"
    r"|de izquierda a derecha|da sinistra|da esquerda|od lewej|слева направо|soldan|dari kiri|左起|左から|왼쪽부터)\b"
)
_PICTURE_WORD = re.compile(rf"\W*{_PICTURE}\s|.*\s{_PICTURE}\W*\Z")
CAPTION = 600
"""Most characters of a caption, which is a few sentences at most; a chosen bound, not a measured one."""

CLOSED = (".", "!", "?", "…", ":", ",", "。", "！", "？", "：", "؟")
"""What a line ends with that is a sentence or goes on, and is no label or `alt` text."""

SLIGHT = 60
"""Most characters of a label, a counter or a button that stands between a picture and its caption."""


def is_credit(text: str) -> bool:
    """Whether a text is a credit and nothing else: what one copy of a caption may have more than the other."""
    return bool(_CREDIT.match(text))


def without_credit(text: str) -> str:
    """The text without the credit at its end, if it has one."""
    text = text.strip()
    found = _CREDIT_BEHIND.search(text, max(0, len(text) - 120))
    return text[: found.start()].rstrip() if found else text


def is_labelled(text: str) -> bool:
    """Whether a text begins with a word for picture and a sign: it is a credit, or a caption behind a label."""
    return bool(_LABEL.match(text))


def without_label(text: str) -> str:
    """The text without a word for picture and a colon, or another sign, at its start; if it has them."""
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def is_credited(text: str) -> bool:
    """Whether a line names a photographer or an agency, or ends with a short remark in brackets, as captions do."""
    return bool(_BRACKETS_BEHIND.search(text) or is_signed(text) or _BY_AGENCY.search(text))


def is_signed(text: str) -> bool:
    """Whether a line has a word for picture and a sign behind it: `… Photo: Ann Lee`."""
    return bool(_SIGN_OF_CREDIT.search(text) and _SIGNED.search(text))


def is_caption(text: str) -> bool:
    """Whether a line has a caption's marks: a credit, or who stands where in the picture."""
    return len(text) <= CAPTION and (is_credited(text) or bool(_PLACED.search(text)))


def has_picture_word(text: str) -> bool:
    """Whether a line begins or ends with a word for picture, as an `alt` text may."""
    return bool(_PICTURE_WORD.match(text))


def is_slight(text: str) -> bool:
    """Whether a line is no more than a label, a counter or a button: short, and not closed like a sentence."""
    text = text.strip()
    return len(text) <= SLIGHT and not text.endswith(CLOSED)


def size(text: str) -> int:
    """How much a line says, in characters of a script that writes with spaces; one without says twice as much."""
    return len(text) if text.isascii() else len(text) + len(UNSPACED.findall(text))
