"""Which tensors of a state dict are the parts of a quantised weight: by their names, types and shapes.

Each function looks for the weights of one scheme among the tensors of one container, by name. What their shapes do not tell
is in the model's configuration, of which ``quantization_config`` is passed in; it may be empty.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import DecodeError, Struct
from msgspec.json import Decoder as JsonDecoder

from inspector.errors import CheckpointError, CorruptError
from inspector.quantised.codebooks import SummedCodes
from inspector.quantised.decoding import Decoder
from inspector.quantised.flat import CodedBlocks, DividedInt8, HighPlanes, LowPlanes, RowScaledInt8, check_planes
from inspector.quantised.groups import BlockScaled, Fp4Blocks, PackedRows, Scaled, ScaledFp4, ScaledFp6, Ternary
from inspector.quantised.mlx import AffineWords, FloatWords
from inspector.quantised.transposed import AwqColumns, GptqColumns
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["FINDERS", "Weight", "scaled", "weights_in"]

Tensors = Mapping[str, TensorEntry]
Config = Mapping[str, Any]

_FP8 = frozenset({"float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz"})
_NARROW = _FP8 | {"int8"}
_USUAL_BLOCK = (128, 128)
_MAX_STATE_NBYTES = 1 << 16
_MAX_VALUES = 64
#: What Keras calls the weights that it quantises, and which of their axes has a scale for each index.
_OF_KERAS = {"kernel": 1, "embeddings": 0, "reverse_embeddings": 1}


class Weight(NamedTuple):
    """A weight by its name in the container, and what decodes it.

    ``scheme`` is never the name of a stored type: by those their decoders and codes are found.
    """

    name: str
    scheme: str
    decoder: Decoder


Finder = Callable[[str, Tensors, Config], Weight | None]
"""Makes a weight of the part with this name, whose suffix is that of the finder; None if there is none after all."""


class _QuantState(Struct):
    quant_type: str
    blocksize: int
    shape: list[int]
    nested_blocksize: int = 0
    nested_offset: float = 0.0


def _parts(tensors: Tensors, **names: str) -> dict[str, TensorEntry]:
    """Those of the named parts that are there, by their roles."""
    return {role: tensors[name] for role, name in names.items() if name in tensors}


def _integers(entry: TensorEntry) -> tuple[int, ...]:
    """What a part says of the others; raises CorruptError if it is no list of a few integers."""
    if entry.dtype.kind not in (Kind.INT, Kind.UINT) or entry.numel > _MAX_VALUES:
        raise CorruptError("has a size that is no integer")
    return tuple(map(int, read_values(entry).reshape(-1)))


def _integer(entry: TensorEntry) -> int:
    found = _integers(entry)
    if len(found) != 1:
        raise CorruptError("has several sizes for one")
    return found[0]


def _has(parts: Mapping[str, TensorEntry], *roles: str) -> bool:
    return all(role in parts for role in roles)


def _coded(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """bitsandbytes, 4 bits: ``weight`` beside ``weight.quant_state.bitsandbytes__nf4``, which has JSON in it."""
    base, _, kind = name.partition(".quant_state.bitsandbytes__")
    parts = _parts(
        tensors, packed=base, absmax=f"{base}.absmax", quant_map=f"{base}.quant_map",
        nested_absmax=f"{base}.nested_absmax", nested_quant_map=f"{base}.nested_quant_map", quant_state=name,
    )  # fmt: skip
    if not _has(parts, "packed", "absmax", "quant_map"):
        return None
    state = _quant_state(tensors[name])
    is_nested = _has(parts, "nested_absmax", "nested_quant_map")
    count = math.prod(state.shape)
    blocks = -(-count // state.blocksize)
    packed, absmax = parts["packed"], parts["absmax"]
    enough = packed.nbytes >= -(-count // 2) and absmax.shape == (blocks,) and parts["quant_map"].shape == (16,)
    if is_nested:
        nested = state.nested_blocksize
        enough = enough and nested > 0 and parts["nested_absmax"].numel >= -(-blocks // nested)
        enough = enough and absmax.dtype.name == "uint8" and parts["nested_quant_map"].shape == (256,)
    if not enough or not packed.is_contiguous or packed.dtype.elements_per_unit != 1:
        raise CorruptError("has parts that do not fit its shape")
    decoder = CodedBlocks(
        shape=tuple(state.shape), parts=parts, block=state.blocksize,
        nested_block=state.nested_blocksize if is_nested else 0, nested_offset=state.nested_offset,
    )  # fmt: skip
    return Weight(base, f"bnb-{kind}", decoder)


def _quant_state(entry: TensorEntry) -> _QuantState:
    if entry.dtype.name != "uint8" or entry.nbytes > _MAX_STATE_NBYTES:
        raise CorruptError("has a quant_state that is no text")
    try:
        state = JsonDecoder(_QuantState).decode(read_values(entry).tobytes())
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError("has a quant_state that is not its JSON") from error
    if state.blocksize < 1 or not all(size > 0 for size in state.shape):
        raise CorruptError("has a quant_state with impossible sizes")
    return state


def _int8(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """Bitsandbytes' LLM.int8: ``SCB`` beside ``weight``."""
    base = name.removesuffix("SCB")
    parts = _parts(tensors, weight=f"{base}weight", SCB=name, weight_format=f"{base}weight_format")
    if "weight" not in parts or parts["weight"].dtype.name != "int8" or len(parts["weight"].shape) != 2:
        return None
    if parts["SCB"].shape != parts["weight"].shape[:1]:
        raise CorruptError("has a scale for another number of rows")
    if any(_integers(parts["weight_format"]) if "weight_format" in parts else ()):
        raise CorruptError("is in a layout of bitsandbytes that depends on the graphics processor")
    return Weight(f"{base}weight", "bnb-int8", RowScaledInt8(shape=parts["weight"].shape, parts=parts))


