"""Numbers that readers type in another order than the printed one, or with a letter that looks like a digit. Pure.

Printed is ``14-KL/TW`` and ``33/2026/QĐ-UBND``; remembered are "KL-14/TW", "kl14tw", "QĐ-UBND 33/2026", and copied
out of a scan "l4-KL/TW".
"""

import re
from collections.abc import Iterator

from documents.number_vocabulary import DEFAULT, Vocabulary

_CODE = r"(?P<code>[^\W\d_]{1,6})"
_BODY = r"(?P<body>[^\W\d_](?:[^\W\d_]|-(?!\d)){1,19})"
_NUMBER = r"(?:s[ốo]\s*:?\s*)?(?P<number>\d{1,5})(?:\s?[-/.]\s?(?P<year>(?:19|20)\d\d))?"
_TYPE_FIRST = re.compile(rf"{_CODE}[\s./-]{{0,3}}{_NUMBER}[\s./-]{{0,3}}{_BODY}", re.IGNORECASE)
_NUMBER_LAST = re.compile(rf"{_CODE}[\s./-]{{1,3}}{_BODY}[\s./-]{{1,3}}{_NUMBER}", re.IGNORECASE)
_DIGITS = re.compile(r"(?=\d*[lIOo])(?=[lIOo]*\d)[\dlIOo]{2,5}(?=\s?[-/]\s?[^\W_])")
_AS_DIGITS = str.maketrans("lIOo", "1100")


def usual_orders(text: str, vocabulary: Vocabulary = DEFAULT) -> Iterator[str]:
    """Yield ``text`` as the number would be printed, where it is one in another order; its codes must be known."""
    stripped = text.strip()
    for form in (_TYPE_FIRST, _NUMBER_LAST):
        found = form.fullmatch(stripped)
        if found is None or not vocabulary.type_for_code(found["code"]) or not vocabulary.organisation(found["body"]):
            continue
        if found["year"]:
            yield f"{found['number']}/{found['year']}/{found['code']}-{found['body']}"
        else:
            yield f"{found['number']} {found['code']} {found['body']}"
    if letters := _DIGITS.match(stripped):
        yield letters[0].translate(_AS_DIGITS) + stripped[letters.end() :]
