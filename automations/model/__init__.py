"""The values that flow from stage to stage: frozen, comparable, without I/O.

read → Reading → recognise → Recognised → check → Finding → plan → Plan → write → Receipt
"""

from automations.model.found import Finding, Severity, Skipped, Subject
from automations.model.planned import (
    Action,
    CellValue,
    Change,
    Chart,
    Fittings,
    Line,
    Link,
    Plan,
    Receipt,
    Repairs,
    SheetContent,
)
from automations.model.read import Fact, Grid, Problem, Reading, Scalar, Source, Unread, column_letters
from automations.model.recognised import Contact, OwnTab, Recognised, Table, TabReading

__all__ = [
    "Action",
    "CellValue",
    "Change",
    "Chart",
    "Contact",
    "Fact",
    "Finding",
    "Fittings",
    "Grid",
    "Line",
    "Link",
    "OwnTab",
    "Plan",
    "Problem",
    "Reading",
    "Receipt",
    "Recognised",
    "Repairs",
    "Scalar",
    "Severity",
    "SheetContent",
    "Skipped",
    "Source",
    "Subject",
    "TabReading",
    "Table",
    "Unread",
    "column_letters",
]
