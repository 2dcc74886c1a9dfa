"""Names under which people speak of a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.query import SearchQuery
from ingest.document import Document

_SUFFIX = re.compile(r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|省|市|区|县|旗|州)$")
_UNIT = re.compile(r"[\u4e00-\u9fff]+?(?:自治区|自治州|自治县|省|市|区|县|旗|州)")
_MIN_SHORT = 2


def short_names(place: str) -> tuple[str, ...]:
    """Return the names of a place: 重庆市渝北区 is also 渝北区 and 渝北, never 重庆 alone."""
    if not place:
        return ()
    units = _UNIT.findall(place) or [place]
    last = units[-1]
    short = _SUFFIX.sub("", last)
    parents = "".join(units[:-1])
    names = [place, last, short if len(short) >= _MIN_SHORT else last]
    if parents:
        names.append(_SUFFIX.sub("", parents) + last)
        names.append(_SUFFIX.sub("", parents) + short)
    return tuple(dict.fromkeys(name for name in names if name))


def reports_named(documents: Iterable[Document], query: SearchQuery) -> list[Document]:
    """Return the reports of the place that a question names, of the years it names where there are any; or none."""
    of_place = [d for d in documents if any(name in query.text for name in short_names(d.place))]
    of_years = [d for d in of_place if {d.year - 1, d.year} & query.years]
    return of_years or of_place
