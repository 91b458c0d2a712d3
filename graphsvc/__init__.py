"""Who works with whom in NHS local growth: gaps, paths and maps from a sourced, dated record."""

__version__ = "0.1.0"
