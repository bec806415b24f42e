"""How reports are written: one file per format, each a function of the report."""