def _transposed(name: str, tensors: Tensors, config: Config) -> Weight | None:
    """GPTQ and AWQ: ``qweight``, ``qzeros`` and ``scales``; AWQ packs outputs, GPTQ inputs."""
    base = name.removesuffix("qweight")
    parts = _parts(tensors, qweight=name, qzeros=f"{base}qzeros", scales=f"{base}scales", g_idx=f"{base}g_idx")
    if not _has(parts, "qzeros", "scales") or any(
        len(parts[role].shape) != 2 for role in ("qweight", "qzeros", "scales")
    ):
        return None
    if any(parts[role].dtype.name != "int32" for role in ("qweight", "qzeros")):
        return None
    (height, width), (groups, outputs) = parts["qweight"].shape, parts["scales"].shape
    if parts["qzeros"].shape[0] != groups or not groups or not outputs:
        raise CorruptError("has scales and zero points for different groups")
    if outputs == 8 * width:
        if parts["qzeros"].shape[1] != width:
            raise CorruptError("has zero points for another number of outputs")
        of_awq = {role: parts[role] for role in ("qweight", "qzeros", "scales")}
        return Weight(f"{base}weight", "awq-4", AwqColumns(shape=(outputs, height), parts=of_awq))
    bits, rest = divmod(parts["qzeros"].shape[1] * 32, outputs)
    if outputs != width or rest or bits not in (2, 3, 4, 8) or height * 32 % bits:
        raise CorruptError("has parts that do not fit each other")
    inputs = height * 32 // bits
    if "g_idx" in parts and parts["g_idx"].shape != (inputs,):
        raise CorruptError("has groups for another number of inputs")
    version = 2 if config.get("checkpoint_format") == "gptq_v2" else 1
    group = 0 if "g_idx" in parts else _group_of_inputs(inputs, groups, config)
    decoder = GptqColumns(shape=(outputs, inputs), parts=parts, bits=bits, version=version, group=group)
    return Weight(f"{base}weight", f"gptq-{bits}", decoder)


