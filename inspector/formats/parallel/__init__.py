"""Models whose tensors are cut among the ranks of a parallel run, each of which saved a file of its own."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "megatron", "Megatron-LM", (), (), "inspector.formats.parallel.megatron",
        folder=(
            "latest_checkpointed_iteration.txt", "mp_rank_00", "mp_rank_00_000", "mp_rank_00_model_states.pt",
        ),
        framework="pt", about="tensor and pipeline parallel: the tensors as wholes, layers by their global numbers",
    ),
    Format(
        "llama-consolidated", "Llama (original)", (), (), "inspector.formats.parallel.llama",
        folder=("*.pth",), framework="pt", about="`consolidated.NN.pth`, one or several",
    ),
    Format(
        "rank-files", "files of ranks", (), (), "inspector.formats.parallel.ranks",
        folder=("*rank*",),
        about="`rankN.pt` with DTensor or FSDP pieces, TensorRT-LLM's and vLLM's `rankN` files",
    ),
)  # fmt: skip
