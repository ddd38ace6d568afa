"""Names that are harmless or not depending on what is done with them."""

from __future__ import annotations

import inspect
import operator
import pickle
import typing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.paddle.pickled import is_data_expression
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Cancelled, Job
from inspector.pickles import audit as audit_module
from inspector.pickles.audit import audit, calls_in
from inspector.pickles.machine import Pickle, read_pickle
from inspector.sources.storage import MemoryStorage
from tests.pickling import recorded

EVAL = b"cbuiltins\neval\n"
PADDLE = EVAL + b"(X\x04\0\0\0data}X\x04\0\0\0dataK\x05stR"
EVIL = EVAL + b"(X\x02\0\0\x001+tR"


class Paddle:
    """Pickles as Paddle's DenseTensor does."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, ("data", {"data": self.data})


def severities(data: bytes) -> set[Severity]:
    return {finding.severity for finding in audit(recorded(data), all_recognisers())}


def looking_at_all(found: Pickle) -> list[Finding]:
    """The findings where no call is passed over."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_module._Uses, "is_unremarkable", lambda *_: False)
        return audit(found, all_recognisers())


_CODE = Path(__file__).parents[2] / "fixtures" / "hostile_pickle_code"


@pytest.mark.parametrize("wrapped", ["{}", "({}, 1)", "given", "state"])
def test_calls_that_are_passed_over_would_have_shown_nothing(wrapped: str) -> None:
    """Whatever code files hold, alone and inside of what looks like a tensor with a state, which makes all be walked."""
    for path in sorted(_CODE.glob("*.pkl")):
        data = path.read_bytes()
        if wrapped != "{}":
            body = data.removesuffix(b".").removeprefix(data[:2] if data[:1] == b"\x80" else b"")
            tensor = b"ctorch._utils\n_rebuild_tensor_v2\n"
            data = {
                "({}, 1)": PADDLE + body + b"K\1\x87.",
                "given": PADDLE + tensor + body + b"\x85R\x86.",
                "state": PADDLE + tensor + b")R" + body + b"b\x86.",
            }[wrapped]
        broken: list[Any] = []
        try:
            found = read_pickle(MemoryStorage(data), on_defect=broken.append)
        except CheckpointError:
            found = broken[0]
        assert audit(found, all_recognisers()) == looking_at_all(found)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (b"}X\1\0\0\0aK\1s", Severity.INFO),
        (b"}X\3\0\0\0get" + EVAL + b"s", Severity.DANGER),  # a method of its own
        (EVAL, Severity.DANGER),
    ],
)
def test_states_of_calls_that_do_no_harm_by_themselves(state: bytes, expected: Severity) -> None:
    made = b"ccollections\nOrderedDict\n)R" + state + b"b."
    assert expected in severities(b"(" + PADDLE + b"1" + made)


@pytest.mark.parametrize(
    "made",
    [
        b"ctorch._utils\n_rebuild_tensor_v2\ncbuiltins\ngetattr\n(cnumpy\nndarray\nX\6\0\0\0tofiletR\x85R",
        b"ccollections\nOrderedDict\n)R(" + EVAL + b"e",
        b"ctorch._utils\n_rebuild_tensor_v2\n)}X\1\0\0\0a" + EVAL + b"s\x92",
        b"](" + EVAL + b"tb",
        EVAL + b"\x85",
    ],
)
def test_what_harmless_calls_and_plain_tuples_are_given(made: bytes) -> None:
    found = recorded(PADDLE + made + b"\x86.")
    assert Severity.DANGER in {finding.severity for finding in audit(found, all_recognisers())}
    assert audit(found, all_recognisers()) == looking_at_all(found)


def test_the_expression_paddle_writes_is_data() -> None:
    found = recorded(pickle.dumps({"w": Paddle(np.zeros(3))}))
    assert all(finding.severity is Severity.INFO for finding in audit(found, all_recognisers()))
    call = found.root.pairs[0][1]
    assert is_data_expression(call)


