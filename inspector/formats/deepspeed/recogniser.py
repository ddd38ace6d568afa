"""What pickles of DeepSpeed look like beyond torch's: plain objects of its settings."""

from __future__ import annotations

from inspector.pickles.names import words
from inspector.pickles.recogniser import Recogniser

__all__ = ["DEEPSPEED"]

DEEPSPEED = Recogniser(
    name="deepspeed",
    harmless=words("""
        deepspeed.runtime.zero.config.ZeroStageEnum deepspeed.runtime.fp16.loss_scaler.LossScaler
        deepspeed.runtime.fp16.loss_scaler.DynamicLossScaler deepspeed.utils.tensor_fragment.fragment_address
        deepspeed.runtime.zero.stage_1_and_2.fragment_address
    """),
)
