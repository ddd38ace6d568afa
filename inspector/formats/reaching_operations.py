"""Operations of TensorFlow that reach outside a graph: also found in models that were converted for TensorFlow Lite."""

from __future__ import annotations

__all__ = ["REACHING_OPERATIONS"]

#: Operations that read, write or run what they please when a model runs, and what is said of them.
REACHING_OPERATIONS = {
    "ReadFile": "reads any file",
    "WriteFile": "writes any file",
    "MatchingFiles": "looks for any files",
    "ImmutableConst": "reads any file",
    "LoadAndRemapMatrix": "reads any file",
    "PrintV2": "may write to any file",
    "DebugIdentity": "may write to files and to the network",
    "DebugIdentityV2": "may write to files",
    "DebugIdentityV3": "may write to files and to the network",
    "CreateSummaryFileWriter": "writes to any folder",
    "CreateSummaryDbWriter": "writes any file",
    "PyFunc": "runs Python code",
    "PyFuncStateless": "runs Python code",
    "EagerPyFunc": "runs Python code",
    "SqlDataset": "reads any database",
    "RpcClient": "reaches the network",
}
