"""Measures the product: cases as data, metrics as pure functions, one command."""

import os

# Waiting threads of the encoder sleep instead of spinning, as in the service: an evaluation shares its two cores.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
