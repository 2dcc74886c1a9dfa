"""What kind of figure a question asks for: its unit, and whether a growth rate, a share or a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.numerals import RATES, find_quantities

_GROWTH = re.compile(
    r"(?:增长(?!点|的?贡献)|(?<![增成延生变])长(?=了(?:多少|几))|涨|下降|跌|下滑|降了|升了(?=多少|几))(?!到了?(?:多少|几))|增速|增幅|降幅|(?<!占)[比较](?:上年|去年|上一年|前一年|头一?年|往年|同期)|同比|提高了?多少"
    r"|growth|grow|grew|rise|increase[d]? by|percent"
)
_HOW = re.compile("怎么(?!样)|如何|怎样")
_TOTAL = re.compile(
    r"总数|总量|总共有|累计|总规模|达到多少|保有量|(?<![新又还再没])有(?:多少|几)(?!人次)"
    r"|in total|total number|how many .{0,40}(?:are there|does .{0,20} have)"
)
_SHARE = re.compile(r"占(?![地用道补有])|比例|占比|比重|率(?!先)|贡献率|增长的?贡献|百分|几成|percent|share|rate")
_PLACES_MOVED = re.compile(r"(?:[挪升移退降跌]|(?<!引)进)了?(?:多少|几)[名位](?![人员])")
_AT_RANK = re.compile(r"(?<!安)排(?:在|到|名)?第?(?:多少|几)[名位]?|第几[名位]")
_RANK = re.compile(rf"第几|老几|{_AT_RANK.pattern}|排名|排第|位次|名次|{_PLACES_MOVED.pattern}|rank")
_MEASURE = re.compile(r"(?:多少|(?<![哪这那近])几(?![十百千]))(?:来|多|余)?(万|亿|千|百)?([\u3400-\u9fff]{1,4})")
_NO_MONEY = RATES | {"番"}
_OF_A_SIZE = re.compile("元以[上下]")
# 高新企业有多少户: firms are counted in either, and in reports mostly in 家.
_FIRMS, _NO_FIRMS = (
    re.compile("企业|公司|厂|高企|专精特新|小巨人|独角兽|瞪羚"),
    re.compile("个体|商户|农户|住户|市场主体|经营主体"),
)
_NO_UNIT = re.compile(r"个亿(?!元)|成")  # 几个亿; but 几个亿元以上项目
_BY_A_RATE = re.compile("增[长速幅]|[涨升降跌]|下滑")
_ENDS_IN_NUMBER = re.compile(r"[户人家件台辆套处座条所宗株]数[？?。\s]*$")  # 失业人数
_OF_EACH = re.compile("[各和与、]|分别")
_UNIT_NUMBER = re.compile(r"([户人家件台辆套处座条所宗株])数(?![字据量额码])")  # 改造户数, 参保人数
_UNIT_IN_BRACKETS = re.compile(r"[（(](?:单位[:：]?)?([万亿]?[\u3400-\u9fff]{1,3})(?:[）)]|$)")  # 工业总产值（亿元）


_SOME = r"(?:[\w'-]+ ){0,3}?"


def _compiled(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(words), unit) for words, unit in rows)


_DIMENSION_WORDS = _compiled(
    (r"几个点|几个百分点|百分之[几多]|几成", "%"),
    (
        r"(?:多少|(?<![哪这那近])几)(?:名|位|个)?(?:困难|留守|贫困|特困|失能|重度|高校|应届|失业|农村|下岗|脱贫|外来|门诊|住院)*"
        r"(?:人(?!次|均|才)|旅客|游客|乘客|群众|居民|职工|学生|毕业生|老人|市民|工人|农民|劳动力|残疾人|残疾儿童|病人|病患|患者|干部|医生"
        r"|护士|教师|老师|党员|院士|孩子|儿童|志愿者|运动员|幼儿|大学生|研究生|博士|专家)(?![点站室之]|工作|活动|食堂|公寓|驿站|服务|志愿服务)",
        "人",
    ),
    (r"(?:人|旅客|游客|学生|老人|群众)(?:一共|总共|大概)?(?:有|是)(?:多少|几)(?![个家所张户件套项位])", "人"),
    (
        r"(?:旅客|游客|学生|职工|教师|医生|护士|干部|幼儿|儿童|运动员|志愿者)(?:多少|几)(?![个家所张户件套项位万亿])",
        "人",
    ),
    (r"(?:多少|几)(?:辆|台)?车(?![位次站间道皮])", "辆"),
    (r"多长|多远|长度|里程", "公里"),
    (r"多大面积|面积(?:是|有)?多[少大]|占地(?!区)", "亩"),
    (r"多少钱|花了多少|(?:多少|几)个亿(?!元)|how much money", "元"),
    (r"(?:花|投入?|砸|补贴?|罚款?|奖励?)了?多少(?=[？?。\s]*$)|(?:多少|几)(?:税|利息|工资|奖金|租金|保费)", "元"),
    (r"(?<![的花])钱(?:一共|总共|共)?(?:有|是)?(?:多少|几)(?![个家次人])", "元"),
    (
        rf"how many {_SOME}(?:people|residents|persons|jobs|workers|visitors|passengers|students|patients)(?!')",
        "人",
    ),
    (rf"how many {_SOME}(?:firms|companies|enterprises|businesses)", "家"),
    (rf"how many {_SOME}(?:kilomet(?:er|re)s|km)|how long (?:is|are) the|\blength of\b", "公里"),
    (rf"how many {_SOME}days", "天"),
    (rf"how many {_SOME}(?:mu|hectares)\b", "亩"),
    (rf"how many {_SOME}(?:tonnes|tons)\b", "吨"),
    (rf"how many {_SOME}(?:cars|vehicles|buses)\b", "辆"),
    (r"by what percent|what percentage|by how many percent", "%"),
    (r"how many", "个"),
)
# 农村客运招呼站有多少, 货运班列: what is built or runs for it is counted by itself.
_SERVES_IT = r"(?![\u4e00-\u9fff ]{0,5}?(?:站|枢纽|中心|线|[专班]列|列车|铁路|企业|公司|车|船|码头|港|通道|场|设施))"
_IMPLIED_UNITS = _compiled(
    (r"人口(?:总数|数量?|规模)?(?:一共|总共|现在)?(?:是|有|达到?)?(?:多少|几)", "人"),
    (r"(?:多少|(?<![哪这那近])几)(?:问题|难题|隐患|矛盾|诉求|案件|案子)(?![\u4e00-\u9fff])", "个"),
    (r"多少(?:煤炭?|粮食?|[猪牛羊鱼]?肉|蔬?菜|水果|垃圾|钢材?|油|盐)(?![\u4e00-\u9fff])", "吨"),
    (r"多少(?:天然)?气(?![\u4e00-\u9fff])", "立方米"),
    (r"多少电(?![\u4e00-\u9fff])", "千瓦时"),
    (r"多少(?:地|田|土地|耕地)(?![\u4e00-\u9fff])", "亩"),
    (rf"(?:货运|货邮|货物(?!进|出[口关]|贸易)|运货){_SERVES_IT}", "吨"),
    (rf"(?:客运|客流|旅客){_SERVES_IT}", "人"),
)
_MONEY = re.compile(
    r"多少钱|钱|资金|金额|产值|资产|债务|减税|退税|降费|减负|收入(?!倍差|差距|比值?|(?:同比)?增[速幅]|家庭|人口|群[体众]|户)|支出(?!(?:同比)?增[速幅]|占|比)|投资|融资|总额|(?:成交|交易|销售|贸易|零售)额"
    r"|how much (?:money|was (?:invested|spent|raised))|\bin yuan\b|\bcost|\bworth"
)
# 产值过亿的企业有几家: the money only says which are meant.
_OF_SIZE = re.compile(
    r"(?:产值|投资|资产|收入|税收|总额|成交额)额?(?:过|超过?|突破|上|不足|低于|高于|达到?|在)?[\d.一二两三四五六七八九十百千几]*[十百千万亿]+元?(?:以[上下内])?(?=的?[\u4e00-\u9fff])"
)
# 旅游收入多了百分之几 asks how it grew.
_ROSE = re.compile(
    r"(?:收入|产值|总值|增加值|[总零销]售?额|进出口|投资|支出|税收|利润|gdp|[产销运电水客货流]量|货邮|货运|客运|事故)(?:去年|今年|上年|又|要|想|会|能)*"
    r"(?:多|少|高|低|增|减)了?(?:多少(?![\u4e00-\u9fff])|百分之|几成|几个点)"
)
# 支出比收入多多少 sets two things beside each other.
_THAN = re.compile(r"(?<!占)[比较](?!去年|[上前往]年|上一|同期|今年|年初|20\d\d)[\u4e00-\u9fff]{0,6}$")
_TARGET = re.compile(
    r"(?:目标|指标|预期)(?:值|数)?[^，。？]{0,4}(?:多少|几|好多)"
    r"|(?:打算|计划|准备|定)(?:[了在到达为是]|完成|实现)*(?:多少|好多)[？?。\s]*$"  # 社零今年打算多少
)
# 比全省高多少, 和全国比高多少: the gap to a larger whole, a figure that reports state themselves.
_GAP = re.compile(
    r"(?:(?<!占)[比较]|[高低快慢]于)(?:全[国省市区县州]|平均|[国省市]里)[^，。？]{0,8}(?:多少|几|[高低快慢][吗不没])"
    r"|[和跟与同](?:全[国省市区县州]|平均|[国省市]里)[^，。？]{0,6}(?:比|相?差|差距)[^，。？]{0,4}(?:多少|几|[高低快慢][吗不没])"
)
# 财政收入有多少用在民生: what share of it, as reports tell it.
_OF_THE_BUDGET = re.compile(
    r"(?:财政|财力)(?:的?钱|收入|支出)?有?(?:多少|几成)(?:的?钱)?[^，。？]{0,2}(?:投|用|花)(?:在|到|于|入)"
)
_OF_A_CLASS = re.compile(r"几类(?:水|$|[？?，,。 ])")
_FIGURE_CUE = re.compile(
    r"多少|(?:总[数量]|[^名份差超]额)[？?\s]*$|(?<![哪这那近])几(?!类(?:水|$|[？?，,。 ])|号[线楼院馆厂桥坑矿机])"
    r"|多[高大长]|[（(](?:单位[:：]?)?[万亿]?元(?:[）)]|$)|比例|占比|增速|增幅|how many|how much|percent"
)


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """The figure that a question asks for, as far as its words tell."""

    unit: str  # 个, 家, 公里, 元 …; "" when open
    growth: bool
    total: bool
    share: bool
    rank: bool
    money: bool
    target: bool = False  # a target, which may be an amount or a rate: 投资目标是多少


def asked_figure(text: str) -> AskedFigure:
    """Read a question in standard words."""
    of_budget = _OF_THE_BUDGET.search(text) is not None
    unit = "" if of_budget else asked_unit(text)
    target = bool(_TARGET.search(text)) and not unit
    rose = _has_risen(text)
    return AskedFigure(
        unit=unit,
        growth=(bool(_GROWTH.search(_PLACES_MOVED.sub("", text))) and not asks_how(text)) or asks_gap(text) or rose,
        total=bool(_TOTAL.search(text)),
        share=bool(_SHARE.search(text)) or of_budget,
        rank=bool(_RANK.search(text)),
        money=bool(_MONEY.search(_OF_SIZE.sub("", text)))
        and not (target or asks_gap(text) or rose or of_budget or unit in _NO_MONEY),
        target=target,
    )


def _has_risen(text: str) -> bool:
    """Say whether it is asked how much a value rose or fell: 旅游收入多了百分之几."""
    found = _ROSE.search(text)
    return found is not None and not _THAN.search(text[: found.start()])


def asks_how(text: str) -> bool:
    """Say whether it is asked how something comes about, and not by how much: 打工的收入怎么涨上去."""
    return _HOW.search(text) is not None and not asks_figure(text)


def asked_unit(text: str) -> str:
    """Return the unit that 多少… asks for: 个, 家, 公里, 元 …; "" when the question leaves it open."""
    return _said_unit(text) or _implied_unit(text)


@lru_cache(maxsize=256)
def asked_units(text: str) -> frozenset[str]:
    """Return every unit that a question asks for: 天 and % of 优良天数多少天，占全年几成."""
    matches = (match for match in _MEASURE.finditer(text) if not _NO_UNIT.match(match[2]))
    measured = (find_quantities(f"1{match[1] or ''}{match[2]}") for match in matches)
    named = (unit for words, unit in _DIMENSION_WORDS if words.search(text))
    return frozenset((*(found[0].unit for found in measured if found and found[0].unit), *named))


def _implied_unit(text: str) -> str:
    """Return the unit in which a thing is always counted, where its amount is asked: 货运多少, 客运多少."""
    if not asks_figure(text) or any(cue.search(text) for cue in (_GROWTH, _SHARE, _MONEY)) or _has_risen(text):
        return ""
    found = [unit for words, unit in _IMPLIED_UNITS if words.search(text)]
    return found[0] if len(found) == 1 else ""


def _said_unit(text: str) -> str:
    unit = _unit_as_said(text)
    return "家" if unit == "户" and _FIRMS.search(text) and not _NO_FIRMS.search(text) else unit


def _unit_as_said(text: str) -> str:
    if any(words.search(text) for words in (_OF_A_CLASS, _PLACES_MOVED, _AT_RANK)):
        return ""  # Ⅲ类 is no number of things, 前进了几位 and 排多少名 are none of people
    for words, unit in _DIMENSION_WORDS:
        if words.search(text):
            return unit
    bracketed = _UNIT_IN_BRACKETS.search(text)
    if bracketed and (named := find_quantities(f"1{bracketed[1]}")):
        return named[0].unit
    match = _MEASURE.search(text)
    if match and not _OF_A_SIZE.match(match.group(2)):  # 多少千万元以上项目 counts projects
        found = find_quantities(f"1{match.group(1) or ''}{match.group(2)}")
        if found and found[0].unit:
            return found[0].unit
        if match.group(2).startswith(("钱", "资金", "资产", "债务", "存款", "贷款")):
            return "元"
    counts = (
        (asks_figure(text) or _ENDS_IN_NUMBER.search(text)) and not _BY_A_RATE.search(text) and not _SHARE.search(text)
    )
    number = _UNIT_NUMBER.search(text) if counts and not _OF_EACH.search(text) else None
    return number[1] if number else ""


def asks_gap(text: str) -> bool:
    """Say whether it is asked how far something lies above or below a larger whole."""
    return _GAP.search(text) is not None


@lru_cache(maxsize=256)
def asks_figure(text: str) -> bool:
    """Say whether a question asks for a number."""
    return _FIGURE_CUE.search(text) is not None
