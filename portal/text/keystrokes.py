"""Read what a keyboard left behind when no input method was running: telex ("ddaangr") and VNI ("ke61t"). Pure."""

import unicodedata

from portal.text.syllables import is_syllable
from portal.text.vietnamese import fold

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VOWELS = "aeiouy"
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_LONGEST = 12


def from_keystrokes(word: str) -> str:
    """Return the syllable that the keys of ``word`` (small letters, digits) make in telex or VNI; empty if none."""
    if not 2 <= len(word) <= _LONGEST or not word.isascii() or not word.isalnum():
        return ""
    for reading in (_telex, _vni):
        letters, tone = reading(word)
        made = _toned(letters, tone) if letters else ""
        if made and made != word and is_syllable(made):
            return made
    return ""


def _telex(word: str) -> tuple[list[str], str]:
    """Return letters with their shapes, and the tone; nothing where a key has no meaning in telex."""
    letters: list[str] = []
    tone = ""
    for key in word:
        has_vowel = any(fold(letter) in _VOWELS for letter in letters)
        if key.isdigit():
            return [], ""
        if key == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key in _CIRCUMFLEX and key in letters and has_vowel:
            letters[_last(letters, key)] = _CIRCUMFLEX[key]
        elif key == "w":
            if not _horned(letters):
                letters.append("ư")
        elif key in _TELEX_TONES and has_vowel:
            tone = _TELEX_TONES[key]
        else:
            letters.append(key)
    return letters, tone


def _vni(word: str) -> tuple[list[str], str]:
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_TONES:
            tone = _VNI_TONES[key]
        elif key == "6":
            round_ones = [letter for letter in letters if letter in _CIRCUMFLEX]
            if not round_ones:
                return [], ""
            letters[_last(letters, round_ones[-1])] = _CIRCUMFLEX[round_ones[-1]]
        elif key in "78":
            if not _horned(letters):
                return [], ""
        elif key == "9":
            if letters[:1] != ["d"]:
                return [], ""
            letters[0] = "đ"
        elif key == "0":
            return [], ""
        else:
            letters.append(key)
    return letters, tone


def _last(letters: list[str], letter: str) -> int:
    return len(letters) - 1 - letters[::-1].index(letter)


def _horned(letters: list[str]) -> bool:
    """Give the vowels their horn or breve, ``uo`` both; say whether there was one to give it to."""
    for at in range(len(letters) - 1, -1, -1):
        letter = letters[at]
        if letter == "o":
            letters[at] = "ơ"
            if at and letters[at - 1] == "u" and letters[:at] != ["q", "u"]:
                letters[at - 1] = "ư"
            return True
        if letter in ("a", "u"):
            letters[at] = "ă" if letter == "a" else "ư"
            return True
    return False


def _toned(letters: list[str], tone: str) -> str:
    """Return the letters with the tone on the vowel that carries it."""
    if not tone:
        return "".join(letters)
    vowels = [at for at, letter in enumerate(letters) if fold(letter) in _VOWELS]
    # The u of "qu" and the i of "gi" belong to the consonant where another vowel follows.
    if len(vowels) > 1 and "".join(letters[: vowels[1]]) in ("qu", "gi"):
        vowels = vowels[1:]
    if not vowels:
        return ""
    shaped = [at for at in vowels if letters[at] != fold(letters[at])]
    closed = vowels[-1] < len(letters) - 1
    at = shaped[-1] if shaped else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return "".join(
        unicodedata.normalize("NFC", letter + tone) if place == at else letter for place, letter in enumerate(letters)
    )
