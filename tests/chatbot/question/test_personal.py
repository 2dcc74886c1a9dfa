"""Personal data is found where it is glued to 汉字, and figures of reports are not taken for it."""

import pytest

from chatbot import Chatbot, mask_personal_data


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我的身份证是50011219900101123X能领补贴吗", "我的身份证是***能领补贴吗"),
        ("电话13812345678呢", "电话***呢"),
        ("致电+86 138-1234-5678或１３９１２３４５６７８", "致电***或***"),
        ("卡号6222020200112233445里", "卡号***里"),
        ("卡4111 1111 1111 1111里", "卡***里"),
        ("发到zhang.san@mail.example.cn吧", "发到***吧"),
        ("２０２４年GDP2769.1亿元，增长6.1%", "２０２４年GDP2769.1亿元，增长6.1%"),
        ("2022 2023 2024 2025四年", "2022 2023 2024 2025四年"),
        ("渝府发〔2025〕12号、12345热线、100000000元", "渝府发〔2025〕12号、12345热线、100000000元"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask_personal_data(text) == masked


def test_a_long_text_is_masked_in_no_time() -> None:
    assert mask_personal_data("a.b-" * 250 + "1" * 1000 + "@" * 500).count("*") == 0


def test_the_chatbot_remembers_no_personal_data(chatbot: Chatbot) -> None:
    answer = chatbot.ask("请回电13812345678，今年新增学位多少个？")
    turns = chatbot.turns(answer.conversation_id)
    assert turns
    assert "13812345678" not in repr(turns)
