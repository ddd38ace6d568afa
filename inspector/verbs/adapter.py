"""Show what an adapter (LoRA, DoRA, LoHa, LoKr) does to its base, module by module; merge the two.

Adapters of PEFT, diffusers, Kohya's scripts and LyCORIS are known; scalings are read from the file or the
adapter_config.json beside it. Singular values are exact, computed from the small factors. With --base, modules that match
nothing are named. A file that is not an adapter is compared with the base as a full fine-tune: the rank of each delta.

--merge writes the base with the adapter merged into it, each tensor in the base's type, with the arithmetic of PEFT.

The exit status is 0 if every part of the adapter changes something in the base, and 1 if a part matches nothing there, or if
nothing changes.

Examples:
  checkpoint-inspector adapter lora/
  checkpoint-inspector adapter lora/ --base Llama-3.2-1B/
  checkpoint-inspector adapter style.safetensors --base unet.safetensors --merge merged.safetensors
  checkpoint-inspector adapter tuned.safetensors --base base.safetensors --json
"""

from __future__ import annotations

import argparse
from typing import Any

from inspector.adapters.configuration import AdapterConfig
from inspector.adapters.report import COLUMNS, module_row
from inspector.adapters.spectra import DeltaSpectrum
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.operations.adapters import AdapterReport, MergeReport, ModuleReport, adapter, merge_adapter
from inspector.strict_json import number
from inspector.tables import Column
from inspector.text import printable
from inspector.verbs.encoding import encode_finding, write_json
from inspector.verbs.output import add_force, add_max_shard_size, force_replaces
from inspector.verbs.selection import add_download
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import print_findings, print_table

__all__ = ["arguments", "run"]

#: Keys that match nothing, as many as are printed.
_MOST_LINES = 20
#: Singular values of a module that JSON has.
_MOST_VALUES = 4096


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="the adapter: a file or a folder; or a full fine-tune")
    parser.add_argument("--base", metavar="BASE", help="the model that it changes")
    parser.add_argument("--merge", metavar="OUT", help="write the merged model; the suffix selects the format")
    parser.add_argument("--partial", action="store_true", help="merge, even if parts of the adapter match nothing")
    add_force(parser)
    add_max_shard_size(parser)
    add_download(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Show the adapter, with its base if there is one, and merge them if that is wanted."""
    if options.merge and options.base is None:
        raise SelectionError("--merge needs the model to merge with: --base BASE")

    def first(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        if options.base is None:
            return _shown(options, file, checkpoint, "", None, job)

        def second(base_file: str, base: Checkpoint, base_job: Job) -> Status:
            if options.merge:
                return _merged(options, file, checkpoint, base_file, base, base_job)
            return _shown(options, file, checkpoint, base_file, base, base_job)

        return for_each_file([options.base], second, as_json=options.json, download=options.download)

    return for_each_file([options.file], first, as_json=options.json, download=options.download)


def _shown(
    options: argparse.Namespace, file: str, checkpoint: Checkpoint, base_file: str, base: Checkpoint | None, job: Job
) -> Status:
    with progress_line(job):
        report = adapter(checkpoint, base, job=job)
    if options.json:
        write_json(_record(file, base_file, report))
    else:
        _print(file, report)
    return Status.DONE if report.is_clean or (base is None and report.modules) else Status.NO


def _merged(
    options: argparse.Namespace, file: str, checkpoint: Checkpoint, base_file: str, base: Checkpoint, job: Job
) -> Status:
    with force_replaces(), progress_line(job):
        report = merge_adapter(
            checkpoint, base, options.merge, partial=options.partial, replace=options.force,
            max_shard_size=options.max_shard_size, job=job,
        )  # fmt: skip
    if options.json:
        write_json({**_record(file, base_file, report.adapter), "merged": _merge_record(report)})
    else:
        _print(file, report.adapter)
        print(printable(report.sentence))
        print_findings(report.export.findings)
    return Status.DONE if report.adapter.is_clean else Status.NO


def _print(file: str, report: AdapterReport) -> None:
    print(f"{printable(file)}: {printable(report.sentence)}")
    columns, rows = _filled(report)
    print_table(columns, rows)
    for tensor in report.whole:
        what = f"replaces {printable(tensor.base_key)}" if tensor.base_key else printable(tensor.reason)
        print(f"{printable(tensor.key)}: {what or 'whole tensor'}")
    for key in report.dead[:_MOST_LINES]:
        print(f"matches nothing: {printable(key)}")
    if len(report.dead) > _MOST_LINES:
        print(f"and {len(report.dead) - _MOST_LINES:,} more: see --json")
    print_findings(report.findings)


def _filled(report: AdapterReport) -> tuple[list[Column], list[list[str]]]:
    """The table without the columns that are empty throughout."""
    rows = [module_row(module) for module in report.modules]
    kept = [at for at in range(len(COLUMNS)) if any(row[at] for row in rows)]
    return [COLUMNS[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _record(file: str, base_file: str, report: AdapterReport) -> dict[str, Any]:
    return {
        "file": file,
        "base": base_file or None,
        "kind": "fine-tune" if report.is_fine_tune else "adapter",
        "methods": list(report.methods),
        "config": _config_record(report.config) if report.config.known else None,
        "effective": report.effective,
        "modules": [_module_record(module) for module in report.modules],
        "replaced": [
            {"key": tensor.key, "base_key": tensor.base_key or None, "reason": tensor.reason} for tensor in report.whole
        ],
        "dead": report.dead,
        "unchanged": list(report.unchanged),
        "findings": [encode_finding(finding) for finding in report.findings],
    }


def _config_record(config: AdapterConfig) -> dict[str, Any]:
    return {
        "peft_type": config.method,
        "base_model_name_or_path": config.base,
        "target_modules": list(config.target_modules),
        "use_rslora": config.rslora,
        "use_dora": config.dora,
        "fan_in_fan_out": config.fan_in_fan_out,
    }


def _module_record(module: ModuleReport) -> dict[str, Any]:
    return {
        "module": module.name,
        "method": module.method,
        "keys": list(module.keys),
        "state": module.state.value,
        "reason": module.reason,
        "base_keys": list(module.base_keys),
        "shape": list(module.shape),
        "rank": module.rank,
        "alpha": module.alpha,
        "scaling": module.scaling,
        "delta_transposed": module.transposed,
        "base_norm": _number(module.base_norm),
        "delta": _spectrum_record(module.delta),
        "factors": _spectrum_record(module.factors),
    }


def _spectrum_record(found: DeltaSpectrum | None) -> dict[str, Any] | None:
    if found is None:
        return None
    values = None if found.values is None else [number(value) for value in found.values[:_MOST_VALUES].tolist()]
    return {
        "norm": number(found.norm),
        "rank": found.rank,
        "effective_rank": _number(found.effective_rank),
        "stable_rank": _number(found.stable_rank),
        "singular_values": values,
        "estimate": found.is_estimate,
    }


def _merge_record(report: MergeReport) -> dict[str, Any]:
    return {
        "files": [str(path) for path in report.export.files],
        "format": report.export.format,
        "tensors": report.export.tensors,
        "nbytes": report.export.nbytes,
        "merged": report.merged_keys,
        "verified": True,
        "findings": [encode_finding(finding) for finding in report.export.findings],
    }


def _number(value: float | None) -> float | str | None:
    return None if value is None else number(value)
