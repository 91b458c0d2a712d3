"""Shapes of identifiers: which lists they come from, and how each writes them."""

from __future__ import annotations

import re

_SHAPES: dict[str, tuple[str, str]] = {
    "GB-NHS-": (r"[A-Z0-9]{3,6}", "an ODS code, such as GB-NHS-RR8"),
    "GB-LAE-": (r"[A-Z]{3,4}", "a council's code, such as GB-LAE-LDS"),
    "GB-UKPRN-": (r"1\d{7}", "eight figures that begin with 1, such as GB-UKPRN-10007795"),
    "GB-SHPE-": (r"[A-Z]{0,2}\d{4}", "a registered provider's number, such as GB-SHPE-L1234"),
    "GB-CHC-": (r"\d{6,7}(-\d{1,3})?", "a charity's number, such as GB-CHC-1065972"),
    "GB-COH-": (r"[A-Z]{2}\d{5}[A-Z0-9]|\d{8}", "a company's number of eight signs, such as GB-COH-01234567"),
    "GSS-": (r"[EKNSW]\d{8}", "a code of the Office for National Statistics, such as GSS-E47000001"),
    "LOCAL-": (r"[a-z0-9]+(-[a-z0-9]+)*", "small letters and figures joined by -, such as LOCAL-age-uk"),
}
_COMPILED = {prefix: re.compile(shape, re.ASCII) for prefix, (shape, _) in _SHAPES.items()}
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*", re.ASCII)


def id_problem(text: str) -> str:
    """What is wrong with an organisation's identifier; empty when nothing is."""
    for prefix, shape in _COMPILED.items():
        if text.startswith(prefix):
            if shape.fullmatch(text, len(prefix)):
                return ""
            return f"after {prefix} stands {_SHAPES[prefix][1]}"
        if text.upper().startswith(prefix):
            return f"the prefix is written {prefix}"
    return f"an organisation's id begins with {', '.join(_SHAPES)}: use LOCAL- when it stands in no register"


def code_problem(text: str) -> str:
    """What is wrong with any other identifier or code; empty when nothing is."""
    if CODE.fullmatch(text):
        return ""
    return "a code has letters without accents, figures and . _ / - only, and begins with a letter or figure"
