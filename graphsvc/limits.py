"""What one request may hold and how long it may take, where no setting says it; `docs/http.md` lists all limits."""

from __future__ import annotations

LONGEST_ADDRESS = 256 * 1024
"""Bytes of a request's first line, and of its query: a long value is refused by its parameter's name."""

MOST_CONTENT = 64 * 1024
"""Bytes of a request's content."""

MOST_CHANGES = 8 * 1024 * 1024
"""Bytes of what an editor sends: a hundred times a day's corrections, and less than a load should hold in memory."""

MOST_PARAMETERS = 1000
"""Parameters of an address, repeated ones counted each time."""

MOST_HEADERS = 100
"""Headers of a request."""

LONGEST_HEADER = 8190
"""Bytes of one header."""

MOST_NAMED = 100
"""Organisations, or groups of a map, that one parameter may name."""

MOST_SUGGESTED = 100
"""Suggestions for a gap that may be asked for."""

LONGEST_TEXT = 200
"""Characters that are read of a text to be found; the rest is passed over."""

RETRY_SECONDS, RETRY_SECONDS_WHEN_BUSY = "5", "1"
"""What `Retry-After` says."""

RECEIVE_SECONDS = 10.0
"""Seconds in which a whole request must be here."""

SEND_SECONDS = 60.0
"""Seconds in which a client must take what it is sent."""
