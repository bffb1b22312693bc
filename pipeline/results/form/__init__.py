"""The form of a file: how rows become JSON text, and text rows."""
