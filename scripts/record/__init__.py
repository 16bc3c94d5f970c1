"""The recording of goldens: one module for each area, and what they share."""
