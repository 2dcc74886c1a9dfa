"""Every sentence the chatbot says in its own words, in one place, by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "zh-Hant", "en"]

DEFAULT_HUMAN_CHANNEL = "12345政务服务便民热线"


@dataclass(frozen=True, slots=True)
class Messages:
    """Sentences in one language; names in braces are filled with ``str.format``."""

    result: str
    target: str
    target_is: str
    period: str
    of_period: str
    own_time: str
    also: str
    join: str
    end: str
    greeting: str
    thanks: str
    identity: str
    bye: str
    clarify_empty: str
    such_as: str
    clarify_which: str
    not_in_report: str
    not_stated: str
    nearest: str
    told_instead: str
    read_as: str
    no_value: str
    other_year: str
    other_place: str
    inside: str
    that_time: str
    off_topic: str
    opinion: str
    service: str
    refused: str
    wrong_premise: str
    right_premise: str
    only_other_year: str
    only_other_year_in_words: str  # where no figure is asked
    partial: str
    partial_not_stated: str
    difference_more: str
    difference_less: str
    difference_higher: str
    difference_lower: str
    difference_same: str
    difference_unclear: str
    growth_note: str
    not_comparable: str
    unlike: str
    total: str
    projected: str
    projected_gain: str
    derived: str
    rose: str
    fell: str
    share: str
    worked_out: str
    about: str
    channel: str
    silent: str
    not_loaded: str
    no_such_year: str
    years_loaded: str
    more_such: str
    highest: str
    lowest: str
    which_place: str
    other_places: str
    rest_missing: str
    counts_only: str
    no_unit: str


ZH = Messages(
    result="{year}年，{phrase}",
    target="{year}年计划{phrase}",
    target_is="{year}年的目标是：{phrase}",
    period="报告提到：{phrase}",
    of_period="{period}，{phrase}",
    own_time="报告提出（{year}年）：{phrase}",
    also="；",
    join="；",
    end="。",
    greeting="您好！我可以回答关于《{title}》的问题，每个数字都附原文出处。请直接提问{such_as}",
    thanks="不客气。还想了解报告里的哪些内容，请继续问。",
    identity="我是报告通，只依据《{title}》原文回答问题，每个数字都可以点开原句核对；报告没有写的，我会直说没有。",
    bye="再见，欢迎随时再来查询。",
    clarify_empty="没有看明白您的问题。请说一说想了解报告里的哪件事{such_as}",
    such_as="，例如：{example}",
    clarify_which="您想了解的是哪一项：{choices}？",
    not_in_report="《{title}》没有提到这一点。",
    not_stated="《{title}》没有写明这一点。",
    nearest="最接近的原文是：{phrase}",
    told_instead="报告没有这样说，说的是：{phrase}",
    read_as="与您所说最相关的是“{matter}”，报告说：",
    no_value="报告提到了这件事，但没有给出具体数值：{phrase}",
    other_year="《{title}》只写了{years}的情况，没有{asked}的内容。",
    that_time="那个时间",
    other_place="这里只收录了《{title}》，没有{asked}的内容。",
    inside="《{title}》没有单独说到{asked}的这一点。",
    opinion="好坏由您评判，这里只转述《{title}》写了什么{such_as}",
    off_topic="这个问题与政府工作报告无关。我可以回答《{title}》写了什么{such_as}",
    service="办事流程、地址电话等不在《{title}》之内，请咨询{channel}。",
    refused="这个问题我不能回答。我只依据《{title}》原文作答。",
    wrong_premise="与报告不符。",
    right_premise="是的。",
    only_other_year="报告没有写{asked}年的这项数据。",
    only_other_year_in_words="报告没有写{asked}年这方面的内容。",
    partial="关于“{part}”，报告没有提到。",
    partial_not_stated="关于“{part}”，报告没有写明。",
    difference_more="{later}比{earlier}多{difference}（{formula}）",
    difference_less="{later}比{earlier}少{difference}（{formula}）",
    difference_higher="{later}比{earlier}高{difference}（{formula}）",
    difference_lower="{later}比{earlier}低{difference}（{formula}）",
    difference_same="两者相同，均为{a}",
    difference_unclear="两者写的数都是{a}，但一个是“{b_bounded}”，一个是“{a_bounded}”，比不出高低",
    growth_note="增速{direction}{difference}个百分点",
    not_comparable="两个数字口径不同，不宜直接相减",
    unlike="两项的口径不完全一致，差额仅供参考",
    total="合计{total}（{operands}）",
    projected="按增长{rate}推算约为{value}（{base}×（1＋{rate}），此为推算，不是报告原文）",
    projected_gain="按增长{rate}推算约增加{value}（{base}×{rate}，此为推算，不是报告原文）",
    derived="据此推算，上一年为{value}（{operands}）",
    rose="增加{difference}（{b}－{a}）",
    fell="减少{difference}（{a}－{b}）",
    share="据此推算，占比约为{value}（{part}÷{whole}）",
    worked_out="据此推算为{value}（{formula}，此为推算，不是报告原文）",
    about="约{value}",
    channel="如需进一步了解，可咨询{channel}。",
    silent="{label}：报告没有提到",
    not_loaded="{label}：这里没有收录它的报告",
    no_such_year="{label}：这里没有收录写到这一年的报告",
    years_loaded="这里收录的{place}报告没有写{asked}的情况；收录的是{years}的报告。",
    more_such="报告中这样的说法共有{count}处，这里列出前{said}处",
    highest="相比之下，{label}最高，为{value}",
    lowest="相比之下，{label}最低，为{value}",
    which_place="这里收录了{count}份报告，您想问哪个地方？例如：{places}。",
    other_places="这里收录了{places}等{count}份报告，没有{asked}的内容。",
    rest_missing="其余所问的，报告没有提到",
    counts_only="报告只说了数量，没有列出所问的名称或内容：{phrase}",
    no_unit="报告没有写明由谁负责。",
)

ZH_HANT = Messages(
    result="{year}年，{phrase}",
    target="{year}年計劃{phrase}",
    target_is="{year}年的目標是：{phrase}",
    period="報告提到：{phrase}",
    of_period="{period}，{phrase}",
    own_time="報告提出（{year}年）：{phrase}",
    also="；",
    join="；",
    end="。",
    greeting="您好！我可以回答關於《{title}》的問題，每個數字都附原文出處。請直接提問{such_as}",
    thanks="不客氣。還想了解報告裡的哪些內容，請繼續問。",
    identity="我是報告通，只依據《{title}》原文回答問題，每個數字都可以點開原句核對；報告沒有寫的，我會直說沒有。",
    bye="再見，歡迎隨時再來查詢。",
    clarify_empty="沒有看明白您的問題。請說一說想了解報告裡的哪件事{such_as}",
    such_as="，例如：{example}",
    clarify_which="您想了解的是哪一項：{choices}？",
    not_in_report="《{title}》沒有提到這一點。",
    not_stated="《{title}》沒有寫明這一點。",
    nearest="最接近的原文是：{phrase}",
    told_instead="報告沒有這樣說，說的是：{phrase}",
    read_as="與您所說最相關的是“{matter}”，報告說：",
    no_value="報告提到了這件事，但沒有給出具體數值：{phrase}",
    other_year="《{title}》只寫了{years}的情況，沒有{asked}的內容。",
    that_time="那個時間",
    other_place="這裡只收錄了《{title}》，沒有{asked}的內容。",
    inside="《{title}》沒有單獨說到{asked}的這一點。",
    opinion="好壞由您評判，這裏只轉述《{title}》寫了什麼{such_as}",
    off_topic="這個問題與政府工作報告無關。我可以回答《{title}》寫了什麼{such_as}",
    service="辦事流程、地址電話等不在《{title}》之內，請諮詢{channel}。",
    refused="這個問題我不能回答。我只依據《{title}》原文作答。",
    wrong_premise="與報告不符。",
    right_premise="是的。",
    only_other_year="報告沒有寫{asked}年的這項數據。",
    only_other_year_in_words="報告沒有寫{asked}年這方面的內容。",
    partial="關於“{part}”，報告沒有提到。",
    partial_not_stated="關於“{part}”，報告沒有寫明。",
    difference_more="{later}比{earlier}多{difference}（{formula}）",
    difference_less="{later}比{earlier}少{difference}（{formula}）",
    difference_higher="{later}比{earlier}高{difference}（{formula}）",
    difference_lower="{later}比{earlier}低{difference}（{formula}）",
    difference_same="兩者相同，均為{a}",
    difference_unclear="兩者寫的數都是{a}，但一個是“{b_bounded}”，一個是“{a_bounded}”，比不出高低",
    growth_note="增速{direction}{difference}個百分點",
    not_comparable="兩個數字口徑不同，不宜直接相減",
    unlike="兩項的口徑不完全一致，差額僅供參考",
    total="合計{total}（{operands}）",
    projected="按增長{rate}推算約為{value}（{base}×（1＋{rate}），此為推算，不是報告原文）",
    projected_gain="按增長{rate}推算約增加{value}（{base}×{rate}，此為推算，不是報告原文）",
    derived="據此推算，上一年為{value}（{operands}）",
    rose="增加{difference}（{b}－{a}）",
    fell="減少{difference}（{a}－{b}）",
    share="據此推算，占比約為{value}（{part}÷{whole}）",
    worked_out="據此推算為{value}（{formula}，此為推算，不是報告原文）",
    about="約{value}",
    channel="如需進一步了解，可諮詢{channel}。",
    silent="{label}：報告沒有提到",
    not_loaded="{label}：這裏沒有收錄它的報告",
    no_such_year="{label}：這裏沒有收錄寫到這一年的報告",
    years_loaded="這裏收錄的{place}報告沒有寫{asked}的情況；收錄的是{years}的報告。",
    more_such="報告中這樣的說法共有{count}處，這裏列出前{said}處",
    highest="相比之下，{label}最高，為{value}",
    lowest="相比之下，{label}最低，為{value}",
    which_place="這裡收錄了{count}份報告，您想問哪個地方？例如：{places}。",
    other_places="這裡收錄了{places}等{count}份報告，沒有{asked}的內容。",
    rest_missing="其餘所問的，報告沒有提到",
    counts_only="報告只說了數量，沒有列出所問的名稱或內容：{phrase}",
    no_unit="報告沒有寫明由誰負責。",
)

EN = Messages(
    result="In {year}: {phrase}",
    target="Planned for {year}: {phrase}",
    target_is="Target for {year}: {phrase}",
    period="The report says: {phrase}",
    of_period="{period}: {phrase}",
    own_time="In {year}: {phrase}",
    also="; ",
    join="; ",
    end=".",
    greeting="Hello! Ask me about {title}; every figure comes with its source sentence.{such_as}",
    thanks="You are welcome. Feel free to ask more about the report.",
    identity="I am Baogaotong. I answer only from the text of {title}, with the source of every figure.",
    bye="Goodbye.",
    clarify_empty="Sorry, I did not understand. What would you like to know from the report?{such_as}",
    such_as=" For example: {example}",
    clarify_which="Which one do you mean: {choices}?",
    not_in_report="{title} does not mention this.",
    not_stated="{title} does not state this.",
    nearest="The nearest passage is: {phrase}",
    told_instead="The report does not say so; it says: {phrase}",
    read_as="What comes nearest to it is “{matter}”; the report says: ",
    no_value="The report mentions this without giving a figure: {phrase}",
    other_year="{title} only covers {years}; it says nothing about {asked}.",
    that_time="that time",
    other_place="Only {title} is loaded here; there is nothing about {asked}.",
    inside="{title} does not say this of {asked} by itself.",
    opinion="That is for you to judge; this only tells what {title} says.{such_as}",
    off_topic="This is not about the government work report. You can ask what {title} says.{such_as}",
    service="Procedures, addresses and phone numbers are not part of {title}; please ask {channel}.",
    refused="I cannot answer this. I only answer from the text of {title}.",
    wrong_premise="That is not what the report says. ",
    right_premise="Yes. ",
    only_other_year="The report does not give this for {asked}. ",
    only_other_year_in_words="The report does not say this of {asked}. ",
    partial="The report does not mention “{part}”.",
    partial_not_stated="The report does not state “{part}”.",
    difference_more="{later} is {difference} more than {earlier} ({formula})",
    difference_less="{later} is {difference} less than {earlier} ({formula})",
    difference_higher="{later} is {difference} higher than {earlier} ({formula})",
    difference_lower="{later} is {difference} lower than {earlier} ({formula})",
    difference_same="both are the same: {a}",
    difference_unclear="both give {a}, one as “{b_bounded}”, the other as “{a_bounded}”: which is more is not told",
    growth_note="the growth rate is {difference} percentage points {direction}",
    not_comparable="the two figures measure different things and should not be subtracted",
    unlike="the two are not measured in quite the same way, so take the difference with care",
    total="{total} in total ({operands})",
    projected="growing by {rate} this would be about {value} ({base} × (1 + {rate}); worked out, not in the report)",
    projected_gain="growing by {rate} it would rise by about {value} ({base} × {rate}; worked out, not in the report)",
    derived="which makes {value} for the year before ({operands})",
    rose="an increase of {difference} ({b} − {a})",
    fell="a decrease of {difference} ({a} − {b})",
    share="a share of about {value}, worked out from these ({part} ÷ {whole})",
    worked_out="worked out from this: {value} ({formula}; not in the report)",
    about="about {value}",
    channel="For more, please ask {channel}.",
    silent="{label}: not mentioned",
    not_loaded="{label}: no report of it is loaded",
    no_such_year="{label}: no report that covers it is loaded",
    years_loaded="The loaded reports of {place} say nothing of {asked}; they are those of {years}.",
    more_such="the report says so in {count} places; the first {said} are given here",
    highest="of these, {label} is highest at {value}",
    lowest="of these, {label} is lowest at {value}",
    which_place="{count} reports are loaded. Which place do you mean? For example: {places}.",
    other_places="{count} reports are loaded, of {places}; there is nothing about {asked}.",
    rest_missing="the report does not mention the rest",
    counts_only="The report only gives the number, without naming them: {phrase}",
    no_unit="The report does not say who is responsible. ",
)

_BY_LANGUAGE: dict[Language, Messages] = {"zh": ZH, "zh-Hant": ZH_HANT, "en": EN}


def messages_for(language: Language) -> Messages:
    """Return the sentences of a language."""
    return _BY_LANGUAGE[language]
