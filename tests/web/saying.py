"""What a page says."""

from __future__ import annotations

import re
from html import unescape


def said(html: str) -> str:
    """The text of a page, without its markup and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