@pytest.mark.parametrize(
    "data",
    [
        EVIL + b".",
        EVAL + b".",
        EVAL + b")R.",
        EVAL + b"(X\x04\0\0\0datatR.",
        EVAL + b"(X\x04\0\0\0data}X\x04\0\0\0dataK\x05sNtR.",
        EVAL + b"(X\x04\0\0\0data}X\x01\0\0\0xK\x05stR.",
        EVAL + b"(X\x04\0\0\0data}(X\x04\0\0\0dataK\x05X\x01\0\0\0xK\x05utR.",
        EVAL + b"K\x01R.",
        PADDLE + EVIL + b"\x86.",
        EVIL + b"0" + PADDLE + b".",  # thrown away
        PADDLE + EVIL + b"0.",
        PADDLE + EVIL + b"\x8c\x01x\x930.",  # as the name of a module
        PADDLE + b"ccollections\ndeque\n(cbuiltins\nmap\n(" + EVAL + b"](X\x01\0\0\x001etRtR\x86.",  # handed on
        PADDLE + EVAL + b"}b\x86.",
        PADDLE + EVAL + b"\x86.",
        PADDLE + b"(" + EVAL + b"Q\x86.",
        PADDLE + b"}" + EVAL + b"Ns\x86.",
        PADDLE + b"\x8f(" + EVAL + b"\x90\x86.",
    ],
)
def test_any_other_eval_is_a_danger(data: bytes) -> None:
    assert Severity.DANGER in severities(data)


def test_one_evil_use_condemns_the_name() -> None:
    findings = audit(recorded(PADDLE + EVIL + b"\x86."), all_recognisers(), "where")
    assert [(f.code, f.where) for f in findings if f.severity is Severity.DANGER] == [
        ("pickle-dangerous-call", "where"),
        ("pickle-dangerous-name", "where"),
    ]


@pytest.mark.parametrize(
    ("data", "severity"),
    [
        (b"cbuiltins\nlist\n(](K\x01K\x02etR.", Severity.INFO),
        (b"cbuiltins\nset\n(]tR.", Severity.INFO),
        (b"cbuiltins\nlist\n(cbuiltins\nrange\n(I100000000000\ntRtR.", Severity.DANGER),
        (b"c__builtin__\nlist\n(c__builtin__\nxrange\n(I100000000000\ntRtR.", Severity.DANGER),
        (b"c__builtin__\nset\n(citertools\nimap\n(cbuiltins\nprint\n]tRtR.", Severity.DANGER),
        (b"cbuiltins\nset\n(cbuiltins\nmap\n(cbuiltins\nprint\n]tRtR.", Severity.DANGER),
        (b"cbuiltins\nbytearray\n(I100000000000\ntR.", Severity.DANGER),
        (b"cbuiltins\nbytearray\n(I8\ntR.", Severity.INFO),
        (b"c__builtin__\nbytearray\n(I100000000000\ntR.", Severity.DANGER),
    ],
)
def test_calls_that_eat_memory_or_run_a_generator(data: bytes, severity: Severity) -> None:
    assert max(severities(data), key=list(Severity).index) is severity


def test_a_function_that_unpickles_may_not_be_handed_on() -> None:
    load = b"ctorch.storage\n_load_from_bytes\n"
    assert Severity.DANGER in severities(b"cbuiltins\nmap\n(" + load + b"](C\x01.etR.")


def test_every_call_is_found_once() -> None:
    # in a tuple, a dict (key and value), a set, a persistent id, arguments, states, items, pairs, keywords, and thrown away
    call = b"ca\nb\n)R"
    parts = [
        b"(" + call + b"t",
        b"}" + call + call + b"s",
        b"(" + call + b"\x91",
        call + b"Q",
        b"ca\nc\n(" + call + call + b"t\x81",
        call + call + b"b",
        call + b"(" + call + b"e",
        call + call + call + b"s",
        b"ca\nc\n)}X\x01\0\0\0k" + call + b"s\x92",
        call + b"0N",
        call + b"\x94h\0\x86",
    ]
    written = sum(part.count(call) for part in parts)
    found = list(calls_in(recorded(b"(" + b"".join(parts) + b"t."), Job()))
    assert len(found) == len({id(one) for one in found})
    assert sum(one.name == "a.b" for one in found) == written


def test_shared_structure_is_walked_once() -> None:
    data = b"cbuiltins\nrange\n)R\x94" + b"".join(
        b"h" + bytes([n]) + b"h" + bytes([n]) + b"\x86\x94" for n in range(100)
    )
    assert severities(data + b".") == {Severity.INFO}


def test_it_can_be_stopped() -> None:
    found = recorded(b"(" + b"]" * 200_000 + b"cbuiltins\nrange\n)Rt.")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        audit(found, all_recognisers(), "", job)


