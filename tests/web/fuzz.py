"""Generated requests against two servers of our own, without keys and with one: ``make fuzz-api``.

Both have a ledger, feedback and keys in a folder that is thrown away; what is sent changes nothing that anybody keeps.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.web.screenshots import ROOT, free_port, wait_for
from web.keys import KeyFile

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method"
)


def main(examples: str) -> int:
    """Fuzz a keyless server, then a keyed one; return 1 where either broke."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        plain = _fuzz(home / "plain", examples, "")
        secret = KeyFile(home / "keyed" / "keys.json").add("fuzz", "admin")[1]
        return plain | _fuzz(home / "keyed", examples, secret)


def _fuzz(home: Path, examples: str, secret: str) -> int:
    files = {name: str(home / name) for name in ("ledger_file", "feedback_file", "audit_file")}
    named = {
        **files,
        "keys_file": str(home / "keys.json"),
        "key_limit": "1000000/minute",
        "user_limit": "1000000/minute",
    }
    environment = {**os.environ, **{f"BAOGAOTONG_{name.upper()}": value for name, value in named.items()}}
    port = free_port()
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/readyz", "ok")
        fuzzer = str(Path(sys.executable).parent / "schemathesis")
        asked = [fuzzer, "run", f"{url}/openapi.json", "--max-examples", examples, "--workers", "1"]
        asked += ["--checks", CHECKS, *(["-H", f"Authorization: Bearer {secret}"] if secret else [])]
        home.mkdir(exist_ok=True)
        hooked = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.web.fuzz_hooks", "PYTHONPATH": str(ROOT)}
        return subprocess.run(asked, check=False, cwd=home, env=hooked).returncode
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
