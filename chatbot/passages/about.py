"""Questions about the report itself: who gave it, when, at which meeting, under which number."""

from __future__ import annotations

import re

from chatbot.draft import Draft, Statement
from ingest.document import Document, Sentence

_LEADER = re.compile(
    r"(?:省长|市长|区长|县长|州长|旗长|主席|总理)[\s　]*[\u4e00-\u9fff·　 ]{2,6}?(?:$|作(?:政府工作)?报告)"
)
# The speaker's name on a line of its own.
_NAME_LINE = re.compile(r"^[\s　（(]*[\u4e00-\u9fff](?:[\s　·]*[\u4e00-\u9fff]){1,3}[\s　）)]*$")
_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?=[^。\n]{0,12}在)")
_PRINTED = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发")
_NUMBER = re.compile(r"〔(?:19|20)\d\d〕\d+号")
_MEETING = re.compile(r"第[一二三四五六七八九十]+次会议")
_HEAD = 20  # sentences of the cover
# 这份报告是谁作的: of what the report tells no sentence answers it, where the cover does not.
_OF_ITSELF = re.compile(
    r"报告(?:是|由|的)?(?:谁|哪[位个]|何人|什么人)[^，。？]{0,6}(?:[作做念讲写]|报告)"
    r"|(?:谁|哪[位个]|何人|什么人)[^，。？]{0,6}[作做念]的?(?:这[份个次])?(?:政府)?(?:工作)?报告"
    r"|报告(?:是|在)?(?:哪年|哪一?天|几号|几月几[号日]|什么时候|何时)[^，。？]{0,3}[作做发讲念][^，。？]{0,2}[？?]?$"
    r"|(?:when|what date|which day) .{0,12}(?:report|speech) (?:was )?(?:delivered|given|made|presented)"
)
_OFFICE = re.compile(
    r"(?P<level>[省市区县州旗])长(?![一二三])|(?P<title>总理|主席)|\b(?P<english>mayor|governor|premier)\b"
)
_ENGLISH_OFFICES = {"mayor": "市区县州旗", "governor": "省", "premier": "国"}
_TITLES = {"总理": "国", "主席": "区"}
_HAS_LEVEL = re.compile(r"[省市区县州旗国]$")

_QUESTIONS: tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = (
    (
        re.compile(
            r"(?:谁|哪位|何人|什么人|名字|叫什么|姓名).{0,8}(?:[作做宣念]|报告|区长|县长|市长|省长|总理|主席)"
            r"|(?:报告人|作报告|做报告|(?:区长|县长|市长|省长|州长|总理|主席)(?![一二三]号|工程|热线|信箱|质量)).{0,8}(?:谁|哪位|何人|叫|名字|姓|是哪个[？?]?$)"
            r"|who (?:gave|delivered|presented|is the (?:head|mayor|governor|premier|district))"
        ),
        (_LEADER, _NAME_LINE),
    ),
    (
        re.compile(r"(?:几号|哪一?天|何时|什么时候|日期).{0,12}印发|印发.{0,10}(?:几号|哪一?天|时|日期)"),
        (_PRINTED,),
    ),
    (
        re.compile(
            r"何年何月|哪年哪月|(?:报告|大会(?!堂)|会议(?!室)|人代会|两会|(?<![\u4e00-\u9fff])会).{0,12}(?:几号|哪一?天|何时|什么时候|啥时候|日期|几月)"
            r"|(?:几号|哪一?天|何时|什么时候|几月).{0,12}(?:报告|大会|会议|人代会|开会)|^(?:是|在)?(?:几号|哪一?天|什么时候|几月)开的"
            r"|(?:when|what date|which day) .{0,12}(?:report|meeting|speech)"
        ),
        (_DATE,),
    ),
    (re.compile(r"文号|发文字号|文件编号|文件号|document number"), (_NUMBER,)),
    (
        re.compile(
            r"第几次会议|哪次会议|(?:什么|哪个)会(?:上|议(?!室)|[？?]|$)|哪次会(?!展)|which (?:meeting|session)"
            r"|第几届(?:人大|人代会|人民|代表|[？?]|$)"
        ),
        (_MEETING,),
    ),
)


def about_report(question: str, document: Document) -> Draft | None:
    """Answer from the cover; ``None`` when the question is not about the report itself."""
    if _is_of_another_office(question, document.place):
        return None
    cover = [s for s in document.sentences[:_HEAD] if s.role == "other"]
    printed = [s for s in document.sentences[-2:] if s.role == "other"]
    for evidence in (evidence for asked, patterns in _QUESTIONS if asked.search(question) for evidence in patterns):
        for sentence in cover if evidence is _NAME_LINE else (*cover, *printed):
            if evidence.search(sentence.text):
                return Draft("answered", _statements(document, sentence, evidence))
    return None


def asks_of_itself(question: str) -> bool:
    """Say whether a question asks by whom or when the report itself was given."""
    return _OF_ITSELF.search(question) is not None


def _is_of_another_office(question: str, place: str) -> bool:
    """Say whether the head of another level is asked than the one whose report it is: 省长 of a county."""
    asked = _OFFICE.search(question)
    if not asked or not _HAS_LEVEL.search(place):
        return False
    levels = asked["level"] or _TITLES.get(asked["title"] or "") or _ENGLISH_OFFICES.get(asked["english"] or "", "")
    return place[-1] not in levels


def _statements(document: Document, sentence: Sentence, evidence: re.Pattern[str]) -> tuple[Statement, ...]:
    statements = [Statement(" ".join(sentence.text.strip("— ").split()), ((document, sentence),))]
    # The line that says 在…大会 often breaks before 第…次会议上.
    for following in document.sentences[sentence.index + 1 : sentence.index + 2]:
        breaks = evidence in {_DATE, _MEETING} and not _MEETING.search(sentence.text)
        if breaks and _MEETING.search(following.text):
            statements.append(Statement(following.text.strip(), ((document, following),)))
    return tuple(statements)
