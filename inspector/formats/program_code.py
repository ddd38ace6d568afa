"""The code of TorchScript programs, which torch compiles and runs: calls in it that reach files or another library's code.

It is text that looks like Python, in which operators of torch are ``torch.add`` and all others ``ops.library.name``.
Source: ``torch/csrc/jit/serialization/python_print.cpp`` of https://github.com/pytorch/pytorch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector.findings import Finding, Severity
from inspector.text import printable, shortened

__all__ = ["findings_of_code", "is_program_code"]

#: Each begins with plain letters, which are found in a hundredth of the time of a pattern that could begin anywhere.
_OF_TORCH = re.compile(r"torch(?<!\wtorch)\.(\w+)\s*\(")
_OF_LIBRARY = re.compile(r"ops(?<!\wops)\.(\w+)\.(\w+)\s*\(")
#: Operators that read or write whatever file they are told to.
_REACHING = re.compile(
    r"(aten\.)?(from_file|save|load)|image\.(read_file|write_file)|\w*(audio|io)\.\w*(load|save|file|stream)\w*"
)
#: Libraries of operators that come with torch and those built on it.
_KNOWN = frozenset({
    "aten", "prim", "prims", "quantized", "_quantized", "quantized_decomposed", "torchvision", "torchaudio", "torchtext",
    "image", "mkldnn", "mkldnn_prepacked", "onednn", "prepacked", "xnnpack", "sparse", "fbgemm", "metal",
    "metal_prepacked", "vulkan", "vulkan_prepacked", "torch_scatter", "torch_sparse", "torch_cluster",
    "torch_spline_conv", "pyg", "inductor", "static_runtime",
})  # fmt: skip


def is_program_code(name: str) -> bool:
    """Whether a member of an archive is code of a TorchScript program."""
    return name.endswith(".py") and "/code/" in f"/{name}"


def findings_of_code(code: str, where: str) -> Iterator[Finding]:
    """What is to be said of the operators that code calls, one finding for each."""
    of_torch = (("aten", name) for name in _OF_TORCH.findall(code))
    called = dict.fromkeys([*of_torch, *_OF_LIBRARY.findall(code)])
    for library, name in called:
        shown = shortened(printable(f"{library}.{name}"), 80)
        if _REACHING.fullmatch(f"{library}.{name}"):
            message = f"The program calls {shown}, which reaches files when it runs; nothing was run."
            yield Finding(Severity.DANGER, "program-reaches-files", message, where)
        elif library not in _KNOWN:
            message = f"The program calls {shown}, of a library of operators that is not known."
            yield Finding(Severity.WARNING, "custom-operation", message, where)
