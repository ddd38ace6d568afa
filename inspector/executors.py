"""Workers by their address: threads and processes of this machine, a Dask or a Ray cluster that runs already.

Each is an executor of the kind that :mod:`concurrent.futures` has; nothing here schedules. A cluster's workers run what they
are sent and send back what is unpickled here, so it has to be one's own. They need this program in the same version, and
the files under the same names: on a file system that all of them see, or at an address.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from inspector.errors import ExecutorError, MissingDependencyError, SelectionError
from inspector.execution import Workers

__all__ = ["ExecutorSource", "check_address", "workers_of"]

#: Workers, an executor of theirs, or its address; None for a few threads.
ExecutorSource = Workers | Executor | str | None

_MOST_LOCAL = 1024
_PATIENCE_S = 10


@contextmanager
def workers_of(source: ExecutorSource) -> Iterator[Workers | None]:
    """The workers that are meant, which end with the block if they began with it.

    Addresses are ``threads:N``, ``processes:N``, ``dask://HOST:PORT`` (its scheduler) and ``ray://HOST:PORT`` (its client
    server; ``ray://`` for the cluster this machine is part of). Raises SelectionError for what is none, ExecutorError where
    nobody answers, MissingDependencyError without the library.
    """
    if source is None or isinstance(source, Workers):
        yield source
    elif isinstance(source, Executor):
        yield Workers(lambda: source, getattr(source, "_max_workers", None) or os.cpu_count() or 1)
    else:
        kind, place = check_address(source)
        workers = _KINDS[kind](place)
        try:
            yield workers
        finally:
            workers.close()


def check_address(address: str) -> tuple[str, str]:
    """The kind of workers, and where or how many they are; raises SelectionError for an address that makes no sense."""
    kind, colon, place = address.partition("://" if "://" in address else ":")
    if kind not in _KINDS or not colon or (colon == "://") is not (kind in ("dask", "ray")):
        raise SelectionError(
            f"{address!r} is no executor: they are threads:N, processes:N, dask://HOST:PORT and ray://HOST:PORT"
        )
    if colon == ":" and not (place.isdecimal() and 1 <= int(place) <= _MOST_LOCAL):
        raise SelectionError(f"{address!r}: the number of {kind} is from 1 to {_MOST_LOCAL:,}")
    if kind == "dask" and not place:
        raise SelectionError(f"{address!r} lacks the address of the scheduler, such as dask://localhost:8786")
    return kind, place


def _threads(place: str) -> Workers:
    count = int(place)
    return Workers(lambda: ThreadPoolExecutor(count, "analysis"), count)


def _processes(place: str) -> Workers:
    count = int(place)
    # not forked: threads of this process may hold locks, which nobody would ever let go of in a copy of it
    return Workers(lambda: ProcessPoolExecutor(count, get_context("spawn"), _left_alone), count)


def _left_alone() -> None:
    """Ctrl+C is for the process that asked, which then asks for nothing more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _dask(place: str) -> Workers:
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise _missing("dask") from error
    try:
        client = Client(f"tcp://{place}", timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ExecutorError(f"no Dask scheduler answers at {place}") from error
    try:
        counts = client.nthreads()
        if not counts:
            raise ExecutorError(f"the Dask scheduler at {place} has no workers")
        _check_versions(client.run(_version, on_error="return"))
        return Workers(lambda: _DaskExecutor(client), sum(counts.values()), lost=(KilledWorker,))
    except BaseException:
        client.close()
        raise


class _DaskExecutor(Executor):
    """Of a client of ours: both end together."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - what executors have
        if cancel_futures:
            self._client.close()


def _ray(place: str) -> Workers:
    try:
        import ray
    except ImportError as error:
        raise _missing("ray") from error
    try:
        ray.init(f"ray://{place}" if place else "auto", log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ExecutorError(f"no Ray cluster answers at {place or 'this machine'}") from error
    try:
        _check_versions({"a worker": ray.get(ray.remote(_version).remote())})
        count = int(ray.cluster_resources().get("CPU", 1))
        return Workers(lambda: _RayExecutor(ray), count, lost=(ray.exceptions.WorkerCrashedError,))
    except BaseException:
        ray.shutdown()
        raise


class _RayExecutor(Executor):
    """Ray's remote functions, as calls that have a future."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._remote = ray.remote(_called)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = self._remote.remote(fn, args, kwargs).future()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - what executors have
        if cancel_futures:
            self._ray.shutdown()


def _called(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return function(*args, **kwargs)


def _version() -> str:
    return str(sys.modules["inspector"].__version__)


def _check_versions(versions: dict[str, Any]) -> None:
    """Raise ExecutorError unless all workers have this version: another one may cut and add up differently."""
    for worker, version in versions.items():
        if isinstance(version, BaseException):
            raise ExecutorError(f"the worker at {worker} can't import checkpoint-inspector: {version}")
        if version != _version():
            raise ExecutorError(f"the worker at {worker} has checkpoint-inspector {version}, not {_version()}")


def _missing(extra: str) -> MissingDependencyError:
    return MissingDependencyError(
        f"{extra}:// needs a library that is not installed: pip install 'checkpoint-inspector[{extra}]'"
    )


_KINDS: dict[str, Callable[[str], Workers]] = {
    "threads": _threads,
    "processes": _processes,
    "dask": _dask,
    "ray": _ray,
}
