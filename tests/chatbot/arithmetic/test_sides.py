"""Two things that a question names, found among the figures of one sentence."""

import pytest

from chatbot.arithmetic.sides import of_sides
from ingest.report import read_document


def worked_out(line: str, question: str) -> str:
    text = f"安澜县人民政府工作报告\n一、2030年工作回顾\n{line}\n二、2031年重点工作\n发展教育。"
    document = read_document(text, "anlan-2031")
    found = of_sides(question, document.figures, document.text)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("line", "question", "value"),
    [
        # the head is said once, what tells the sides apart decides
        ("承接落实权力事项544项，削减权力事项189项。", "承接的权力事项比削减的多多少", "355项"),
        ("签约超5亿元内资项目389个、超3000万美元外资项目97个。", "内资项目比外资项目多签了多少个", "292个"),
        ("新增减税降费120亿元，兑现惠企资金43.4亿元。", "惠企资金和减税降费加一起多少钱", "163.4亿元"),
        ("新增“小巨人”企业397家、重点“小巨人”企业149家。", "重点小巨人149家，加上小巨人一共多少家", "546家"),
        ("建设大桥30座，改造小桥15座。", "大桥是小桥的几倍", "2倍"),
        ("20项民生实事、18个补短板事项完成。", "补短板事项和民生实事一共多少项", "38项"),
        ("甲镇种茶3亩、乙镇种茶4亩、丙镇种茶5亩。", "甲镇、乙镇和丙镇合计种茶多少亩", "12亩"),
        ("新增口袋公园29个、景观路21条、河湖25条、街区7个。", "口袋公园、景观路、河湖、街区加起来多少个", "82个"),
        # a word of the one side may stand at the other's figure too
        ("完成30项省委省政府实事，提请审议法规8件，修改政府规章9件。", "省政府提请审议和修改的一共几件", "17件"),
        (
            "认定国家级科技型企业31家，省级科技型企业102家，省级创新型企业4家。",
            "国家级和省级科技型企业合计几家",
            "133家",
        ),
        (
            "集体经济经营性收益100万元以上的村达20个、50万元以上的村达240个。",
            "收益50万元以上的村比100万元以上的村多多少",
            "220个",
        ),
        ("城乡居民收入分别增长5%、6.5%。", "农村居民收入涨得快还是城镇居民快", "1.5个百分点"),
        ("办理议案建议220件、政协提案312件。", "议案建议和政协提案总数是多少件", "532件"),
        ("新增就业50万人，实现再就业10万人。", "再就业相当于新增就业的几分之一", "20%"),
        ("厦门、福州机场旅客分别达2790万人次、1530万人次。", "厦门机场旅客是福州的几倍", "1.824倍"),
        ("建设大桥30座，改造小桥15座。", "大桥相当于小桥的多少倍", "2倍"),
        ("建设大桥30座，改造小桥15座。", "大桥有小桥的几倍那么多", "2倍"),
        # each side by its own last word, not by what tells it apart best
        (
            "新建义务教育学校19所、普通高中4所，新增义务教育学位300个、普通高中学位90个。",
            "去年义务教育学位和普通高中学位一共多少",
            "390个",
        ),
        # 和 and 加 within a word part nothing
        ("创建省级和美乡村8个、示范村1个。", "省级和美乡村和示范村一共多少", "9个"),
        ("减税降费4.5亿元，落实研发费用加计扣除5000万元。", "减税降费跟研发费用加计扣除合计多少", "5亿元"),
        ("新增公交线路328条，打通断头路40条。", "公交线路比断头路多多少条", "288条"),
        # 重点项目 is what they are of, and none of them
        (
            "实施448个重点项目，推动甲公司等147个项目开工，乙公司等234个续建项目加快建设，丙公司等67个项目竣工。",
            "重点项目里开工、续建、竣工的加起来多少个",
            "448个",
        ),
    ],
)
def test_each_side_gets_its_own_figure(line: str, question: str, value: str) -> None:
    assert worked_out(line, question) == value


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("甲镇种茶3亩、乙镇种茶4亩。", "甲镇、乙镇和丙镇合计种茶多少亩"),  # three, and two are told
        ("入库企业达到1.4万家，净增高新企业1000家。", "入库企业和高新企业差多少家"),  # a total and what was added
        ("投资增长6.1%，较全省高1.7个百分点。", "投资比全省高多少"),  # the report says the gap itself
        ("新建公园6座、学校3所。", "粮库和冷库一共多少座"),  # neither is told
        ("新增学位900个，接待游客300万人次。", "学位和游客一共多少"),  # units that do not add up
        ("发电800亿度，外送电量315亿度、占全国16%。", "外送电量及其占全国的比重"),  # 全国 has no figure
        ("全省生产总值增长2.7%，居民收入增长5.4%。", "地区生产总值同比增长多少"),
        ("高技术产业占工业12%，新兴产业占工业17%。", "规上工业增加值同比增速为多少"),  # 同比 sets no two beside
        (
            "城镇居民收入增长4%、农村居民收入增长8%。",
            "城镇居民收入涨得比农村居民收入快吧 各涨了多少",
        ),  # not by how much
    ],
)
def test_nothing_follows_where_the_words_do_not_tell_whose_a_figure_is(line: str, question: str) -> None:
    assert worked_out(line, question) == ""


def test_the_sum_of_all_is_no_stock() -> None:
    line = "试点推行20家博物馆延时开放，新增15家备案博物馆和29家类博物馆。"
    assert worked_out(line, "博物馆延时开放连同备案博物馆总数是多少") == "35家"


def test_what_an_amount_is_of_may_stand_behind_it() -> None:
    line = "完成投资2.85亿元的亿盛和投资2.54亿元的华悦项目建设。"
    assert worked_out(line, "亿盛和华悦一共投资多少") == "5.39亿元"


@pytest.mark.parametrize(
    ("line", "question", "value"),
    [
        ("储备项目5000个，其中产业项目2000个。", "产业项目占储备项目的比例", "40%"),
        ("实施重点项目50个，其中23个产业类项目完成投资17亿元。", "重点项目里产业类占几成", "46%"),
        ("城镇居民和农村居民收入分别达8万元、4万元。", "城镇居民收入是农村居民的几倍", "2倍"),
        ("预算总收入50亿元、增长2%，地方预算收入20亿元、增长1%。", "地方预算收入占预算总收入的百分之多少", "40%"),
        ("低效用地入库20万亩、再开发5万亩。", "低效用地入库里有百分之几再开发了", "25%"),
        ("新建幼儿园3所，新增学位4860个。", "学位里幼儿园占多少", ""),  # of another kind
        ("产业项目2000个，储备项目500个。", "产业项目占储备项目的比例", ""),  # no part of it
    ],
)
def test_shares_and_ratios_are_of_one_kind(line: str, question: str, value: str) -> None:
    assert worked_out(line, question) == value


def test_what_there_is_by_now_is_added_up() -> None:
    line = "法规、管理措施分别新增4部、10部，累计分别达到22部、31部。"
    assert worked_out(line, "法规和管理措施累计一共多少部") == "53部"
