"""PyTorch: all formats of ``torch.save``, TorchScript, exported programs and packages; what its pickles look like."""

from __future__ import annotations

from inspector.formats.format import RENUMBERED_ZIP, TAR, ZIP, Format

__all__ = ["FORMATS"]

_SUFFIXES = (".pt", ".pth", ".bin", ".ckpt", ".tar")
#: The long 0x1950a86a20f9469cfc6c, with which torch's older files begin, as a pickle of protocol 2 or 3, 4 or 5, 0 or 1.
_MAGIC_NUMBER = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_LEGACY = ((2, _MAGIC_NUMBER), (11, _MAGIC_NUMBER), (0, b"L119547037146038801333356L\n."))

FORMATS = (
    Format(
        "pytorch-zip", "PyTorch", _SUFFIXES, ZIP + RENUMBERED_ZIP, "inspector.formats.torch.zip_reader",
        members=("*data.pkl",),
        writer="inspector.formats.torch.writer:PytorchWriter", written_suffixes=(".pth", ".pt", ".bin", ".ckpt"),
        snippet="inspector.formats.torch.snippets:mapped", library="PyTorch",
        recognisers=("inspector.formats.torch.pickled:TORCH",), framework="pt",
        about="`torch.save` since 1.6, any pickle protocol; models of GPT-SoVITS",
    ),
    Format(
        "pytorch-unpacked", "PyTorch, unpacked", (), ((0, b"\x80"),), "inspector.formats.torch.unpacked_reader",
        file_names=("data.pkl",), folder=("data.pkl",), framework="pt",
        about="the folder that a `.pth` was extracted to, or its `data.pkl`",
    ),
    Format(
        "torchscript", "TorchScript", (".pt", ".pth", ".ts", ".ptl"), ZIP, "inspector.formats.torch.torchscript_reader",
        members=("*constants.pkl", "*data.pkl"), framework="pt",
        about="`torch.jit.save`; the compiled code is listed, not decoded",
    ),
    Format(
        "torchscript-lite", "TorchScript for mobile", (".ptl",), ZIP, "inspector.formats.torch.torchscript_reader",
        members=("*constants.pkl", "*data.pkl", "*bytecode.pkl"), framework="pt",
        about="`_save_for_lite_interpreter`; the bytecode is not decoded",
    ),
    Format(
        "pytorch-pt2", "PyTorch exported program", (".pt2",), ZIP, "inspector.formats.torch.pt2_reader",
        members=("*archive_format",), framework="pt", about="`torch.export.save`; weights and constants, not the graph",
    ),
    Format(
        "torch-package", "torch.package", (".pt", ".zip"), ZIP, "inspector.formats.torch.package_reader",
        members=("*.data/extern_modules",), framework="pt", about="`PackageExporter`; the code is listed, not run",
    ),
    Format(
        "pytorch-legacy", "PyTorch (before 1.6)", _SUFFIXES, _LEGACY, "inspector.formats.torch.legacy_reader",
        snippet="inspector.formats.torch.snippets:loaded", library="PyTorch", framework="pt",
        about="`torch.save` before 1.6, Python 2 too: stacked pickles",
    ),
    Format(
        "pytorch-tar", "PyTorch 0.1 (tar)", _SUFFIXES, TAR, "inspector.formats.torch.tar_reader",
        members=("pickle", "tensors", "storages"), framework="pt", about="`torch.save` of 2016",
    ),
)  # fmt: skip
