"""DeepSpeed: checkpoints of ZeRO, whose ranks each save a part of the flattened parameters, and universal ones."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "deepspeed-universal", "DeepSpeed universal", (), (), "inspector.formats.deepspeed.universal", folder=("zero",),
        framework="pt", about="the folders that `ds_to_universal.py` writes",
    ),
    Format(
        "deepspeed", "DeepSpeed", (), (), "inspector.formats.deepspeed.reader",
        folder=("latest", "*_model_states.pt"), recognisers=("inspector.formats.deepspeed.recogniser:DEEPSPEED",),
        framework="pt",
        about="ZeRO stages 0 to 3: the float32 weights and the optimizer's averages by parameter, joined from all ranks; "
        "layers of a pipeline (GPT-NeoX) and experts",
    ),
)  # fmt: skip
