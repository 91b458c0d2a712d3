"""What is measured, for Prometheus."""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from graphsvc.snapshot.refresh import SnapshotInUse

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder where several processes of one web server keep what they count."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


class _SnapshotCollector(Collector):
    """The snapshot in use, read when asked for."""

    def __init__(self, snapshots: SnapshotInUse) -> None:
        self._snapshots = snapshots

    def collect(self) -> Iterable[Metric]:
        snapshot = self._snapshots.current
        yield GaugeMetricFamily("graphsvc_stale", "1 when the record is away or newer.", float(self._snapshots.stale))
        if snapshot is not None:
            yield GaugeMetricFamily("graphsvc_revision", "Revision in use.", snapshot.revision)
            taken = snapshot.taken_at.timestamp()
            yield GaugeMetricFamily("graphsvc_taken_at_seconds", "When it was taken, since 1970.", taken)


class Measurements:
    """Counts requests and their times.

    Parameters
    ----------
    snapshots : SnapshotInUse
        What is reported besides.
    """

    def __init__(self, snapshots: SnapshotInUse) -> None:
        self._registry = CollectorRegistry()
        self._snapshots = _SnapshotCollector(snapshots)
        self._requests = Counter(
            "graphsvc_requests", "Requests answered.", ("call", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "graphsvc_request_seconds", "Time to answer.", ("call",), buckets=_SECONDS, registry=self._registry
        )

    def count(self, call: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(call, str(status)).inc()
        self._seconds.labels(call).observe(seconds)

    def shown(self) -> tuple[bytes, str]:
        """All measurements of all processes, and their media type."""
        registry = CollectorRegistry()
        if os.environ.get(FOLDER_VARIABLE):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it registers itself
            content = generate_latest(registry)
        else:
            content = generate_latest(self._registry)
        own = CollectorRegistry()
        own.register(self._snapshots)
        return content + generate_latest(own), CONTENT_TYPE_LATEST
