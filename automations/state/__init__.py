"""What this machine remembers between runs: counts, keys and moments, never people; see `folder`."""
