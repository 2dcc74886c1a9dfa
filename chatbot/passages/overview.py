"""What a whole report is asked for: 总结一下这份报告 is told by its main result, its main targets and its tasks."""

from __future__ import annotations

import re

_SUMMARY = re.compile(
    r"总结|概括|概述|归纳|提炼|[讲说写]了(?:些|点)?(?:什么|啥|哪些|哪几)|主要内容|大意|亮点|(?:取得|做出|有)了?(?:哪些|什么|啥)(?:成绩|成就|成果)|(?:成绩|成就)(?:有哪些|是什么|怎么样|如何)|经济(?:运行|形势|发展)?(?:情况)?(?:怎么样|如何|好不好)|summar|overview"
)
# What such a question is made of; where something is left over, that is what is asked: 总结一下教育方面的工作.
_ITS_WORDS = re.compile(
    r"请问?|麻烦|能不能|能否|可以|可不可以|帮忙?|给我|[我你您]|简单|简要|简短|大致|大概|快速|用?[一两二三四五几\d]+[句段]话|百字|来"
    r"|总结|概括|概述|归纳|提炼|介绍|说说|讲讲|看看|告诉|一下|下"
    r"|今年|去年|上年|明年|全年|(?:19|20)\d\d年?|这[份个篇]|[整全]个?[份篇]|本|该|政府|工作|报告|[全原]文|里面?|中"
    r"|主要|重点|核心|总体|整体|内容|亮点|大意|要点|成绩|成就|成果|取得|做出|经济|运行|形势|发展|怎么样|如何|好不好|得|情况|任务|目标|都|到底|究竟"
    r"|[讲说写做干]了?|些|点|什么|啥|哪些|哪几|[个点方面]|有|是|了|的|吗|呢|吧|呀|啊"
    r"|please|can you|summari[sz]e|summary|overview|give|me|an?|of|the|this|government|work|report|[\s，。？?！!,.]"
)
_RESULT, _TARGETS, _TASKS = "去年地区生产总值增长多少", "今年的主要预期目标是什么", "今年重点抓什么"
_DONE = "去年重点抓了什么"


def overview_questions(question: str, time_tags: frozenset[str]) -> tuple[str, ...]:
    """Return the questions whose answers sum a report up; none where a question asks for something of it.

    Args:
        question: the text, in lower case.
        time_tags: the times that it names: 去年 asks for what was done alone, 今年 for what is planned.
    """
    if not _SUMMARY.search(question) or _ITS_WORDS.sub("", question):
        return ()
    if "last_year" in time_tags:
        return _RESULT, _DONE
    return (_TARGETS, _TASKS) if "this_year" in time_tags else (_RESULT, _TARGETS, _TASKS)
