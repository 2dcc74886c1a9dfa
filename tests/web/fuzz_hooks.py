"""What the fuzzer cannot make by itself: workbooks, sound and unsound."""

from io import BytesIO
from typing import Any

import schemathesis
from openpyxl import Workbook

from web.desk import MEDIA_TYPES


@schemathesis.serializer(MEDIA_TYPES["xlsx"])
def workbook(_: Any, value: Any) -> bytes:  # noqa: ANN401 - as the fuzzer calls it
    """Return what was generated in a workbook, or as it is where it is bytes."""
    if isinstance(value, bytes):
        return value
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "目标任务", "状态"])
    sheet.append(["0", ascii(value)[:200], "完成"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
