"""Help on each question, and the terms."""
