"""Small maps and corrections on frozen features."""
