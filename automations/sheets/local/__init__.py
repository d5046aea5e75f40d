"""Workbooks as files on this machine."""
