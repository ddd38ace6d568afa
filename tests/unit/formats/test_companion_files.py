"""Texts beside weights that make a library run something."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.chat_templates import findings_of_template
from inspector.formats.companion_files import companions_among, findings_of_text, is_companion
from inspector.sources.storage import MemoryStorage

EVIL_TEMPLATE = "{{ messages[0].__class__.__mro__ }}"
HONEST_TEMPLATE = """{%- set ns = namespace(found=false) %}{% for message in messages %}{{ '<|' + message['role'] + '|>' }}
{%- if loop.index0 == 0 and self is not defined %}{{ bos_token }}{% endif %}{{ message['content'] | trim }}{% endfor %}"""


def said(name: str, value: Any) -> list[tuple[Severity, str]]:
    found = findings_of_text(name, MemoryStorage(json.dumps(value).encode()))
    return [(finding.severity, finding.code) for finding in found]


CODE = [(Severity.WARNING, "code-beside-weights")]
TEMPLATE = [(Severity.DANGER, "chat-template")]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("config.json", {"auto_map": {"AutoModel": "modeling.Model"}}, CODE),
        ("config.json", {"auto_map": {}, "architectures": ["Llama"]}, []),
        ("config.json", [1], []),
        ("tokenizer_config.json", {"chat_template": HONEST_TEMPLATE}, []),
        ("tokenizer_config.json", {"chat_template": EVIL_TEMPLATE}, TEMPLATE),
        ("a/tokenizer_config.json", {"chat_template": [{"name": "tools", "template": EVIL_TEMPLATE}, 3]}, TEMPLATE),
        ("chat_template.json", {"chat_template": EVIL_TEMPLATE}, TEMPLATE),
        ("processor_config.json", {"template": EVIL_TEMPLATE}, TEMPLATE),
        ("MAR-INF/MANIFEST.json", {"model": {"handler": "handler.py:run"}}, CODE),
        ("MAR-INF/MANIFEST.json", {"model": {"handler": "image_classifier"}}, []),
        ("modules.json", [{"type": "sentence_transformers.models.Pooling"}, {"type": "mine.Module"}], CODE),
        ("modules.json", [{"type": "sentence_transformers.models.Pooling"}], []),
        (
            "schema.json",
            {"__module__": "builtins", "__class__": "dict", "content": [{"__module__": "os", "__class__": "system"}]},
            [(Severity.DANGER, "skops-dangerous-name")],
        ),
        ("schema.json", {"__module__": "mine", "__class__": "Model"}, [(Severity.WARNING, "skops-unknown-name")]),
        ("other.json", {"auto_map": {"AutoModel": "modeling.Model"}}, []),
    ],
)
def test_what_a_library_would_run_is_said(name: str, value: Any, expected: list[tuple[Severity, str]]) -> None:
    assert said(name, value) == expected


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_says_nothing(data: bytes) -> None:
    assert findings_of_text("config.json", MemoryStorage(data)) == []


@pytest.mark.parametrize(
    "text", ["{{ x|attr('a') }}", "{{ cycler.__init__ }}", "{{ ''['\\x5f\\x5fclass'] }}", "{{ self._x }}"]
)
def test_templates_that_reach_out(text: str) -> None:
    assert [finding.code for finding in findings_of_template(text, "here")] == ["chat-template"]
    assert findings_of_template(HONEST_TEMPLATE, "here") == []


def findings(path: Path) -> dict[str, Finding]:
    try:
        with inspector.open(path) as checkpoint:
            return {finding.code: finding for finding in checkpoint.findings}
    except CheckpointError as error:
        return {finding.code: finding for finding in error.findings}


def test_a_folder_an_archive_and_a_gguf_file_say_it(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    save_file({"w": torch.ones(2)}, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({"auto_map": {"AutoModel": "modeling.Model"}}))
    (folder / "chat_template.jinja").write_text(EVIL_TEMPLATE)
    assert findings(folder).keys() >= {"code-beside-weights", "chat-template"}

    torch.save({"w": torch.ones(2)}, tmp_path / "m.pt")
    with zipfile.ZipFile(tmp_path / "m.mar", "w") as archive:
        archive.write(tmp_path / "m.pt", "m.pt")
        archive.writestr("MAR-INF/MANIFEST.json", json.dumps({"model": {"handler": "run.py"}}))
    assert findings(tmp_path / "m.mar")["code-beside-weights"].where == "MAR-INF/MANIFEST.json"

    with zipfile.ZipFile(tmp_path / "m.skops", "w") as archive:
        archive.writestr("schema.json", json.dumps({"__module__": "posix", "__class__": "system"}))
    assert "posix.system" in findings(tmp_path / "m.skops")["skops-dangerous-name"].message

    key, text = b"tokenizer.chat_template", EVIL_TEMPLATE.encode()
    pair = struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(text)) + text
    (tmp_path / "m.gguf").write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pair)
    assert "__class__" in findings(tmp_path / "m.gguf")["chat-template"].message


def test_companions_are_found_among_many_names() -> None:
    names = [
        *(f"archive/data/{number}" for number in range(50)),
        "a/config.json",
        "b/data.json",
        "conf.yaml",
        "x.jinja.bin",
    ]
    assert companions_among(names) == ["a/config.json", "conf.yaml"] == list(filter(is_companion, names))
    assert companions_among(["m/custom_generate/generate.py", "m/other.py"]) == ["m/custom_generate/generate.py"]
    assert companions_among(names[:50]) == []
    assert companions_among(["chat_template.jinja"]) == ["chat_template.jinja"]
