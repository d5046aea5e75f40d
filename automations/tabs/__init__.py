"""What each kind of tab is: its columns, the words met for them, and who writes it."""

from __future__ import annotations

from automations.tabs.declaration import Column, Tab
from automations.tabs.lists import CANDIDATES
from automations.tabs.organisation import ELECTED, LOCAL_PARTIES, OFFICERS, PARTNERS
from automations.tabs.own import DATA_QUALITY, GUIDE, HISTORY, LIST_PROPOSAL, MEMORY, SUMMARY, TASKS
from automations.tabs.people import MEMBERS, SUPPORTERS, VOLUNTEERS, YOUTH_TRANSITION
from automations.tabs.work import ACTIVITIES, CAMPAIGN, SETTINGS, TRAINING

TABS: dict[str, Tab] = {
    tab.name: tab
    for tab in (
        MEMBERS,
        SUPPORTERS,
        OFFICERS,
        ELECTED,
        CANDIDATES,
        PARTNERS,
        LOCAL_PARTIES,
        ACTIVITIES,
        TRAINING,
        CAMPAIGN,
        VOLUNTEERS,
        YOUTH_TRANSITION,
        SETTINGS,
        TASKS,
        SUMMARY,
        DATA_QUALITY,
        HISTORY,
        LIST_PROPOSAL,
        GUIDE,
        MEMORY,
    )
}

__all__ = ["TABS", "Column", "Tab"]
