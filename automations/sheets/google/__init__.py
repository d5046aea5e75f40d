"""Spreadsheets of Google's."""
