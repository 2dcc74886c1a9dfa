"""OFD files: their text objects become paragraphs."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from ingest.archive import DamagedFileError
from ingest.ofd import ofd_text

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


def an_ofd(*pages: list[tuple[float, float, str]]) -> bytes:
    """Return an OFD of pages of words at a place in points."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {NAMESPACE}>{body}</ofd:OFD>")
        kids = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        archive.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {NAMESPACE}><ofd:Pages>{kids}</ofd:Pages></ofd:Document>"
        )
        for n, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Size="{12 * MM}" Boundary="{x * MM} {y * MM} {12 * len(words) * MM} {12 * MM}">'
                f'<ofd:TextCode X="0" Y="{10 * MM}" DeltaX="g {len(words) - 1} 4.2">{words}</ofd:TextCode>'
                "</ofd:TextObject>"
                for x, y, words in page
            )
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            archive.writestr(f"Doc_0/Pages/Page_{n}/Content.xml", f"<ofd:Page {NAMESPACE}>{content}</ofd:Page>")
    return out.getvalue()


def test_lines_and_pages_are_joined_and_pieces_of_a_line_too() -> None:
    first = [(96.0, 72.0, "过去一年地区生产"), (192.0, 72.0, "总值达到186.4亿元，新增")]
    assert (
        ofd_text(an_ofd(first, [(72.0, 72.0, "学位900个。")])) == "过去一年地区生产总值达到186.4亿元，新增学位900个。"
    )


def test_an_ofd_of_images_says_so() -> None:
    with pytest.raises(DamagedFileError, match="没有文字"):
        ofd_text(an_ofd([]))


def test_a_damaged_ofd_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD")
    for data in (b"no zip", out.getvalue()):
        with pytest.raises(DamagedFileError, match=r"不完整|不是完整的 OFD"):
            ofd_text(data)


def test_entities_are_not_followed() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(
            "OFD.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<ofd:OFD {NAMESPACE}><ofd:DocRoot>&x;</ofd:DocRoot></ofd:OFD>",
        )
    with pytest.raises(DamagedFileError, match="不是完整的 OFD"):
        ofd_text(out.getvalue())
