"""What pickles of torch look like: its tensors, its harmless names, its values, its persistent ids."""

from __future__ import annotations

from typing import Any

from inspector.formats.torch.nested import NestedFiles
from inspector.formats.torch.storages import LOAD_FROM_BYTES, TorchStorages
from inspector.formats.torch.tensors import TorchTensors
from inspector.pickles.names import words
from inspector.pickles.recogniser import PickleContext, Recogniser, Reference
from inspector.pickles.records import Call, Global, Persistent, PickledDict
from inspector.pickles.values import MAX_TEXT, NOT_PLAIN, PlainValues, collection, stateless
from inspector.tensors.entries import Opaque

__all__ = ["TORCH"]


def _tensors(context: PickleContext) -> TorchTensors:
    nested = NestedFiles(context.job, context.where)
    storages = TorchStorages(
        context.lookup, lookup_many=context.lookup_many, big_endian=context.big_endian, load_bytes=nested.load
    )
    return TorchTensors(storages, outside=context.outside, nested=nested, limits=context.job.limits)


def _size(call: Call, values: PlainValues, depth: int) -> Any:
    sizes = call.args[0] if call.args else ()
    return values.of(sizes, depth) if type(sizes) is tuple else NOT_PLAIN


def _device(call: Call, _values: PlainValues, _depth: int) -> Any:
    kind, *index = call.args
    if type(kind) is not str or not all(type(number) in (int, type(None)) for number in index):
        raise TypeError
    return f"{kind}:{index[0]}" if index and index[0] is not None else kind


def _layout(call: Call, _values: PlainValues, _depth: int) -> Any:
    (name,) = call.args
    return Opaque(name) if type(name) is str and len(name) < MAX_TEXT else NOT_PLAIN


def _sizes(call: Call, _values: PlainValues) -> list[Any] | None:
    """The items of a ``torch.Size`` that is no plain value."""
    if type(call.args) is not tuple:
        return None
    sizes = call.args[0] if call.args and type(call.args[0]) in (list, tuple) else ()
    return [*sizes, *(call.items or ())]


def _tagged(call: Call, _values: PlainValues) -> Any:
    """``restore_type_tag(value, 'Dict[str, Tensor]')`` of TorchScript."""
    tagged = call.args[0] if type(call.args) is tuple and call.args else None
    return tagged if type(tagged) in (PickledDict, list) else None


def _of_subclass(call: Call, _values: PlainValues) -> Call | None:
    """``_rebuild_from_type_v2(function, class, args, state)`` of what is no tensor: an object with that state."""
    if type(call.args) is not tuple or len(call.args) != 4:
        return None
    _, kind, _, state = call.args
    made = Call(kind, (), call.kwargs)
    made.states, made.items, made.pairs = [state, *(call.states or [])], call.items, call.pairs
    return made


def _object_with(kind: Any, state: Any) -> Call:
    made = Call(kind, ())
    made.states = [state]
    return made


def _graph_module(call: Call, _values: PlainValues) -> Call | None:
    """``reduce_graph_module(attributes, imports)`` of torch.fx: a module with these attributes, whose code is text."""
    if type(call.args) is not tuple or not call.args or type(call.args[0]) is not PickledDict:
        return None
    return _object_with(Global("torch.fx.graph_module", "GraphModule"), call.args[0])


def _compiled(call: Call, _values: PlainValues) -> Call | None:
    """``OptimizedModule(module, context)`` of ``torch.compile``, which keeps the module as its ``_orig_mod``."""
    if type(call.args) is not tuple or not call.args or call.states:
        return None
    modules = PickledDict()
    modules.pairs.append(("_orig_mod", call.args[0]))
    state = PickledDict()
    state.pairs.append(("_modules", modules))
    return _object_with(call.function, state)


def _reference(persistent: Persistent) -> Reference | None:
    """``('storage', class, ...)``, or the class a legacy file saved with its source: ``('module', class, file, source)``."""
    pid = persistent.pid
    if type(pid) is not tuple or len(pid) < 2 or type(pid[1]) is not Global:
        return None
    return Reference(pid[1].name, pid[3] if len(pid) > 3 and type(pid[3]) is str else "")


#: The classes of storages and tensors of one type, of all versions.
_TYPED = frozenset(
    f"torch.{device}{dtype}{kind}"
    for device in ("", "cuda.", "sparse.", "cuda.sparse.")
    for dtype in words("""
        Double Float Half BFloat16 Long Int Short Char Byte Bool ComplexDouble ComplexFloat QInt8 QUInt8 QInt32 QUInt4x2
        QUInt2x4
    """)
    for kind in ("Storage", "Tensor", "StorageBase")
)

TORCH = Recogniser(
    name="torch",
    harmless=words("""
        torch.Size torch.device torch.Tensor torch.layout torch.storage.UntypedStorage torch.storage._UntypedStorage
        torch.storage.TypedStorage torch.storage._TypedStorage torch.serialization._get_layout
        torch.storage._load_from_bytes torch._tensor._rebuild_from_type_v2 torch.nn.parameter.Parameter
        torch.nn.parameter.Buffer torch.autograd.variable.Variable torch.jit._pickle.build_intlist
        torch.jit._pickle.build_doublelist torch.jit._pickle.build_boollist torch.jit._pickle.build_tensorlist
        torch.jit._pickle.build_tensor_from_id torch.jit._pickle.restore_type_tag
        torch.nested._internal.nested_tensor.NestedTensor torch.nested._internal.nested_tensor._rebuild_njt
        torch._dynamo.decorators._DimRange torch._utils._rebuild_xla_tensor torch._utils._rebuild_mlc_tensor
        torch._utils._rebuild_ort_tensor torch._C.Generator torch._C.TensorBase torch._C._TensorBase
        torch._C._VariableFunctionsClass torch._C.ScriptFunction torch._C.Size torch._C.dtype torch._C.device torch._C.layout
        torch.relu torch.tanh torch.sigmoid torch.softmax torch.selu torch.celu torch.exp torch.log torch.sin torch.cos
        torch.sqrt torch.abs torch.square torch.erf
        torch.amp.grad_scaler._refresh_per_optimizer_state torch.cuda.amp.grad_scaler._refresh_per_optimizer_state
    """) | _TYPED,
    harmless_pattern=r"__torch__\.[\w.]+",  # TorchScript's own classes, which no Python module has
    conditional={LOAD_FROM_BYTES: lambda _call: ""},  # what it would unpickle is looked into as well
    callers=words("torch._tensor._rebuild_from_type torch._tensor._rebuild_from_type_v2"),
    dangerous_parts=words("cpp_extension hub load_state_dict_from_url download_url_to_file collect_env"),
    open=_tensors,
    values={
        name: stateless(constructor)
        for name, constructor in {
            "torch.Size": _size,
            "torch.device": _device,
            "torch.serialization._get_layout": _layout,
            "torch.jit._pickle.build_intlist": collection,
            "torch.jit._pickle.build_doublelist": collection,
            "torch.jit._pickle.build_boollist": collection,
        }.items()
    },
    unwrapped={
        "torch.Size": _sizes,
        "torch.jit._pickle.restore_type_tag": _tagged,
        "torch._tensor._rebuild_from_type_v2": _of_subclass,
        "torch.fx.graph_module.reduce_graph_module": _graph_module,
        "torch._dynamo.eval_frame.OptimizedModule": _compiled,
    },
    reference=_reference,
    module_attributes=frozenset({"_modules", "_parameters", "_buffers"}),
)  # fmt: skip
