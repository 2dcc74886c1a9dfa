"""The real encoder on the shipped report: the main job, end to end."""

from pathlib import Path

import pytest

from chatbot import Chatbot
from index import build_index, load_encoder
from index.embedding import SentenceTransformerEncoder
from ingest import read_report

pytestmark = pytest.mark.real
REPORT = Path(__file__).parent.parent / "data" / "reports" / "yubei-2025.txt"


@pytest.fixture(scope="module")
def encoder() -> SentenceTransformerEncoder:
    return load_encoder()


@pytest.fixture(scope="module")
def real_chatbot(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceTransformerEncoder) -> Chatbot:
    folder = tmp_path_factory.mktemp("index")
    build_index([read_report(REPORT)], folder, encoder, 64)
    chatbot = Chatbot.open(folder, encoder_loader=lambda _: encoder)
    chatbot.warm_up()
    return chatbot


def test_the_embedded_encoder_is_a_sentence_transformer(encoder: SentenceTransformerEncoder) -> None:
    vector = encoder.encode_query("新增学位")
    assert vector.shape == (384,)
    assert float(vector @ vector) == pytest.approx(1.0, abs=1e-3)
    near, far = encoder.encode_documents(["建成学校，新增学位1.7万个", "新建森林消防水箱300口"])
    assert float(vector @ near) > float(vector @ far)


@pytest.mark.parametrize(
    ("question", "figure", "path"),
    [
        ("今年新增学位多少个？", "1.7万个", "强化教育科技人才支撑"),
        ("去年建了多少个超充站？", "65个", "“2335”先进制造业集群量质齐升"),
        ("2025年软件业务收入增长目标是多少？", "8%", "做大做强先进制造业"),
    ],
)
def test_the_figure_of_the_right_year(real_chatbot: Chatbot, question: str, figure: str, path: str) -> None:
    answer = real_chatbot.ask(question)
    assert answer.status == "answered"
    assert figure in answer.text
    assert answer.citations[0].heading_path[-1] == path


def test_english_questions_meet_the_chinese_sentence(real_chatbot: Chatbot) -> None:
    results = real_chatbot.search("How many new school places are planned for 2025?", top_k=3)
    assert any("新增学位1.7万个" in result.text for result in results)