def _called(module: str, qualname: str) -> bytes:
    """A pickle that calls a name with a text."""
    names = b"".join(b"\x8c" + bytes([len(part)]) + part.encode() for part in (module, qualname))
    return b"\x80\x04" + names + b"\x93\x8c\x01x\x85R."


def _named(module: str, qualname: str) -> bytes:
    names = b"".join(b"\x8c" + bytes([len(part)]) + part.encode() for part in (module, qualname))
    return b"\x80\x04" + names + b"\x93."


def _worst(stream: bytes) -> Severity:
    pickle = read_pickle(MemoryStorage(stream))
    order = [Severity.INFO, Severity.WARNING, Severity.DANGER]
    return max((finding.severity for finding in audit(pickle, all_recognisers())), key=order.index)


@pytest.mark.parametrize(
    ("module", "qualname"),
    [
        ("uuid", "_get_command_stdout"),
        ("_osx_support", "_read_output"),
        ("imaplib", "IMAP4_stream"),
        ("torch.utils.bottleneck.__main__", "run_cprofile"),
        ("torch._dynamo.guards", "GuardBuilder.get"),
        ("mlflow.projects.backend.local", "_run_entry_point"),
        ("torch._C", "PyTorchFileWriter"),
        ("torch.ao.nn.quantized.modules", "torch._strobelight.cli_function_profiler.subprocess.Popen"),
        ("torch.nn.modules.linear", "Linear.__reduce_ex__"),
    ],
)
def test_calling_what_is_unknown_of_python_or_a_library_is_danger(module: str, qualname: str) -> None:
    assert _worst(_called(module, qualname)) is Severity.DANGER


@pytest.mark.parametrize(
    ("module", "qualname"),
    [
        ("main", "Net"),
        ("run", "Config"),
        ("test", "Model"),
        ("mmengine.logging.history_buffer", "HistoryBuffer"),
        ("re", "_compile"),
    ],
)
def test_classes_of_ones_own_and_known_makers_are_no_danger(module: str, qualname: str) -> None:
    assert _worst(_called(module, qualname)) is Severity.WARNING


@pytest.mark.parametrize(
    ("module", "qualname"),
    [("sklearn.neighbors._kd_tree", "newObj"), ("pandas.core.internals.blocks", "new_block"), ("numpy", "poly1d")],
)
def test_what_libraries_write_to_put_their_objects_together_is_known(module: str, qualname: str) -> None:
    assert _worst(_called(module, qualname)) is Severity.INFO


@pytest.mark.parametrize("function", ["list_", "field", "struct", "timestamp", "decimal128", "dictionary", "map_"])
def test_types_of_columns_of_arrow_are_known(function: str) -> None:
    assert _worst(_called("pyarrow.lib", function)) is Severity.INFO
    assert _worst(_called("pyarrow.fs", function)) is Severity.DANGER


def test_functions_of_tensors_are_known() -> None:
    assert _worst(_named("torch.nn.functional", "relu")) is Severity.INFO
    assert _worst(_named("torch.nn.functional", "torch.hub.load")) is Severity.DANGER


def test_attributes_of_classes_are_known_unless_they_are_called() -> None:
    looked_up = b"\x80\x04\x8c\x08builtins\x8c\x07getattr\x93\x8c\x04nets\x8c\x03Net\x93\x8c\x04make\x86R"
    assert _worst(looked_up + b".") is Severity.WARNING  # for nets.Net
    assert _worst(looked_up + b")R.") is Severity.DANGER
    hidden = looked_up.replace(b"\x8c\x04make", b"\x8c\x0b__globals__")
    assert _worst(hidden + b".") is Severity.DANGER
    module = looked_up.replace(b"\x8c\x04nets\x8c\x03Net", b"\x8c\x02os\x8c\x04path")
    assert _worst(module + b".") is Severity.DANGER


def test_classes_in_classes_that_stand_for_data_may_be_called() -> None:
    def made(owner: bytes, name: bytes) -> bytes:
        module = b"torch.distributed._shard.sharded_tensor.api"
        return b"\x80\x02c__builtin__\ngetattr\nc%b\n%b\nX%b%b\x86R)\x81." % (
            module, owner, len(name).to_bytes(4, "little"), name,
        )  # fmt: skip

    assert _worst(made(b"ShardedTensor", b"ProcessGroupState")) is Severity.INFO
    for owner, name in (
        (b"ShardedTensor", b"_init_from_local_shards"),
        (b"ShardedTensor", b"__init__"),
        (b"sys", b"Exit"),
    ):
        assert _worst(made(owner, name)) is Severity.DANGER


