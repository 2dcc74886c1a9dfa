"""What a sentence must say, and must not, to answer what is asked of a thing."""

from collections.abc import Callable

import pytest

from chatbot import Chatbot
from chatbot.matching.answerability import (
    contradicts,
    is_only_denominator,
    lacks_attribute,
    says_none,
    says_the_opposite,
    unit_fits,
)
from chatbot.question.understand import understand
from index.lexicon import load_lexicon
from index.query import parse_query
from index.query_terms import QueryTerm
from ingest.report import read_document


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("去年人均GDP多少", "地区生产总值完成186亿元", True),
        ("去年人均GDP多少", "人均地区生产总值达到6.2万元", False),
        ("居民人均可支配收入增长多少", "居民收入增长6%", False),
        ("单位GDP能耗下降多少", "地区生产总值增长6%", True),
        ("单位GDP能耗下降多少", "单位地区生产总值能耗下降3%", False),
        ("数字经济占GDP的比重是多少", "数字经济增长6.3%", True),
        ("养老保险占多大比例", "养老保险参保率达到95%", False),
        ("去年税收有多少", "一般公共预算收入完成9.7亿元", True),
        ("全县债务有多少", "投资完成9.7亿元", True),
        ("城镇化率是多少", "城镇人口增加2万人", True),
        ("森林覆盖率有多高", "森林覆盖率达到50.03%", False),
        ("孤儿每月领多少", "孤儿生活补贴标准1400元/月", False),
        ("孤儿每月领多少", "孤儿生活补贴提高300元", True),
        ("正式脱贫是哪一天", "2029年5月5日正式脱贫", False),
        ("小老板们贷出来多少钱", "为小微企业贷款43亿元", False),
        ("绿道全长多少", "新建绿道，公园开放", True),
        ("去年票房多少", "新建书房22个", True),
        ("农民一年能挣多少", "经营收入4.5亿元、净收益1.2亿元", True),
        ("农民一年能挣多少", "农村居民人均可支配收入2.1万元", False),
        ("新增学位多少个", "新增博士学位授予单位8个、授权点87个", True),
        ("新增学位多少个", "新增公办义务教育学位900个", False),
        ("看病报销多少", "医疗保险参保12万人", True),
        ("住院报销比例是多少", "住院费用报销比例提高到75%", False),
        ("怎么把物流费用降下来", "降低全社会物流成本", False),
        ("还有几个县没通高速", "2县新通高速公路", True),
        # what did not come about, or ended
        ("去年口袋公园失败了多少", "新建口袋公园24个", True),
        ("去年示范村有多少没按时完成", "新增示范村12个", True),
        ("去年实事有多少没按时完成", "52项实事中有7项未能按时完工", False),
        ("去年高新技术企业关停了几个", "新增高新技术企业120家", True),
        ("去年煤矿关停了几个", "淘汰落后煤矿3处", False),
        ("去年审批事项取消了多少", "新增审批事项12项", True),
        ("去年新品种有几个不合格", "培育新品种10个", True),
        ("去年幼儿园有几所没投用", "新建幼儿园12所", True),
        ("去年充电桩收到多少投诉", "新建充电桩300个", True),
        ("GDP近五年平均增速多少", "GDP增长6%", True),
        ("GDP近五年平均增速多少", "GDP年均增长6%", False),
        ("新登记企业是怎么算出来的", "新登记企业4万户", True),
        ("湖心公园以前叫什么", "湖心公园建成开放", True),
        ("青岭博物馆里面有什么设施", "青岭博物馆建成开馆", True),
        ("青岭博物馆里面有什么设施", "青岭博物馆建成开馆，内设3个展厅", False),
        ("龙腾行动带动就业多少人", "新增就业3万人", True),
        ("龙腾行动得过什么奖", "实施“龙腾行动”", True),
        ("龙腾行动得过什么奖", "“龙腾行动”入选全国典型案例", False),
        ("龙腾行动出过什么问题", "实施“龙腾行动”", True),
        ("主题展一共搞了几期", "举办主题展", True),
        ("龙腾行动有没有文件依据", "实施“龙腾行动”", True),
        ("便民生活圈谁能享受", "建设便民生活圈", True),
        ("图书馆每周几开放", "图书馆开放", True),
        ("龙腾行动是谁提出来的", "实施“龙腾行动”", True),
        ("国庆期间客流多少", "客流突破300万人次", True),
        ("国庆期间客流多少", "国庆假期客流突破30万人次", False),
        ("公路建设还欠多少钱", "公路建设投资3亿元", True),
        # what was made, given, told of whom
        ("新能源汽车产了多少辆", "更新新能源公交车800辆", True),
        ("新能源汽车产了多少辆", "新能源汽车下线3万辆", False),
        ("去年给老人发了多少补贴", "新增老年人助餐点41个", True),
        ("发了多少消费券", "社会消费品零售总额97亿元", True),
        ("打掉了几个诈骗团伙", "推动102个派出所建设", True),
        ("有几所学校在建", "小规模学校撤并19所", True),
        ("高铁通了没有", "增加铁路运输量", True),
        ("高铁通了没有", "莱荣高铁正式通车", False),
        ("退役军人安置了多少", "安置公益性岗位475个", True),
        ("去年税收减了多少", "税收占比达86%", True),
        # what was done to it, and what is there beside it
        ("去年农村公路修了几次", "新建农村公路150公里", True),
        ("去年幼儿园扩建了几个", "新建幼儿园12所", True),
        ("去年幼儿园扩建了几个", "新改扩建幼儿园12所", False),
        ("去年事项合并了几个", "通办事项983项", True),
        ("去年小学撤并了几所", "小规模学校撤并19所", False),
        ("去年换电站搬迁了几个", "累计建成换电站25座", True),
        ("客流最多的时候有多少", "客流突破300万人次", True),
        ("客流最多的时候有多少", "单日客流最高突破3万人次", False),
        ("换电站有没有停车场", "累计建成换电站25座", True),
        # who, by what, of what make
        ("招聘活动里外国人有几个", "举办招聘活动300场", True),
        ("去年城市书房用了多少工人", "新建城市书房18家", True),
        ("去年领军人才招了多少大学生", "领军企业达到12家", True),
        ("去年景区接待了多少", "新增3A级景区2家", True),
        ("去年景区接待了多少", "景区游客突破300万人次", False),
        ("去年立法依据哪部法律", "完成立法项目2个", True),
        ("去年公园被哪家媒体报道过", "新建公园6座", True),
        ("低保户的标准是什么", "为2262名低保户购买保险", True),
        ("去年充电站花了多少钱", "新建充电站5座", True),
        ("去年充电站花了多少钱", "投入3亿元新建充电站5座", False),
        ("体育馆有多高", "新建体育馆2座", True),
        ("森林覆盖率有多高", "森林覆盖率达到50%", False),
    ],
)
def test_an_attribute_that_is_asked_must_stand_there(question: str, sentence: str, lacks: bool) -> None:
    assert lacks_attribute(question, sentence, load_lexicon()) is lacks


