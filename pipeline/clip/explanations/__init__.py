"""Where a backbone looks."""
