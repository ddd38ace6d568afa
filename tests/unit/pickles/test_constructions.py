"""Classes that a pickle calls, however it does so."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.pickles.audit import audit
from inspector.pickles.constructions import GivenText, construction
from inspector.pickles.records import Call, Global, PickledDict, PickledSet
from tests.pickling import recorded


def text(words: str) -> bytes:
    return b"\x8c" + bytes([len(words)]) + words.encode()


def name(module: str, qualname: str) -> bytes:
    return text(module) + text(qualname) + b"\x93"


def call(function: bytes, *args: bytes) -> bytes:
    return function + b"(" + b"".join(args) + b"tR"


#: Of a library, and in no list: it loads a shared library that it is given.
LOADER = name("torch._inductor.autotune_process", "DLLWrapper")
PATH = text("/tmp/evil.so")
NAMESPACE = name("argparse", "Namespace") + b")R"
MESH = name("torch.distributed.device_mesh", "DeviceMesh")
HELPER = name("uuid", "_get_command_stdout")
ORDERED, LINEAR = name("collections", "OrderedDict"), name("torch.nn.modules.linear", "Linear") + b")\x81"
WRITES = call(name("builtins", "getattr"), name("mine", "Net"), text("writes"))
PARTIAL = call(name("functools", "partial"), WRITES)
ZIPPED = call(name("builtins", "zip"), b"]" + text("append") + b"a", b"]" + WRITES + b"a")


def dangers(pickled: bytes) -> list[str]:
    findings = audit(recorded(pickled + b"."), all_recognisers())
    return [finding.message for finding in findings if finding.severity is Severity.DANGER]


FRAME = name("pandas.core.frame", "DataFrame") + b")\x81"


@pytest.mark.parametrize(
    "pickled",
    [
        call(LOADER, PATH),
        LOADER + PATH + b"\x85\x81",
        LOADER + PATH + b"\x85}\x92",
        LOADER + b")}" + text("path") + PATH + b"s\x92",
        b"(" + LOADER + PATH + b"o",
        b"(" + PATH + b"itorch._inductor.autotune_process\nDLLWrapper\n",
        call(name("copyreg", "__newobj__"), LOADER, PATH),
        call(name("copyreg", "__newobj_ex__"), LOADER, PATH + b"\x85", b"}"),
        call(name("copyreg", "_reconstructor"), name("mine", "Net"), LOADER, PATH),
        call(LOADER, b"]" + PATH + b"a"),
        call(LOADER, b"}K\x01" + PATH + b"s"),
        call(LOADER, b"(" + PATH + b"\x91"),
        call(LOADER, b"C\x04evil"),
        call(LOADER, call(name("_codecs", "encode"), PATH, text("latin1"))),
        call(LOADER, call(name("pathlib", "PosixPath"), text("/"), text("evil.so"))),
        LOADER + call(name("builtins", "tuple"), b"]" + PATH + b"a") + b"R",
        call(LOADER, text("import os")),
        call(LOADER, b"X\x00\x00\x20\x00" + b"a" * 0x200000),
        call(name("torch._tensor", "_rebuild_from_type_v2"), LOADER, name("torch", "Tensor"), PATH + b"\x85", b"}"),
    ],
)
def test_an_unknown_class_of_a_library_that_is_given_a_path(pickled: bytes) -> None:
    assert any("DLLWrapper" in message for message in dangers(pickled))


@pytest.mark.parametrize(
    "pickled",
    [
        LOADER + b")\x81}" + text("path") + PATH + b"sb",
        call(LOADER),
        call(LOADER, text("cuda:0")),
        call(LOADER, text("2.13.0+cpu"), b"K\x05NC\x00"),
        call(name("copyreg", "_reconstructor"), LOADER, name("builtins", "object"), b"N"),
        call(name("mine", "Reader"), PATH),
        call(name("torch", "device"), text("cuda:0")),
        call(name("torch.torch_version", "TorchVersion"), text("2.13.0+cpu")),
    ],
)
def test_objects_as_honest_files_have_them(pickled: bytes) -> None:
    assert dangers(pickled) == []


@pytest.mark.parametrize(
    ("pickled", "method"),
    [
        (NAMESPACE + b"}" + text("__setstate__") + HELPER + b"sb" + text("id") + b"b", "__setstate__"),
        (NAMESPACE + b"N}" + text("__setstate__") + HELPER + b"s\x86b" + text("id") + b"b", "__setstate__"),
        (NAMESPACE + b"}" + text("append") + HELPER + b"sb" + text("id") + b"a", "append"),
        (NAMESPACE + b"}" + text("extend") + HELPER + b"sb(" + text("id") + b"e", "extend"),
        (NAMESPACE + b"N}" + text("__class__") + name("mine", "Net") + b"s\x86b", "__class__"),
        (NAMESPACE + b"}" + text("append") + PARTIAL + b"sb" + text("x") + b"a", "append"),
        (NAMESPACE + ORDERED + b")R" + text("append") + WRITES + b"sb" + text("x") + b"a", "append"),
        (NAMESPACE + call(ORDERED, b"](](" + text("append") + WRITES + b"ee") + b"b" + text("x") + b"a", "append"),
        (NAMESPACE + call(ORDERED, b"}" + text("append") + WRITES + b"s") + b"b" + text("x") + b"a", "append"),
        (NAMESPACE + ORDERED + b")}" + text("append") + WRITES + b"s\x92b" + text("x") + b"a", "append"),
        (NAMESPACE + call(ORDERED, ZIPPED) + b"b" + text("x") + b"a", "method of"),
        (
            NAMESPACE + b"}" + call(name("builtins", "str"), b"C\x06append") + WRITES + b"sb" + text("x") + b"a",
            "method of a c",
        ),
        (LINEAR + b"}" + text("_modules") + b"}" + text("append") + WRITES + b"ssb" + text("x") + b"a", "append"),
        (LINEAR + b"}" + text("_modules") + b"}" + text("__class__") + name("mine", "Net") + b"ssb", "__class__"),
        (call(ORDERED, NAMESPACE + b"}" + text("keys") + WRITES + b"sb"), "keys"),
        (NAMESPACE + b"}" + text("items") + PARTIAL + b"sb", "items"),
        (NAMESPACE + b"}" + text("setdefault") + HELPER + b"sb", "setdefault"),
    ],
)
def test_a_method_that_the_pickle_puts_into_an_object(pickled: bytes, method: str) -> None:
    assert any(f"a {method}" in message for message in dangers(pickled))


@pytest.mark.parametrize(
    "pickled",
    [
        call(name("copyreg", "_reconstructor"), WRITES, name("builtins", "object"), b"N"),
        call(name("copyreg", "_reconstructor"), name("mine", "Net"), NAMESPACE, b"N"),
        call(name("copyreg", "__newobj__"), NAMESPACE, WRITES),
        call(name("copyreg", "__newobj_ex__"), NAMESPACE, b")", b"}"),
        call(name("builtins", "list"), name("mine", "Loader") + b")\x81"),
        call(name("collections", "Counter"), name("torch.utils.data.dataloader", "DataLoader") + b")\x81}b"),
        name("fsspec.mapping", "FSMap") + b")\x81}b" + text("a") + b"C\x01xs",
        name("pathlib", "PosixPath.touch"),
        call(name("builtins", "getattr"), name("pathlib", "PosixPath"), text("replace")),
        call(name("builtins", "getattr"), call(name("pathlib", "Path"), text("a")), text("rename")),
        call(name("builtins", "getattr"), call(name("numpy", "ndarray"), b"K\x01"), text("tofile")),
        call(name("six", "exec_"), text("import os")),
        call(name("six", "_import_module"), text("os")),
        call(name("collections", "Counter"), call(name("builtins", "getattr"), FRAME, text("to_pickle"))),
        name("fsspec.implementations.reference", "LazyReferenceMapper") + b")\x81}b" + text("a") + b"C\x01xs",
        call(name("mpmath.libmp.backend", "mpf_parse"), text("x")),
        call(name("zict.file", "File"), PATH),
        call(name("torch.ao.quantization", "FixedQParamsFakeQuantize"), name("mine", "helper")),
    ],
)
def test_what_is_called_without_its_name_or_acts_when_it_is_filled(pickled: bytes) -> None:
    assert dangers(pickled)


@pytest.mark.parametrize(
    "pickled",
    [
        call(name("collections", "defaultdict"), call(name("functools", "partial"), name("mine", "helper"))),
        call(name("builtins", "getattr"), name("mine", "Net"), text("forward")),
        call(name("builtins", "tuple"), call(name("builtins", "list"), b"]")),
        call(ORDERED, b"](](" + text("append") + WRITES + b"ee"),
        NAMESPACE + b"}(" + text("keys") + b"]" + text("update") + name("torch.optim.sgd", "SGD") + b"ub",
        LINEAR + b"}" + text("_modules") + b"}" + text("update") + LINEAR + b"ssb",
        name("mine", "List") + b")\x81}" + text("size") + b"K\x01sb(K\x01K\x02e",
    ],
)
def test_calls_and_attributes_that_are_no_attack(pickled: bytes) -> None:
    assert dangers(pickled) == []


def test_an_attribute_that_is_only_named_like_a_method() -> None:
    assert dangers(NAMESPACE + b"}" + text("append") + name("mine", "helper") + b"sb") == []
    assert dangers(NAMESPACE + b"}" + text("__setstate__") + name("mine", "helper") + b"sb") == []
    assert dangers(NAMESPACE + b"}" + text("append") + b"K\x01sb" + text("id") + b"a") == []


@pytest.mark.parametrize(
    "pickled",
    [
        name("keyword", "kwlist") + text("id") + b"a",
        name("keyword", "kwlist") + b"K\x00" + text("id") + b"s",
        name("keyword", "kwlist") + b"(" + text("id") + b"\x90",
    ],
)
def test_what_a_module_holds_is_changed(pickled: bytes) -> None:
    assert any("changes keyword.kwlist itself" in message for message in dangers(pickled))


def test_what_is_really_called() -> None:
    recognisers = all_recognisers()
    cls, base = Global("m", "C"), Global("m", "B")
    assert construction(Call(cls, (1,), None), recognisers) == (cls, (1,))
    assert construction(Call(Global("copyreg", "__newobj__"), (cls, 1)), recognisers) == (cls, (1,))
    assert construction(Call(Global("copyreg", "_reconstructor"), (cls, base, 1)), recognisers) == (base, (1,))
    plain = Call(Global("copyreg", "_reconstructor"), (cls, Global("builtins", "object"), None))
    assert construction(plain, recognisers) == (None, ())


def test_containers_of_arguments_are_gone_through_once() -> None:
    given, inner = GivenText(), PickledSet([1, 2], frozen=True)
    nested: list[Any] = [inner]
    nested.append(nested)
    assert not given.is_in((nested, 1.0, None))
    inner.items.append("/etc/passwd")
    assert not given.is_in((nested,)), "what was found clean is not gone through again"
    mapping = PickledDict()
    mapping.pairs = [("key", "a b")]
    assert given.is_in((mapping,))
    mapping.pairs = [("key", 1)]
    assert given.is_in(([mapping],)), "and what was not, neither"


@pytest.mark.parametrize(
    ("plain", "harmful"),
    [
        (call(name("argparse", "Namespace"), name("torch", "float32")), call(name("argparse", "Namespace"), MESH)),
        (NAMESPACE, NAMESPACE + b"}" + text("__class__") + name("mine", "Net") + b"sb"),
        (call(ORDERED, b"]"), call(ORDERED, b"]") + b"}" + text("__class__") + name("mine", "Net") + b"sb"),
    ],
)
def test_a_call_does_not_hide_one_with_the_same_types_of_arguments(plain: bytes, harmful: bytes) -> None:
    expected = dangers(b"(" + harmful + MESH + b")\x81t")
    assert expected
    for parts in ((plain, harmful), (harmful, plain), (plain, plain, harmful, plain)):
        assert dangers(b"(" + b"".join(parts) + MESH + b")\x81t") == expected