@pytest.mark.parametrize(
    ("question", "clause", "against"),
    [
        ("去年财政支出多少", "一般公共预算收入完成9.7亿元", True),
        ("去年财政支出多少", "一般公共预算收入9.7亿元、支出21亿元", False),
        ("规上工业增加值多少", "规上工业产值达到80亿元", True),
        ("存款余额多少", "各项贷款余额增长8%", True),
        ("服务业增加值增长多少", "文旅产业增加值增长5%", True),
        ("第三产业增加值多少", "第二产业增加值增长5%", True),
        ("常住人口多少", "户籍人口62万人", True),
    ],
)
def test_a_neighbour_is_not_the_thing(question: str, clause: str, against: bool) -> None:
    assert contradicts(question, clause, load_lexicon()) is against


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("数字经济核心产业增加值占地区生产总值比重超过16.5%。", True),
        ("单位地区生产总值能耗下降3.2%。", True),
        ("万元GDP用水量下降4%。", True),
        ("实现地区生产总值300亿元，服务业占地区生产总值的52%。", False),
        ("实现地区生产总值300亿元。", False),
        ("教育投入增长5%。", False),
    ],
)
def test_what_something_else_is_measured_by_is_not_told_itself(sentence: str, is_one: bool) -> None:
    terms = [QueryTerm("gdp", ("gdp", "地区生产总值", "生产总值"))]
    assert is_only_denominator("去年gdp多少", terms, sentence) is is_one
    assert not is_only_denominator("单位gdp能耗下降多少", terms, "单位地区生产总值能耗下降3.2%。")


@pytest.mark.parametrize(
    ("question", "clause", "opposite"),
    [
        ("为什么信访总量涨了三成", "信访总量下降30.8%", True),
        ("为什么PM2.5全省最差", "PM2.5浓度全省最优", True),
        ("居民收入增速落后于经济增速，原因何在", "居民收入增速超过经济增速", True),
        ("为什么信访总量下降了", "信访总量下降30.8%", False),
        ("为什么新增学位", "新增学位900个", False),
    ],
)
def test_a_clause_says_the_opposite_of_what_is_taken_for_granted(question: str, clause: str, opposite: bool) -> None:
    assert says_the_opposite(question, clause) is opposite


def test_what_is_taken_for_granted_is_corrected(chatbot_on: Callable[[str], Chatbot]) -> None:
    bot = chatbot_on("空气优良天数311天、同比增加11天。\n道路全线贯通。---新增学位900个。")
    text = bot.ask("为啥去年空气优良天数少了11天").text
    assert text.startswith("与报告不符")
    assert "增加11天" in text


def test_what_a_side_of_a_contrast_is_called_too_is_that_side() -> None:
    lexicon = load_lexicon()
    line = "市级“专精特新”企业、国家“小巨人”企业分别达到700家、55家"
    assert not contradicts("国家级小巨人企业总数", line, lexicon)
    assert contradicts("国家级企业技术中心", "市级企业技术中心达到9家", lexicon)


def test_couples_are_counted_by_a_word_of_their_own() -> None:
    text = "安澜县人民政府工作报告\n一、2030年工作回顾\n改造棚户区1.4万套。\n登记结婚1200对。"
    homes, couples = read_document(text, "anlan-2031").figures
    asked = understand(parse_query("去年结婚了多少对", load_lexicon()), frozenset({2030}))
    assert unit_fits(asked, couples)
    assert not unit_fits(asked, homes)


@pytest.mark.parametrize("clause", ["较大道路交通事故“零发生”", "自然灾害零亡人"])
def test_none_is_a_number_too(clause: str) -> None:
    assert says_none(clause)
