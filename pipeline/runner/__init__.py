"""The stage graph behind run-all: what is up to date is not done again."""
