"""What many reports cost: ``make bench-scale CORPUS=DIR``. Measured, not tested; docs/scaling.md has what was seen."""
