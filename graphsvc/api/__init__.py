"""The JSON interface under /api/v1. `schemas/`, `queries` and `checks` know nothing of HTTP: commands use them too."""
