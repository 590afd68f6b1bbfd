"""Reduce an organisation's name to the key it is looked up by. Pure."""

import re

from portal.text.vietnamese import fold, normalise

# Abbreviations that official texts use inside a name, folded, with what they stand for.
_ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubtvqh": "uy ban thuong vu quoc hoi",
    "ubkt": "uy ban kiem tra",
    "mttq": "mat tran to quoc",
    "bch": "ban chap hanh",
    "btv": "ban thuong vu",
    "tp": "thanh pho",
    "tw": "trung uong",
    "tu": "trung uong",
    "dntw": "doanh nghiep trung uong",
}
_T_U = re.compile(r"\bt\W{1,2}u\b")
_APART = re.compile(r"[\W_]+")


def name_key(text: str) -> str:
    """Return ``text`` folded, in single-spaced words, with the usual abbreviations written out.

    ``UBND tỉnh Khánh Hoà`` and ``ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA`` have one key. Marks are lost on purpose: a key
    finds candidates, it does not identify.
    """
    folded = _T_U.sub("tw", fold(normalise(text[:500])))
    words = _APART.sub(" ", folded).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)[:400]


def code_key(code: str) -> str:
    """Return a symbol code (``BTGDVTU``, ``TT-BTC``) in upper case without spaces, marks kept.

    Marks are kept because codes differ by them alone (``ĐU``, ``DU``).
    """
    return re.sub(r"\s+", "", normalise(code[:100])).upper()
