"""deploy/: the files fit their schemas, name settings and numbers that there are, and send requests the same ways."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from kubernetes_validate import validate

from settings import load_settings
from web.metrics import Metrics

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
KUBERNETES = "1.33"
OPERATORS = {"PodMonitor"}  # kinds that Prometheus's operator brings


def manifests() -> Iterator[dict[str, Any]]:
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        yield from yaml.safe_load_all(file.read_text(encoding="utf-8"))


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "docker-compose.yml").read_text(encoding="utf-8"))
    return found


def test_the_compose_file_fits_its_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run([*command, str(DEPLOY / "docker-compose.yml")], capture_output=True, text=True, timeout=60)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("manifest", [m for m in manifests() if m["kind"] not in OPERATORS], ids=lambda m: m["kind"])
def test_each_manifest_fits_kubernetes(manifest: dict[str, Any]) -> None:
    validate(manifest, KUBERNETES, strict=True)


def test_the_same_settings_everywhere_and_all_are_known() -> None:
    common = (DEPLOY / "settings.toml").read_text(encoding="utf-8")
    given = next(m["data"]["settings.toml"] for m in manifests() if m["kind"] == "ConfigMap")
    without_comments = [re.sub(r"^#.*\n", "", text, flags=re.M) for text in (common, given)]
    assert without_comments[0] == without_comments[1]
    api = next(m for m in manifests() if m["kind"] == "Deployment" and m["metadata"]["name"] == "api")
    of_kubernetes = {e["name"]: e["value"] for e in api["spec"]["template"]["spec"]["containers"][0]["env"]}
    assert of_kubernetes == compose()["services"]["api"]["environment"]
    settings = load_settings(DEPLOY / "settings.toml", of_kubernetes)
    assert settings.part == "api"
    assert settings.shared_store.startswith("redis://")


def test_proxy_and_ingress_send_each_address_the_same_way() -> None:
    nginx = re.search(r"location ~ (\S+) \{\s+proxy_pass http://any;", (DEPLOY / "nginx.conf").read_text("utf-8"))
    assert nginx
    ingress = next(m for m in manifests() if m["kind"] == "Ingress")
    ways = {p["path"]: p["backend"]["service"]["name"] for p in ingress["spec"]["rules"][0]["http"]["paths"]}
    addresses = [*json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"], "/", "/staff"]
    to_any = {address for address in addresses if re.match(nginx[1], address)}
    assert {address for address in addresses if _of_ingress(ways, address) == "api"} == to_any
    assert {"/api/v1/ask", "/api/v1/ask/stream", "/v1/chat/completions"} <= to_any
    assert not [address for address in to_any if "commitments" in address or "feedback" in address]


def _of_ingress(ways: dict[str, str], address: str) -> str:
    fits = [path for path in ways if path == "/" or address == path or address.startswith(f"{path}/")]
    return ways[max(fits, key=len)]


def test_alerts_watch_numbers_that_there_are() -> None:
    rules = (DEPLOY / "alerts.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\bbaogaotong_\w+", rules))
    metrics = Metrics()
    known = {sample.name for family in metrics.registry.collect() for sample in family.samples}
    known |= {f"{family.name}{end}" for family in metrics.registry.collect() for end in ("_total", "_bucket")}
    assert named
    assert named <= known


def test_every_file_that_compose_mounts_is_here() -> None:
    mounted = [v for s in compose()["services"].values() for v in s.get("volumes", ()) if v.startswith("./")]
    names = {volume.split(":")[0] for volume in mounted} - {"./prometheus.key"}  # a secret: whoever deploys makes it
    assert names
    assert not [name for name in names if not (DEPLOY / name).exists()]
