"""Report files to text: the text returned here is what every offset counts."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.archive import DamagedFileError
from ingest.formats import html_text, join_lines, md_text
from ingest.ocr import is_installed, scanned_text
from ingest.ofd import ofd_text
from ingest.office import office_text, word_text
from ingest.pdf import NoTextLayerError, pdf_text

_READERS: Mapping[str, Callable[[bytes], str]] = {
    ".txt": lambda data: unwrap(decode(data)),
    ".md": lambda data: md_text(decode(data)),
    ".docx": word_text,
    ".doc": lambda data: office_text(data, ".doc"),
    ".wps": lambda data: office_text(data, ".wps"),
    ".rtf": lambda data: office_text(data, ".rtf"),
    ".odt": lambda data: office_text(data, ".odt"),
    ".pdf": pdf_text,
    ".ofd": ofd_text,
    ".html": lambda data: html_text(decode(data)),
    ".htm": lambda data: html_text(decode(data)),
}
SUFFIXES = frozenset(_READERS)
RECOGNISED = ".recognised"  # the folder, beside the reports, of texts recognised from scans
MAX_BYTES = 20_000_000
MIN_CHINESE_CHARACTERS = 300
# Of the Chinese characters of a report about one in ten is one of these; of text read in a wrong encoding
# far fewer are.
_COMMON = frozenset("的一是在和了有大这上年我们工作发展建设全国人民经济社会政府实")
_MIN_COMMON_SHARE = 0.06
_MIN_LINES = 12
_MAX_WIDTH = 120  # characters: what is longer is a paragraph
_WRAPPED_SHARE = 0.4  # of the lines that are full and end in the middle of something
_LINE_ENDS = tuple("。！？；：”）")
_MAX_DAMAGED = 0.005  # share of a text's signs that may be lost
_ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs")
log = logging.getLogger("baogaotong.ingest")


class UnreadableReportError(ValueError):
    """A file that cannot be served as a report; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, and whether it was recognised from a scan, so that its figures may be misread."""

    text: str
    recognised: bool = False


def read_text(path: Path) -> str:
    """Return the text of a report file; see ``read_file``."""
    return read_file(path).text


def read_file(path: Path) -> FileText:
    """Return the text of a report file exactly as decoded, or as extracted from Word, PDF, OFD or a web page.

    Raises:
        UnreadableReportError: the file is missing, empty, too large, of an unknown kind or not Chinese text.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableReportError(f"{path.name}：不支持的文件类型，可用 {'、'.join(sorted(SUFFIXES))}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableReportError(f"{path.name}：无法读取（{error.strerror}）") from error
    if not data.strip():
        raise UnreadableReportError(f"{path.name}：文件是空的")
    if len(data) > MAX_BYTES:
        raise UnreadableReportError(f"{path.name}：文件超过 {MAX_BYTES // 1_000_000} MB")
    try:
        read = _read(data, path)
    except DamagedFileError as error:
        raise UnreadableReportError(f"{path.name}：{error}") from error
    except Exception as error:  # a damaged file makes the libraries fail in any way, and it must stop no other one
        log.debug("%s could not be read", path.name, exc_info=error)
        raise UnreadableReportError(f"{path.name}：文件已损坏或格式不正确（{type(error).__name__}）") from error
    check_report_text(read.text, path.name)
    return read


def _read(data: bytes, path: Path) -> FileText:
    try:
        return FileText(_READERS[path.suffix.lower()](data))
    except NoTextLayerError:
        if not is_installed():
            raise
    return FileText(_recognised(data, path), recognised=True)


def _recognised(data: bytes, path: Path) -> str:
    """Return the text of a scan; it is kept beside the file, where people may correct it, and read from there again."""
    kept = path.parent / RECOGNISED / f"{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}.txt"
    try:
        return kept.read_text(encoding="utf-8")
    except OSError:
        text = scanned_text(data)
    try:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    except OSError as error:
        log.warning("%s：识别出的文字没有存下来（%s），下次启动会再识别一次", path.name, error.strerror)
    return text


def decode(data: bytes) -> str:
    """Decode bytes as Chinese text: UTF-8, then GB 18030, then Big5, then whatever is most likely."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or _common_share(text) >= _MIN_COMMON_SHARE:
            return text
    for encoding in ("utf-8", "gb18030"):  # a sign or two are damaged
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= _MAX_DAMAGED * len(text) and _common_share(text) >= _MIN_COMMON_SHARE:
            return text
    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("utf-8", errors="replace")


def unwrap(text: str) -> str:
    """Return a text whose lines were broken at a width with its paragraphs whole again; any other as it is.

    A mail program or an old editor breaks lines inside sentences and numbers: most lines are then as long as the
    longest and end without a mark. A report's own paragraphs end with one.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < _MIN_LINES:
        return text
    width = max(map(len, lines))
    full = [line for line in lines if len(line) >= width - 2]
    open_ended = [line for line in full if not line.endswith(_LINE_ENDS)]
    if width > _MAX_WIDTH or len(open_ended) < _WRAPPED_SHARE * len(lines):
        return text
    return "\n".join(join_lines(lines))


def check_report_text(text: str, name: str) -> None:
    """Raise ``UnreadableReportError`` when the text cannot be a government work report."""
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    if chinese < MIN_CHINESE_CHARACTERS:
        raise UnreadableReportError(f"{name}：只有 {chinese} 个汉字，不像一份政府工作报告")
    if _common_share(text) < _MIN_COMMON_SHARE or text.count("\ufffd") > len(text) / 200:
        raise UnreadableReportError(f"{name}：文字像是乱码，请另存为 UTF-8 后再放入")
    if "政府" not in text or not any(word in text for word in ("工作报告", "报告工作", "各位代表", "工作回顾")):
        raise UnreadableReportError(f"{name}：没有找到政府工作报告的字样")


def _common_share(text: str) -> float:
    chinese = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    return sum(character in _COMMON for character in chinese) / max(1, len(chinese))
