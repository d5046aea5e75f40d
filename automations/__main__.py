"""`python -m automations` is the same as `automations`."""

from automations.cli import main

main()
