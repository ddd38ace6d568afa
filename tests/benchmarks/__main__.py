"""Run the benchmarks named on the command line, or all, and print the table for the README."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.benchmarks.archives import open_archives
from tests.benchmarks.comparing import compare_3gb, compare_20k
from tests.benchmarks.data import Files
from tests.benchmarks.decoding import decode_ggml
from tests.benchmarks.distributed import hash_speed, history_once, plan_10tb, two_processes
from tests.benchmarks.dropping import drop_many
from tests.benchmarks.engines import (
    open_coreml,
    open_ctranslate2,
    open_deepspeed,
    open_lightgbm,
    open_ncnn,
    open_openvino,
    open_xgboost,
)
from tests.benchmarks.exporting import export_half, export_stall
from tests.benchmarks.folders import (
    open_joblib,
    open_npz,
    open_orbax,
    open_pickle,
    open_sparse_dcp,
    open_sparse_shards,
    open_zarr,
)
from tests.benchmarks.formats import (
    open_flax,
    open_flax_tiny,
    open_gguf,
    open_hdf5,
    open_mxnet,
    open_onnx,
    open_paddle,
    open_tensorflow,
    open_tflite,
)
from tests.benchmarks.opening import (
    open_big_pth,
    open_many_pth,
    open_many_safetensors,
    open_million,
    open_sparse_safetensors,
)
from tests.benchmarks.others import open_others
from tests.benchmarks.ranks import open_ranks
from tests.benchmarks.remote import remote_diff, remote_histogram, remote_open
from tests.benchmarks.report import table
from tests.benchmarks.sizes import hostile_pickles, million_keys, processor_time
from tests.benchmarks.startup import installed, startup
from tests.benchmarks.statistics import heat_map, statistics_1gb, statistics_of_kinds
from tests.benchmarks.tensor_table import table_20k
from tests.benchmarks.tree import tree_100k, tree_million
from tests.benchmarks.verifying import verify_stall

BENCHMARKS = {
    benchmark.__name__: benchmark
    for benchmark in (
        open_many_pth,
        open_big_pth,
        open_many_safetensors,
        open_million,
        open_sparse_safetensors,
        open_hdf5,
        open_gguf,
        open_flax,
        open_flax_tiny,
        open_orbax,
        open_zarr,
        open_npz,
        open_joblib,
        open_pickle,
        open_sparse_dcp,
        open_sparse_shards,
        decode_ggml,
        open_onnx,
        open_tensorflow,
        open_tflite,
        open_mxnet,
        open_paddle,
        open_openvino,
        open_ncnn,
        open_coreml,
        open_ctranslate2,
        open_deepspeed,
        open_xgboost,
        open_lightgbm,
        open_others,
        open_archives,
        open_ranks,
        startup,
        installed,
        processor_time,
        tree_100k,
        million_keys,
        tree_million,
        hostile_pickles,
        table_20k,
        drop_many,
        verify_stall,
        statistics_1gb,
        statistics_of_kinds,
        heat_map,
        export_half,
        export_stall,
        compare_3gb,
        compare_20k,
        remote_open,
        remote_histogram,
        remote_diff,
        two_processes,
        plan_10tb,
        hash_speed,
        history_once,
    )
}

#: What a change is most likely to slow down, and a minute suffices for.
QUICK = (statistics_1gb, compare_3gb, open_many_safetensors, open_sparse_safetensors, export_half, open_many_pth)
#: When the quick ones begin no other: on a busy machine some are left out.
_QUICK_S = 60


def main() -> None:
    """Parse, run, print. Whether the targets are met is no matter of the exit status: machines differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all if none is given")
    parser.add_argument("--folder", type=Path, help="where to make the files (12 GB), and leave them for another run")
    parser.add_argument("--quick", action="store_true", help="a few, with smaller files: about half a minute")
    options = parser.parse_args()
    chosen = options.names or [benchmark.__name__ for benchmark in (QUICK if options.quick else BENCHMARKS.values())]
    for name in options.names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark {name}: choose from {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory(prefix="benchmarks") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = Files(folder, quick=options.quick)
        start = time.perf_counter()
        results = []
        for name in chosen:
            if options.quick and time.perf_counter() - start > _QUICK_S:
                print(f"{name}: left out, this took {_QUICK_S} s already", flush=True)
                continue
            print(f"{name}: {BENCHMARKS[name].__doc__}", flush=True)
            for result in BENCHMARKS[name](files):
                print("   ", *result.cells(), sep="  ", flush=True)
                results.append(result)
    print()
    if options.quick:
        print(
            "The aims of the README are for larger files, on a quiet machine; here a ratio is held against that of before.\n"
        )
    print(table(results, targets=not options.quick))


main()
