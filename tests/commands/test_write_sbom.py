"""The list of what is installed: complete, in CycloneDX, and under no licence that would reach over to ours."""

import json
import re

from commands.write_sbom import DOCS, licence_table, locked_packages, sbom


def test_everything_locked_is_listed_with_its_licence() -> None:
    packages = locked_packages()
    assert {"gradio", "fastapi", "llama-index-core", "faiss-cpu", "torch", "matplotlib", "prometheus-client"} <= set(
        packages
    )
    assert not [name for name, (_, licence) in packages.items() if licence == "not stated"]
    assert not [name for name, (_, licence) in packages.items() if re.search(r"GPL", licence)]


def test_the_documents_are_current() -> None:
    packages = locked_packages()
    kept = json.loads((DOCS / "sbom.json").read_text(encoding="utf-8"))
    assert {part["name"] for part in kept["components"]} == set(packages), "run `make sbom`"
    assert kept["specVersion"] == sbom(packages)["specVersion"]
    assert licence_table(packages).count("|") > 30
