"""Each kind of request has room of its own."""

import pytest

from web.errors import BUSY, ApiError
from web.rooms import Rooms, room_of

TAB = "/gradio_api/heartbeat/abc"


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/healthz", None),
        ("/readyz", None),
        ("/api/v1/ask", "keyed"),
        ("/v1/chat/completions", "keyed"),
        (TAB, "heartbeats"),
        ("/gradio_api/queue/data", "answers"),
        ("/gradio_api/queue/join", "page"),
        ("/", "page"),
    ],
)
def test_rooms(path: str, room: str | None) -> None:
    assert room_of(path) == room


def test_open_tabs_take_no_room_from_questions() -> None:
    rooms = Rooms(max_requests=1, max_tabs=1)
    with rooms.place_for(TAB):
        with pytest.raises(ApiError) as refused, rooms.place_for(TAB):
            pass
        assert refused.value is BUSY
        for path in ("/healthz", "/api/v1/ask", "/", "/gradio_api/queue/data"):
            with rooms.place_for(path):
                pass


def test_a_place_is_given_back_also_by_a_request_that_fails() -> None:
    rooms = Rooms(max_requests=1, max_tabs=1)
    with pytest.raises(RuntimeError), rooms.place_for("/api/v1/ask"):
        raise RuntimeError
    with rooms.place_for("/api/v1/ask"):
        pass


def test_a_full_house_still_tells_that_it_is_alive() -> None:
    rooms = Rooms(max_requests=1, max_tabs=0)
    with rooms.place_for("/api/v1/ask"), rooms.place_for("/healthz"), rooms.place_for("/readyz"):
        pass
