"""A name in letters that compare: its own script's plain form and, beside it, the Latin one."""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from alongside.casework.people.matching import plain

# Vowel signs of Indic scripts are marks too, and carry meaning: only accents and points go.
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
APOSTROPHES = re.compile("['’‘ʼʹ`´ʻʾʿ′]")
HYPHENS = re.compile("[-‐-―−⁃~=]+")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff]|[’'-])*")
NOT_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2010-\u2019]")
NO_LETTER = re.compile("[^a-z]")
ARABIC = re.compile("[\u0600-\u06ff]")
HEBREW = re.compile("[\u0590-\u05ff]")
HAN = re.compile("[\u3400-\u9fff]+")
HANGUL = re.compile("[\uac00-\ud7af]+")
ONE_LETTER = str.maketrans("ىةیک", "يهيك")  # Persian and Arabic keyboards differ in these

# What is written is a letter; what is heard is what people type.
HEARD_IN_ARABIC = {**dict.fromkeys("اأآٱىع", "a"), "إ": "i", "ة": "a", "ؤ": "u"}
HEARD_IN_ARABIC |= {"ئ": "i", "ء": "", "ی": "y"}
HEARD_ELSEWHERE = {"श": "sh", "ष": "sh", "च": "ch", "छ": "chh", "ं": "n", "क्ष": "ksh"}
HEARD_ELSEWHERE |= {"ου": "ou", "γγ": "ng", "γκ": "g", "ευ": "ev", "αυ": "av", "χ": "ch"}
CONSONANTS = "kh|sh|th|dh|gh|ch|ts|[bcdfghjklmnpqrstvxz]"
TWO_TOGETHER = re.compile(f"({CONSONANTS})(?={CONSONANTS})")
SILENT = re.compile(f"(?<=[aeiou]h)a(?={CONSONANTS})")
HALF_VOWEL = re.compile(r"(?<=[^aeiouwy])([wy])(?![aeiouwy])")
AS_A_VOWEL = {"w": "u", "y": "i"}

# Between given and family names, or at their head: alone they tell nobody apart.
PARTICLES_WRITTEN = """
de da do dos das del della der den des di du el al la le les las los van von vom zu zum zur ter ten
te bin ibn bint ben bat abu abd ul ur y e i und et o af av na st san santa
"""
PARTICLES = frozenset(PARTICLES_WRITTEN.split())


@dataclass(frozen=True)
class Parts:
    """The words of one name: those that tell, the particles beside them, and what is written as
    one word elsewhere (vandenberg, smithjones, annamaria)."""

    telling: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.telling, *self.particles)


def parts_of(words: str) -> Parts:
    """In the order written. A word that is a particle elsewhere tells where it stands alone."""
    run: list[str] = []
    own: list[str] = []
    joined: list[str] = []
    for word in _words(words):
        pieces = latin_of(word)
        run += pieces
        if NOT_LATIN.search(word):
            own += [own_form(word), *_also_heard(word, pieces)]
        joined += _joined_in(word, pieces)
    telling = [word for word in run if word not in PARTICLES] or run
    particles = [word for word in run if word not in telling]
    joined += _side_by_side(run)
    apart = {*telling, *particles}
    return Parts(
        tuple(dict.fromkeys((*telling, *own))),
        tuple(dict.fromkeys(particles)),
        tuple(dict.fromkeys(word for word in joined if word not in apart)),
    )


def _words(words):
    text = words.lower() if words.isascii() else plain(words).replace("ı", "i")
    text = HYPHENS.sub("-", APOSTROPHES.sub("'", text))
    for word in WORD.findall(text):
        bare = word.strip("-'")
        if bare:
            yield bare


def own_form(word: str) -> str:
    """In its own script, without accents and points, whichever keyboard wrote it."""
    apart = ACCENTS.sub("", unicodedata.normalize("NFKD", word))
    return (
        unicodedata.normalize("NFC", apart).translate(ONE_LETTER).replace("-", "").replace("'", "")
    )


def latin_of(word: str) -> list[str]:
    """The pieces of one written word in plain Latin letters."""
    if word.isascii():
        return _pieces(word)
    if ARABIC.search(word):
        return _from_arabic(_unpointed(word))
    if HEBREW.search(word):
        latin = re.sub("^f", "p", _with_vowels(anyascii(_unpointed(word)).lower()))
        return _pieces(re.sub("h$", "", latin) if len(latin) > 3 else latin)
    if HAN.search(word) or HANGUL.search(word):
        return _syllables(word)
    return _pieces(_replaced(unicodedata.normalize("NFC", word), HEARD_ELSEWHERE))


def _from_arabic(word):
    """The article is a piece of its own; a servant of God (Abd al-) is one word with it."""
    if len(word) > 3 and word.startswith("ال"):
        return ["al", *_from_arabic(word[2:])]
    if len(word) > 5 and word.startswith("عبدال"):
        (rest,) = _from_arabic(word[5:]) or [""]
        return [f"abdal{rest}", rest] if len(rest) > 3 else [f"abdal{rest}"]
    heard = _with_vowels(_replaced(word, HEARD_IN_ARABIC))
    return _pieces(re.sub("a+", "a", heard))


def _also_heard(word, pieces):
    """Ahmed and Rahman are said without a vowel after the h, Mohammed with one."""
    if ARABIC.search(word) or HEBREW.search(word):
        yield from (other for piece in pieces if (other := SILENT.sub("", piece)) != piece)


def _replaced(word, heard):
    for letters, sound in heard.items():
        word = word.replace(letters, sound)
    return anyascii(word).lower()


def _unpointed(word):
    return ACCENTS.sub("", unicodedata.normalize("NFC", word))


def _with_vowels(latin):
    """Scripts that leave short vowels out: one is heard between two consonants."""
    letters = HALF_VOWEL.sub(lambda found: AS_A_VOWEL[found[1]], NO_LETTER.sub("", latin))
    return TWO_TOGETHER.sub(r"\1a", letters)


def _pieces(latin):
    return [bare for piece in latin.split("-") if (bare := NO_LETTER.sub("", piece))]


def _syllables(word):
    """The family name stands first, of one sign; the rest is one given name."""
    first, *rest = [NO_LETTER.sub("", anyascii(sign).lower()) for sign in word]
    return [sound for sound in (first, "".join(rest)) if sound]


def _joined_in(word, pieces):
    if len(pieces) > 1:
        yield "".join(pieces)
    if "'" in word:
        after = NO_LETTER.sub("", word.rpartition("'")[2])
        if len(after) > 2:
            yield after


def _side_by_side(run):
    """Two neighbours, and a particle with all that follows up to the word that tells."""
    for place, word in enumerate(run):
        together = word
        for last, following in enumerate(run[place + 1 : place + 4], place + 2):
            together += following
            if following not in PARTICLES or last == len(run):
                yield together
                break
