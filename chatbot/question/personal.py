"""Personal data in what people type: found also where it is glued to 汉字, and masked before anything keeps it."""

from __future__ import annotations

import re

MASK = "***"
_WIDE = str.maketrans("０１２３４５６７８９＠．－＋ｘＸ　", "0123456789@.-+xX ")  # one for one: offsets stay
_IDENTITY = r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])"
_PHONE = r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
_CARD = r"(?<![\d.])\d{16,19}(?!\d)"
_CARD_IN_GROUPS = r"(?<![\d.])\d{4}(?:[- ]\d{4}){3}(?:[- ]\d{1,3})?(?!\d)"
_EMAIL = r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_PERSONAL = re.compile("|".join((_IDENTITY, _CARD, rf"(?P<groups>{_CARD_IN_GROUPS})", _PHONE, _EMAIL)))


def mask_personal_data(text: str) -> str:
    """Return the text with 身份证, 手机, 银行卡 and 邮箱 masked; the rest stays as it is."""
    pieces, position = [], 0
    for found in _PERSONAL.finditer(text.translate(_WIDE)):
        if found["groups"] and not _passes_luhn(found["groups"]):
            continue  # four years in a row look like a card
        pieces += [text[position : found.start()], MASK]
        position = found.end()
    return "".join(pieces) + text[position:]


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number) if digit.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
