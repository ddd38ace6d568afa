"""Models of formats without pickles that have a library read files or run code, and honest ones like them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper
from safetensors.numpy import save_file

import inspector
from inspector.findings import Finding, Severity
from inspector.formats.chat_templates import findings_of_template
from inspector.formats.companion_files import findings_of_text
from inspector.formats.hdf5.keras import config_entries, judge_training
from inspector.formats.program_code import findings_of_code, is_program_code
from inspector.formats.tflite.operators import findings_of_custom
from inspector.limits import LIMITS
from inspector.sources.storage import MemoryStorage

PROGRAM = Path(__file__).parents[2] / "fixtures" / "torch" / "scripted.pt"
NOTHING, UNKNOWN, DANGER = Severity.INFO, Severity.WARNING, Severity.DANGER


def worst(findings: list[Finding]) -> Severity:
    severities = {finding.severity for finding in findings}
    return next((each for each in (DANGER, UNKNOWN) if each in severities), NOTHING)


def lambda_of(**function: Any) -> dict[str, Any]:
    return {"class_name": "Lambda", "config": {"name": "l", **function}}


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ({"class_name": "Dense", "config": {"units": 2}}, NOTHING),
        (lambda_of(function="system", module="os"), DANGER),
        (lambda_of(function="scaled", module="mine.layers"), UNKNOWN),
        (lambda_of(function=["4wAAAA==", None, None]), DANGER),
        ({"class_name": "TFOpLambda", "config": {"function": "io.write_file"}}, DANGER),
        ({"class_name": "TFOpLambda", "config": {"function": "raw_ops.ReadFile"}}, DANGER),
        ({"class_name": "TFOpLambda", "config": {"function": "compat.v1.py_func"}}, DANGER),
        ({"class_name": "TFOpLambda", "config": {"function": "math.multiply"}}, NOTHING),
        ({"class_name": "TFOpLambda", "config": "math.multiply"}, NOTHING),
        ({"class_name": "StringLookup", "config": {"vocabulary": "/etc/passwd"}}, UNKNOWN),
        ({"class_name": "TextVectorization", "config": {"vocabulary": ["a", "b"]}}, NOTHING),
        ({"class_name": "StringLookup", "config": {"vocabulary": ""}}, NOTHING),
    ],
)
def test_layers_of_keras(layer: dict[str, Any], expected: Severity) -> None:
    findings: list[Finding] = []
    config_entries(json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}}), findings, LIMITS)
    assert worst(findings) is expected


def test_losses_of_keras_are_looked_at() -> None:
    findings: list[Finding] = []
    judge_training(json.dumps({"loss": {"class_name": "__lambda__", "config": {"code": "4wA="}}}), findings, LIMITS)
    assert [(finding.severity, finding.where) for finding in findings] == [(DANGER, "training_config.loss")]
    findings.clear()
    judge_training(json.dumps({"loss": {"class_name": "MeanSquaredError", "config": {}}}), findings, LIMITS)
    judge_training("{", findings, LIMITS)
    assert findings == []


def onnx_model(domain: str, *functions: str) -> bytes:
    weight = helper.make_tensor("w", TensorProto.FLOAT, [2], [1.0, 2.0])
    node = helper.make_node("Op", ["w"], ["y"], domain=domain)
    graph = helper.make_graph([node], "g", [], [helper.make_tensor_value_info("y", TensorProto.FLOAT, [2])], [weight])
    opsets = [helper.make_opsetid("", 13), helper.make_opsetid("here", 1)]
    own = [
        helper.make_function(each, "Op", ["a"], ["b"], [helper.make_node("Identity", ["a"], ["b"])], opsets)
        for each in functions
    ]
    model: bytes = helper.make_model(graph, opset_imports=opsets, functions=own).SerializeToString()
    return model


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (onnx_model(""), NOTHING),
        (onnx_model("ai.onnx.ml"), NOTHING),
        (onnx_model("com.microsoft"), NOTHING),
        (onnx_model("here", "here"), NOTHING),
        (onnx_model("here", "elsewhere"), UNKNOWN),
        (onnx_model("ai.onnx.contrib"), UNKNOWN),
    ],
    ids=["own", "ml", "microsoft", "defined", "elsewhere", "contrib"],
)
def test_operators_of_onnx_whose_code_is_elsewhere(data: bytes, expected: Severity, tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(data)
    with inspector.open(tmp_path / "m.onnx") as checkpoint:
        assert worst(list(checkpoint.findings)) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FlexWriteFile", DANGER),
        ("FlexErf", NOTHING),
        ("TFLite_Detection_PostProcess", NOTHING),
        ("WriteFile", UNKNOWN),
        ("Mine", UNKNOWN),
    ],
)
def test_custom_operators_of_tensorflow_lite(name: str, expected: Severity) -> None:
    assert worst(list(findings_of_custom([name, name]))) is expected
    assert len(list(findings_of_custom([name, name]))) <= 1


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("opset1", NOTHING),
        ("", NOTHING),
        ("ie_internal_opset", NOTHING),
        ("extension", UNKNOWN),
    ],
)
def test_layers_of_openvino_whose_code_is_elsewhere(version: str, expected: Severity, tmp_path: Path) -> None:
    constant = '<layer id="0" name="w" type="Const"><data element_type="f32" shape="2" offset="0" size="8"/></layer>'
    (tmp_path / "m.xml").write_text(
        f'<net name="m" version="11"><layers>{constant}<layer id="1" type="L" version="{version}"/></layers></net>'
    )
    (tmp_path / "m.bin").write_bytes(bytes(8))
    with inspector.open(tmp_path / "m.xml") as checkpoint:
        assert worst(list(checkpoint.findings)) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('x = torch.from_file("/etc/passwd", False, 10)', DANGER),
        ('torch.save(x, "/tmp/x")', DANGER),
        ('ops.aten.from_file("x")', DANGER),
        ('ops.image.write_file("/tmp/x", x)', DANGER),
        ("ops.mine.run(x)", UNKNOWN),
        ("ops.torchvision.nms(x, x, 0.5)\nreturn torch.add(x, 1)", NOTHING),
        ("self.mytorch.save(x)\nloops.mine.run(x)", NOTHING),  # methods of the module
    ],
)
def test_code_of_torchscript(code: str, expected: Severity, tmp_path: Path) -> None:
    assert worst(list(findings_of_code(code, "here"))) is expected
    changed = io.BytesIO()
    with zipfile.ZipFile(PROGRAM) as archive, zipfile.ZipFile(changed, "w") as written:
        for name in archive.namelist():
            written.writestr(name, code if is_program_code(name) else archive.read(name))
    (tmp_path / "m.pt").write_bytes(changed.getvalue())
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert worst(list(checkpoint.findings)) is expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ x['_' + '_class_' + '_'] }}", DANGER),
        ("{% set u = '_' %}{{ x[u ~ u ~ 'class' ~ u ~ u] }}", DANGER),
        ("{{ x['_' * 2 ~ 'class'] }}", DANGER),
        ("{{ x[['_', '_class_', '_']|join] }}", DANGER),
        ("{{ '%c%cclass' | format(95, 95) }}", DANGER),
        (r"{{ x['\137\137class'] }}", DANGER),
        (r"{{ x['\N{LOW LINE}'] }}", DANGER),
        ("{{ x | map('attr', y) | list }}", DANGER),
        ("{% include '/etc/passwd' %}", UNKNOWN),
        ("{%- import 'x' as y %}", UNKNOWN),
        ("{{ x | replace('_', ' ') | join('_') }}{{ 'tool_' + name }}{{ strftime_now('%c') }}", NOTHING),
        ("{{ x | map(attribute='role') | list }}{{ 'import ' ~ 'class' }}{% set s = '_x' %}", NOTHING),
    ],
)
def test_templates_that_put_names_together(template: str, expected: Severity) -> None:
    assert worst(findings_of_template(template, "here")) is expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("config.json", {"custom_pipelines": {"x": {"impl": "mine.Pipe"}}}, UNKNOWN),
        ("config.json", {"trust_remote_code": True}, UNKNOWN),
        ("config.json", {"trust_remote_code": False}, NOTHING),
        ("model_index.json", {"_class_name": ["mine", "Pipe"]}, UNKNOWN),
        ("config.json", {"_class_name": "UNet2DModel", "down_block_types": ["DownBlock2D", "DownBlock2D"]}, NOTHING),
        ("model_index.json", {"_class_name": "Pipe", "unet": ["mine", "UNet"]}, UNKNOWN),
        ("model_index.json", {"_class_name": "Pipe", "unet": ["diffusers", "UNet"], "checker": [None, None]}, NOTHING),
        ("templates/tool.jinja", "{{ ''.__class__ }}", DANGER),
        ("custom_generate/generate.py", "", UNKNOWN),
        ("generate.py", "", NOTHING),
    ],
)
def test_texts_beside_weights(name: str, value: Any, expected: Severity) -> None:
    assert worst(findings_of_text(name, MemoryStorage(json.dumps(value).encode()))) is expected


def test_a_scan_of_a_folder_looks_at_what_its_checkpoint_does_not_consist_of(tmp_path: Path) -> None:
    save_file({"w": np.ones(3, np.float32)}, tmp_path / "model.safetensors")
    (tmp_path / "notes.md").write_text("no pickle")
    (tmp_path / "chunk").write_bytes(b"\x82\x81~\x00" * 100)
    assert worst(list(inspector.scan(tmp_path).findings)) is NOTHING
    with zipfile.ZipFile(tmp_path / "training_args.bin", "w") as archive:
        archive.writestr("archive/data.pkl", b"cposix\nsystem\n(S'true'\ntR.")
    (tmp_path / "additional_chat_templates").mkdir()
    (tmp_path / "additional_chat_templates" / "tool.jinja").write_text("{{ ''.__class__ }}")
    with inspector.open(tmp_path) as checkpoint:
        assert [finding.where for finding in checkpoint.findings] == ["training_args.bin/archive/data.pkl"]
        found = inspector.scan(checkpoint, place=str(tmp_path)).findings
    assert list(found) == list(inspector.scan(tmp_path).findings)
    dangers = {finding.where for finding in found if finding.severity is DANGER}
    assert dangers == {"training_args.bin/archive/data.pkl", "additional_chat_templates/tool.jinja"}
    assert not inspector.scan(tmp_path / "model.safetensors").is_dangerous


def test_what_opening_a_folder_has_said_is_not_said_again(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.ones(3))
    (tmp_path / "b.pkl").write_bytes(b"cposix\nsystem\n(S'true'\ntR.")
    found = [finding.where for finding in inspector.scan(tmp_path).findings if finding.severity is DANGER]
    assert found == ["b.pkl"]
