"""Projects that a clause lists by name: 开工甲厂房、乙电站等项目 is two projects, each to be seen through by itself."""

from __future__ import annotations

import re

# How and what is done with them, before the first name; what is said of all of them, behind the last.
_BEFORE = re.compile(
    r"^(?:要|今年|年内|全年|持续|深入|积极|全力|全面|大力|扎实|稳步|有序|进一步|着力|统筹|加快|提速|抓好|抓实|抓紧|力争|确保|努力|开展|规划"
    r"|推进|推动|力促|助推|促成|促进|实施|完成|实现|启动|加强|建设|新建|续建|改造|改扩建|扩建|改建|建成|建好|投用|开工|竣工|做好|服务"
    r"|支持|突出|谋划|配合|计划|新开工|重点|高标准|高质量|深化)*"
)
_AFTER = re.compile(
    r"(?:等[^、]*|(?:[重大]*(?:项目|工程))?(?:的|建设|改造|改?扩建|落地|投产|投用|投运|竣工|开工|开业|运营|运行|完工|通车|使用|营业"
    r"|达产|启用|建成|完成|实施|施工|封顶|投入|全面|全部|正式|顺利|按期|尽快|如期|早日|全线|主体|并|前期|工作|进度)*)$"
)
_JOINED = re.compile(r"以及|(?<!协)[和与及](?![平谐睦])")
_LEAST = 3  # characters of a name
_LEAST_JOINED = 4  # of one behind 和: 和 is also a character of names
# What is said of projects (早开工, 一批), what goes on in brackets, and rules: no names.
_MORE_THAN_NAMES = re.compile(
    r"[“”；：:]|[以为对将把的早走严更从让]|一批|率(?:、|$)|制度|机制|办法|[资质]量|两[个条]|[（(][^）)]*、|投入使用$"
)
_NOT_THINGS = re.compile(r"等方面|等制度|准入")


def named_projects(clause: str) -> tuple[str, ...]:
    """Return the projects that a clause lists, in its own words; none where it is not a plain list of names."""
    said = clause.rpartition("，")[2]
    listed = _AFTER.sub("", _BEFORE.sub("", said))
    if "、" not in listed or _MORE_THAN_NAMES.search(listed) or _NOT_THINGS.search(said):
        return ()
    *names, last = listed.split("、")
    names += _last_two(last)
    if min(map(len, names)) < _LEAST or len(set(names)) < len(names):
        return ()
    return tuple(names)


def _last_two(last: str) -> list[str]:
    """Return the last name of a list, or the two that 和 joins."""
    joined = _JOINED.search(last)
    if joined is None:
        return [last]
    before, after = last[: joined.start()], last[joined.end() :]
    return [before, after] if len(before) >= _LEAST and len(after) >= _LEAST_JOINED else [last]
