"""Write the lock of Neo4j's jars for a version: `python tools/lock_jars.py 5.26.30`.

For whoever raises the version. jgo resolves what Neo4j needs and downloads it; look at the difference before it is
committed, and run the tests: settings named `internal.*` can vanish.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import jgo

LOCK = Path(__file__).parents[1] / "graphsvc" / "database" / "jars.lock"
HEAD = """\
# Neo4j Community and all it needs, each jar as group:artifact:version[:classifier], SHA-256, bytes.
# Written by tools/lock_jars.py; checked by graphsvc before Java starts.
"""


def main(version: str) -> None:
    """Resolve, download, and write the lock."""
    lines = []
    for artifact in jgo.resolve(f"org.neo4j:neo4j:{version}"):
        content = artifact.resolve().read_bytes()
        parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
        lines.append(f"{':'.join(filter(None, parts))} {hashlib.sha256(content).hexdigest()} {len(content)}\n")
    LOCK.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")
    print(f"{len(lines)} jars locked in {LOCK}")


if __name__ == "__main__":
    main(*sys.argv[1:])