def _group_of_inputs(inputs: int, groups: int, config: Config) -> int:
    """How many inputs are a group, of which the last may be cut."""
    said = config.get("group_size")
    if type(said) is int and said > 0 and -(-inputs // said) == groups:
        return said
    if inputs % groups:
        raise CorruptError("has groups of a size that only the configuration of the model tells")
    return inputs // groups


def _packed(name: str, tensors: Tensors, config: Config) -> Weight | None:
    """compressed-tensors: ``weight_packed``, of integers with ``weight_shape``, of floats of 4 or 6 bits without."""
    base = name.removesuffix("_packed")
    parts = _parts(
        tensors, packed=name, scale=f"{base}_scale", zero_point=f"{base}_zero_point", g_idx=f"{base}_g_idx",
        global_scale=f"{base}_global_scale", shape=f"{base}_shape",
    )  # fmt: skip
    if "scale" not in parts or len(parts["packed"].shape) < 2:
        return None
    *outer, rows, width = parts["packed"].shape
    if parts["packed"].dtype.name == "uint8":
        if "global_scale" not in parts and parts["scale"].shape == (*outer, rows, width // 24) and not width % 24:
            return _six_bits(base, parts)
        columns = 2 * width
        size = 16 if "global_scale" in parts else 32
        if parts["scale"].shape != (*outer, rows, columns // size) or columns % size:
            raise CorruptError("has scales for another number of groups")
        if "global_scale" not in parts and parts["scale"].dtype.name != "uint8":
            raise CorruptError("has scales that are no exponents")
        scheme = "nvfp4-packed" if "global_scale" in parts else "mxfp4-packed"
        return Weight(base, scheme, ScaledFp4(shape=(*outer, rows, columns), parts=parts))
    if parts["packed"].dtype.name != "int32" or "shape" not in parts:
        return None
    shape = _integers(parts["shape"])
    bits, whole = _bits(config, width, shape[-1] if shape else 0)
    if len(shape) < 2 or shape[:-1] != (*outer, rows):
        raise CorruptError(f"is said to have the shape {shape}, which its parts do not fit")
    _check_groups(parts["scale"], shape)
    _check_zeros(parts, shape, _words_of(rows, bits, whole=whole))
    return Weight(base, f"int{bits}-packed", PackedRows(shape=shape, parts=parts, bits=bits, whole=whole))


def _six_bits(name: str, parts: Mapping[str, TensorEntry]) -> Weight:
    """32 floats of six bits are 24 bytes; each group of 32 has an exponent."""
    if parts["scale"].dtype.name != "uint8":
        raise CorruptError("has scales that are no exponents")
    *outer, width = parts["packed"].shape
    return Weight(name, "mxfp6-packed", ScaledFp6(shape=(*outer, width // 3 * 4), parts=parts))


def _words_of(count: int, bits: int, *, whole: bool) -> int:
    """Words that so many integers fill; if they are ``whole`` none runs over a word's end."""
    return -(-count // (32 // bits)) if whole else -(-count * bits // 32)


def _bits(config: Config, words: int, columns: int) -> tuple[int, bool]:
    """Bits of an integer, and whether none runs over a word's end.

    They are as many as fill the words, of several that do the one that the configuration names.
    """
    fitting = [
        (bits, whole)
        for whole in (False, True)
        for bits in range(1, 9)
        if _words_of(columns, bits, whole=whole) == words and not (whole and 32 % bits == 0)
    ]
    if not fitting:
        raise CorruptError(f"has {words} words for {columns} columns")
    named = _named(config, "num_bits")
    return next((each for each in fitting if each[0] in named), (4, False) if (4, False) in fitting else fitting[0])


def _named(config: Config, key: str) -> list[Any]:
    """What the groups of a compressed-tensors configuration say of their weights."""
    groups = config.get("config_groups")
    found = []
    for group in groups.values() if isinstance(groups, dict) else ():
        weights = group.get("weights") if isinstance(group, dict) else None
        if isinstance(weights, dict) and key in weights:
            found.append(weights[key])
    return found


def _check_groups(scale: TensorEntry, shape: tuple[int, ...]) -> None:
    if scale.numel != 1 and (scale.shape[:-1] != shape[:-1] or not scale.shape[-1]):
        raise CorruptError("has scales for another number of rows")


def _check_zeros(parts: Mapping[str, TensorEntry], shape: tuple[int, ...], words: int) -> None:
    """Zero points are packed along the rows, so many words for each of the scales; a single one is not packed."""
    zero, scale = parts.get("zero_point"), parts["scale"]
    outer = shape[:-2]
    if zero is not None and not (zero.dtype.name == "int8" and zero.numel == scale.numel == 1):
        wanted = (*outer, words, *scale.shape[-1:])
        if zero.dtype.name != "int32" or len(scale.shape) != len(shape) or zero.shape != wanted:
            raise CorruptError("has zero points for other groups than scales")
    if "g_idx" in parts and (outer or len(parts["g_idx"].shape) != 1):
        raise CorruptError("has groups that are no list")


def _weight_scale(name: str, tensors: Tensors, config: Config) -> Weight | None:
    """``weight_scale`` or ``weight_scale_inv`` beside a weight of 8 bits, where both are factors, or of less, packed."""
    base = name.removesuffix("_scale_inv") if name.endswith("_scale_inv") else name.removesuffix("_scale")
    parts = _parts(tensors, weight=base, scale=name, zero_point=f"{base}_zero_point")
    weight = parts.get("weight")
    if weight is not None and weight.dtype.name == "uint8" and len(weight.shape) >= 2:
        return _packed_bytes(base, parts, config)
    if weight is None or weight.dtype.name not in _NARROW or len(weight.shape) < 2:
        return None
    axis = _OF_KERAS.get(base.rpartition(".")[2])
    return scaled(base, parts, _block(config)) if axis is None else _divided(base, parts, axis)


def _divided(name: str, parts: Mapping[str, TensorEntry], axis: int) -> Weight:
    """Keras: ``kernel`` or ``embeddings`` of integers, where the scale is a divisor of each index along an axis.

    Raises CorruptError for two integers in a byte, and for the scales of EinsumDense, whose axes are those of its outputs.
    """
    weight, scale = parts["weight"], parts["scale"]
    if weight.dtype.name != "int8" or len(weight.shape) != 2 or scale.shape != weight.shape[axis : axis + 1]:
        raise CorruptError(f"has scales of shape {scale.shape} for a weight of shape {weight.shape}")
    return Weight(name, "keras-int8", DividedInt8(shape=weight.shape, parts=parts, axis=axis))


def _packed_bytes(name: str, parts: Mapping[str, TensorEntry], config: Config) -> Weight | None:
    """BitNet of transformers, four weights in a byte; AMD's Quark, two E2M1 floats with a power of two for each 32."""
    *outer, rows, width = parts["weight"].shape
    packed = {"packed": parts["weight"], "scale": parts["scale"]}
    if config.get("quant_method") == "bitnet" and parts["scale"].numel == 1 and not outer:
        divides = config.get("linear_class") != "autobitlinear"
        return Weight(name, "bitnet-ternary", Ternary(shape=(4 * rows, width), parts=packed, divides=divides))
    if parts["scale"].dtype.name == "uint8" and parts["scale"].shape == (*outer, rows, width // 16) and not width % 16:
        return Weight(name, "mxfp4-packed", ScaledFp4(shape=(*outer, rows, 2 * width), parts=packed))
    return None


def _second_scale(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """NVIDIA's Model Optimizer: ``weight`` of E2M1 floats, ``weight_scale`` for each 16 and ``weight_scale_2`` for all.

    ComfyUI writes parts of these names too, and the scales in the order in which a GPU wants them.
    """
    base = name.removesuffix("_scale_2")
    parts = _parts(tensors, packed=base, scale=f"{base}_scale", scale_2=name)
    if not _has(parts, "packed", "scale") or f"{base.removesuffix('weight')}comfy_quant" in tensors:
        return None
    packed, scale = parts["packed"], parts["scale"]
    if packed.dtype.name != "uint8" or scale.dtype.name not in _FP8 or len(packed.shape) < 2:
        return None
    *outer, rows, width = packed.shape
    if width % 8 or scale.shape != (*outer, rows, width // 8) or parts["scale_2"].numel != 1:
        raise CorruptError("has scales for another number of groups")
    return Weight(base, "nvfp4-packed", ScaledFp4(shape=(*outer, rows, 2 * width), parts=parts))


def _comfy(name: str, tensors: Tensors, config: Config) -> Weight | None:
    """ComfyUI's scaled FP8: ``scale_weight``, a factor, beside ``weight``."""
    base = f"{name.removesuffix('scale_weight')}weight"
    weight = tensors.get(base)
    if weight is None or weight.dtype.name not in _FP8 or len(weight.shape) < 2:
        return None
    return scaled(base, {"weight": weight, "scale": tensors[name]}, _block(config))


def _summed(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """AQLM: ``codes``, ``codebooks`` and ``scales``."""
    base = name.removesuffix("codes")
    parts = _parts(tensors, codes=name, codebooks=f"{base}codebooks", scales=f"{base}scales")
    if not _has(parts, "codebooks", "scales") or len(parts["codes"].shape) != 3 or len(parts["codebooks"].shape) != 4:
        return None
    if parts["codes"].dtype.kind is not Kind.INT:
        return None
    rows, columns, count = parts["codes"].shape
    books, vectors, outputs, inputs = parts["codebooks"].shape
    scales = parts["scales"].shape
    if count != books or not count * vectors or len(scales) != 4 or scales[0] != rows or scales[2:] != (1, 1):
        raise CorruptError("has codes for other codebooks or scales")
    if scales[1] not in (1, columns):
        raise CorruptError("has scales for another number of groups")
    decoder = SummedCodes(shape=(rows * outputs, columns * inputs), parts=parts)
    return Weight(f"{base}weight", f"aqlm-{count}x{(vectors - 1).bit_length()}", decoder)


def scaled(name: str, parts: Mapping[str, TensorEntry], block: tuple[int, int] = _USUAL_BLOCK) -> Weight:
    """A weight of which each row, group or block has a scale, whichever the shape of the scales is for.

    Raises CorruptError for scales that are for none.
    """
    weight, scale = parts["weight"], parts["scale"]
    if "zero_point" in parts and parts["zero_point"].shape != scale.shape:
        raise CorruptError("has zero points for other groups than scales")
    kind = "fp8" if weight.dtype.name in _FP8 else "int8"
    *outer, rows, columns = weight.shape
    if scale.dtype.name == "uint8":
        if scale.shape != (*outer, rows, columns // 32) or columns % 32:
            raise CorruptError("has exponents for another number of groups")
        return Weight(name, f"mx{kind}", Scaled(shape=weight.shape, parts=parts, exponents=True))
    if scale.numel == 1 or scale.shape in ((*outer, rows, 1), (*outer, rows), (*outer, 1, 1), (*outer, 1, columns)):
        return Weight(name, f"{kind}-scaled", Scaled(shape=weight.shape, parts=parts))
    if len(scale.shape) == len(weight.shape) and scale.shape[:-2] == tuple(outer):
        if scale.shape[-2] == rows and scale.shape[-1] and columns % scale.shape[-1] == 0:
            return Weight(name, f"{kind}-scaled", Scaled(shape=weight.shape, parts=parts))
        for height, width in (block, _USUAL_BLOCK):
            if scale.shape[-2:] == (-(-rows // height), -(-columns // width)):
                return Weight(
                    name, f"{kind}-block", BlockScaled(shape=weight.shape, parts=parts, block=(height, width))
                )
    raise CorruptError(f"has scales of shape {scale.shape} for a weight of shape {weight.shape}")


def _block(config: Config) -> tuple[int, int]:
    """Rows and columns of a block, as the configuration has them."""
    for said in (config.get("weight_block_size"), *_named(config, "block_structure")):
        if isinstance(said, list) and len(said) == 2 and all(type(size) is int and size > 0 for size in said):
            return said[0], said[1]
    return _USUAL_BLOCK


def _fp4_blocks(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """gpt-oss: ``*_blocks`` of 16 bytes each and ``*_scales``."""
    base = name.removesuffix("_blocks")
    parts = _parts(tensors, blocks=name, scales=f"{base}_scales")
    shape = parts["blocks"].shape
    if (
        "scales" not in parts
        or len(shape) < 3
        or shape[-1] != 16
        or {each.dtype.name for each in parts.values()} != {"uint8"}
    ):
        return None
    if parts["scales"].shape != shape[:-1]:
        raise CorruptError("has scales for another number of blocks")
    return Weight(base, "mxfp4-blocks", Fp4Blocks(shape=(*shape[:-2], shape[-2] * 32), parts=parts))


def _hqq(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """HQQ: ``W_q`` with its meta data, which are tensors beside it."""
    base = name.removesuffix("W_q")
    parts = _parts(tensors, packed=name, scale=f"{base}scale", zero=f"{base}zero")
    said = _parts(tensors, shape=f"{base}shape", nbits=f"{base}nbits", axis=f"{base}axis", group=f"{base}group_size")
    if not _has(parts, "scale", "zero") or len(said) != 4:
        return None
    shape = _integers(said["shape"])
    bits, axis, group = (_integer(said[role]) for role in ("nbits", "axis", "group"))
    if parts["packed"].dtype.name != ("int32" if bits == 3 else "uint8"):
        raise CorruptError(f"has integers of {bits} bits in elements of type {parts['packed'].dtype}")
    if bits not in (1, 2, 3, 4, 8) or axis not in (0, 1) or group < 1 or math.prod(shape) % group:
        raise CorruptError("has meta data that make no sense")
    groups = math.prod(shape) // group
    grouped = (groups, group) if axis == 1 else (group, groups)
    of_groups = (groups, 1) if axis == 1 else (1, groups)
    if parts["scale"].shape != of_groups or parts["zero"].shape != of_groups:
        raise CorruptError("has scales for another number of groups")
    decoder = HighPlanes(shape=shape, parts=parts, grouped=grouped, bits=bits)
    check_planes(decoder)
    return Weight(f"{base}weight", f"hqq-{bits}", decoder)


def _quanto(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """optimum-quanto: ``weight._data`` of 8 bits, ``weight._data._data`` of 4 or 2, in planes."""
    base = name.removesuffix("._data").removesuffix("._data")
    parts = _parts(tensors, packed=name, scale=f"{base}._scale", shift=f"{base}._shift")
    packed, scale = parts["packed"], parts.get("scale")
    if scale is None or len(packed.shape) != 2:
        return None
    if "shift" not in parts:
        if packed.dtype.name not in _NARROW:
            return None
        return scaled(base, {"weight": packed, "scale": scale})._replace(scheme=f"quanto-{_quanto_type(packed)}")
    rows = scale.shape[0] if scale.shape else 0
    if packed.dtype.name != "uint8":
        raise CorruptError(f"has planes of type {packed.dtype}")
    fitting = [planes for planes in (2, 4) if -(-rows // planes) == packed.shape[0]]  # the last plane may be cut
    if scale.shape != (rows, 1) or parts["shift"].shape != scale.shape or not rows or not fitting:
        raise CorruptError("has scales for another number of groups")
    if len(fitting) > 1:
        raise CorruptError("has too few groups to tell how many bits an integer has")
    (planes,) = fitting
    bias = tensors.get(base.removesuffix("weight") + "bias")
    outputs = bias.shape[0] if bias is not None and len(bias.shape) == 1 and bias.shape[0] else rows
    shape = (outputs, rows * packed.shape[1] // outputs)
    decoder = LowPlanes(shape=shape, parts=parts, grouped=(rows, packed.shape[1]), bits=8 // planes)
    check_planes(decoder)
    return Weight(base, f"quanto-qint{8 // planes}", decoder)


def _quanto_type(entry: TensorEntry) -> str:
    return "qint8" if entry.dtype.name == "int8" else "qfloat8"


def _torchao(name: str, tensors: Tensors, _config: Config) -> Weight | None:
    """Torchao flattened into safetensors: ``linear._weight_qdata`` is the integers of ``linear.weight``."""
    module, _, parameter = name.removesuffix("_qdata").rpartition("_")
    if not module.endswith(".") and module:
        return None
    prefix = f"{module}_{parameter}"
    parts = _parts(tensors, weight=name, scale=f"{prefix}_scale", zero_point=f"{prefix}_zero_point")
    if "scale" not in parts or parts["weight"].dtype.name not in _NARROW or len(parts["weight"].shape) < 2:
        return None
    found = scaled(f"{module}{parameter}", parts)
    return found._replace(scheme=f"torchao-{found.scheme}")


#: Of MLX: how many elements a scale is for, and how many bits they may have. The sizes of the parts tell but the product.
_MLX_GROUPS = (32, 64, 128)
_MLX_BITS = (2, 3, 4, 5, 6, 8)
#: Words for each scale -> the kind of floats of MLX, and how many are in a word.
_MLX_FLOATS = {4: ("mxfp4", 8), 2: ("nvfp4", 8), 8: ("mxfp8", 4)}


def _words(name: str, tensors: Tensors, config: Config) -> Weight | None:
    """MLX: ``weight`` of 32-bit words, ``scales``, and ``biases`` beside integers."""
    module = name.removesuffix(".scales")
    parts = _parts(tensors, packed=f"{module}.weight", scale=name, bias=f"{module}.biases")
    packed, scale = parts.get("packed"), parts["scale"]
    if packed is None or packed.dtype.name != "uint32" or len(packed.shape) < 2:
        return None
    *outer, words = packed.shape
    if scale.shape[:-1] != tuple(outer) or not scale.shape[-1]:
        raise CorruptError("has scales for another number of rows")
    groups = scale.shape[-1]
    if "bias" not in parts:
        kind, in_word = _MLX_FLOATS.get(words // groups, ("", 0)) if words % groups == 0 else ("", 0)
        if not kind or scale.dtype.name != "uint8":
            raise CorruptError("has scales for another number of groups")
        decoder = FloatWords(shape=(*outer, words * in_word), parts=parts, mode=kind)
        return Weight(f"{module}.weight", f"mlx-{kind}", decoder)
    if parts["bias"].shape != scale.shape:
        raise CorruptError("has zero points for other groups than scales")
    own = config.get(module)
    said: Config = own if isinstance(own, dict) else config
    size, bits = said.get("group_size"), said.get("bits")
    if size not in _MLX_GROUPS or bits not in _MLX_BITS or groups * size * bits != words * 32:
        raise CorruptError("has groups of a size that only the configuration of the model tells")
    return Weight(f"{module}.weight", f"mlx-{bits}", AffineWords(shape=(*outer, groups * size), parts=parts, bits=bits))


#: By one of the suffixes of :mod:`.parts` each.
FINDERS: dict[str, Finder] = {
    ".quant_state.bitsandbytes__nf4": _coded,
    ".quant_state.bitsandbytes__fp4": _coded,
    "SCB": _int8,
    "qweight": _transposed,
    "_packed": _packed,
    "_scale": _weight_scale,
    "_scale_inv": _weight_scale,
    "_scale_2": _second_scale,
    ".scale_weight": _comfy,
    ".codes": _summed,
    ".scales": _words,
    "_blocks": _fp4_blocks,
    "W_q": _hqq,
    "._data": _quanto,
    "_qdata": _torchao,
}


def weights_in(tensors: Tensors, config: Config) -> Iterator[Weight | tuple[str, CheckpointError]]:
    """The quantised weights of one container, and of parts that fit none the name and what is wrong."""
    for name in tensors:
        for suffix, find in FINDERS.items():
            if name.endswith(suffix):
                try:
                    weight = find(name, tensors, config)
                except CheckpointError as error:
                    yield name, error
                    continue
                if weight is not None:
                    yield weight
                    break