def test_a_time_zone_is_looked_up_by_its_name() -> None:
    written = b"\x80\x02c__builtin__\ngetattr\nczoneinfo\nZoneInfo\nX\t\0\0\0_unpickle\x86RX\x03\0\0\0UTCK\x01\x86R."
    assert _worst(written) is Severity.INFO
    looked_up = (
        b"\x80\x04\x8c\x08builtins\x8c\x07getattr\x93\x8c\x08%b\x8c\x08ZoneInfo\x93\x8c\x09%b\x86R\x8c\x03UTC\x85R."
    )
    assert _worst(looked_up % (b"zoneinfo", b"_unpickle")) is Severity.INFO
    for module, method in ((b"zoneinfo", b"from_file"), (b"zoneinf0", b"_unpickle")):
        assert _worst(looked_up % (module, method)) is Severity.DANGER


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("torch.amp.grad_scaler", "_refresh_per_optimizer_state"),
        ("sklearn.utils.validation", "check_array"),
        ("sklearn.feature_selection._univariate_selection", "f_classif"),
        ("sklearn.feature_selection._mutual_info", "mutual_info_regression"),
        ("sklearn.cluster._kmeans", "_kmeans_single_lloyd"),
    ],
)
def test_functions_that_honest_objects_keep_may_be_handed_on(module: str, function: str) -> None:
    made = b"\x80\x02ccollections\ndefaultdict\n" + _named(module, function)[2:-1] + b"\x85R."
    assert _worst(made) is Severity.INFO
    partial = b"\x80\x02cfunctools\npartial\n" + _named(module, function)[2:-1] + b"\x85R."
    assert _worst(partial) is Severity.WARNING  # for partial
    assert _worst(partial.replace(function.encode(), b"x" * len(function))) is Severity.DANGER


def test_a_name_that_is_computed_is_danger() -> None:
    assert (
        _worst(b"\x80\x04\x8c\x08builtins\x8c\x03str\x93\x8c\x05posix\x85R\x8c\x06system\x93\x8c\x01x\x85R.")
        is Severity.DANGER
    )


class Hint:
    """Pickles as a subscripted class of ``typing`` does, or whatever else is subscripted."""

    def __init__(self, of: Any, item: Any, function: Any = operator.getitem) -> None:
        self.reduced = function, (of, item)

    def __reduce__(self) -> tuple[Any, ...]:
        return self.reduced


class Kind:
    """Pickles as a call of ``type``."""

    def __init__(self, *args: Any) -> None:
        self.args = args

    def __reduce__(self) -> tuple[Any, ...]:
        return type, self.args


@pytest.mark.parametrize("protocol", [2, 5])
def test_type_hints_are_data(protocol: int) -> None:
    hints = [
        Hint(typing.Literal, "a"),
        Hint(typing.Union, (int, Kind(None))),
        inspect.Signature,
        inspect.Parameter.empty,
    ]
    assert Severity.DANGER not in severities(pickle.dumps(hints, protocol))


@pytest.mark.parametrize(
    "harm",
    [
        Hint({"a": 1}, "a"),
        Hint(Kind, int),
        Hint(typing.Union, operator.getitem),
        [Hint(typing.Literal, 1), Hint([eval], 0)],
        Kind(3),
        Kind("Made", (), {}),
        [Kind(None), type],
        operator.getitem,
    ],
)
def test_subscripts_and_types_of_anything_else_are_not(harm: Any) -> None:
    assert Severity.DANGER in severities(pickle.dumps(harm))


@pytest.mark.parametrize("caller", [b"ctorch._tensor\n_rebuild_from_type_v2\n", b"cbuiltins\nmap\n"])
def test_a_function_nobody_knows_is_a_danger_in_what_calls_it(caller: bytes) -> None:
    assert Severity.DANGER in severities(caller + b"(cmine\nevil\nctorch\nTensor\n)}tR.")
    assert Severity.DANGER not in severities(b"(" + caller + b"cmine\nevil\nt.")
