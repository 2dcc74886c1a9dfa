"""Settings: a file and the environment, read in one place."""

from pathlib import Path

import pytest

from settings import Settings, SettingsError, load_settings


def test_defaults_serve_loopback_only() -> None:
    assert load_settings(environment={}).host == "127.0.0.1"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 8001\nencoder = "bge"\n', encoding="utf-8")
    settings = load_settings(file, {"BAOGAOTONG_PORT": "8002"})
    assert (settings.port, settings.encoder) == (8002, "bge")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"BAOGAOTONG_PROT": "1"}, "prot"),
        ({"BAOGAOTONG_PORT": "many"}, "port"),
        ({"BAOGAOTONG_PORT": "70000"}, "port"),
        ({"BAOGAOTONG_CHUNK_TOKENS": "1"}, "chunk_tokens"),
        ({"BAOGAOTONG_LOG_LEVEL": "loud"}, "log_level"),
        ({"BAOGAOTONG_PART": "some"}, "part"),
        ({"BAOGAOTONG_PROCESSES": "0"}, "processes"),
        ({"BAOGAOTONG_PROCESSES": "2"}, "shared_store"),
    ],
)
def test_a_bad_setting_fails_by_its_name(environment: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(environment=environment)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("port = = 1", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load_settings(file, {})


def test_a_former_name_is_still_read() -> None:
    assert load_settings(environment={"BAOGAOTONG_LIMIT_STORE": "redis://x"}).shared_store == "redis://x"


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]
