"""`automations run`: the daily job, once."""

from automations.commands.working import working_command

command = working_command("run", write=True)
