"""Write docs/sbom.json (CycloneDX 1.6) and docs/licences.md from what is locked and installed: ``make sbom``."""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
_LOCK = ROOT / "requirements.lock"
_UNKNOWN = "not stated"
_HEAD = """# Licences

Of what `make run` installs (`requirements.lock` and torch), as each package states it; written by `make sbom`, which
also writes the list in CycloneDX, [sbom.json](sbom.json). All are permissive or, as MPL-2.0, ask only for changes to
their own files; none is of the GPL family (a test says so).

| Licence | Packages |
|---|---|
"""


def main() -> int:
    """Write both documents."""
    packages = locked_packages()
    (DOCS / "sbom.json").write_text(
        json.dumps(sbom(packages), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    (DOCS / "licences.md").write_text(_HEAD + licence_table(packages), encoding="utf-8")
    return 0


def locked_packages() -> dict[str, tuple[str, str]]:
    """Return version and licence of every locked package that is installed, by name."""
    named = re.findall(r"^([A-Za-z0-9_.-]+)==", _LOCK.read_text(encoding="utf-8"), re.M)
    locked = {_plain(name) for name in named} | {"torch"}
    found = {_plain(each.metadata["Name"]): each for each in distributions()}
    return {
        name: (found[name].version.partition("+")[0], licence_of(found[name])) for name in sorted(locked & set(found))
    }


def licence_of(package: Distribution) -> str:
    """Return the licence that a package states: as an expression, among its classifiers, or in a line of its own."""
    stated, lines, classifiers = (
        package.metadata.get_all(name) or [] for name in ("License-Expression", "License", "Classifier")
    )
    kinds = [kind.rpartition(" :: ")[2] for kind in classifiers if kind.startswith("License :: ")]
    line = "".join(lines).strip().split("\n")[0][:60]
    return "".join(stated) or "; ".join(kind for kind in kinds if kind != "OSI Approved") or line or _UNKNOWN


def sbom(packages: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """Return the packages as CycloneDX 1.6 describes them."""
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": licence}}],
        }
        for name, (version, licence) in packages.items()
    ]
    own = {"type": "application", "name": "baogaotong", "version": "0.1.0"}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
    }


def licence_table(packages: dict[str, tuple[str, str]]) -> str:
    """Return a table of licences with the packages under each."""
    under: dict[str, list[str]] = defaultdict(list)
    for name, (version, licence) in packages.items():
        under[licence].append(f"{name} {version}")
    return "".join(f"| {licence} | {', '.join(names)} |\n" for licence, names in sorted(under.items()))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
