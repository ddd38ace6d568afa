"""GGUF and the formats of ggml before it: readers, writer, block types."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "gguf", "GGUF", (".gguf",), ((0, b"GGUF"),), "inspector.formats.gguf.reader",
        writer="inspector.formats.gguf.writer:GGUFWriter", written_suffixes=(".gguf",),
        snippet="inspector.formats.gguf.snippets:loaded", library="gguf",
        about="llama.cpp and all that write for it: versions 1 to 3, both byte orders, split models, every block type; "
        "metadata without the whole vocabulary",
    ),
    Format(
        "ggml", "ggml (before GGUF)", (".bin", ".ggml"), tuple((0, magic) for magic in (b"lmgg", b"fmgg", b"tjgg", b"algg")),
        "inspector.formats.gguf.ggml_reader",
        about="llama.cpp before GGUF (`ggml`, `ggmf`, `ggjt`, adapters), ggml's examples, rwkv.cpp in 16 and 32 bits",
    ),
    Format(
        "imatrix", "importance matrix of llama.cpp", (".dat", ".imatrix"), (), "inspector.formats.gguf.imatrix",
        headless_suffixes=(".dat", ".imatrix"), about="`imatrix.dat` of `llama-imatrix` before it wrote GGUF",
    ),
)  # fmt: skip
