"""`automations plan`: what a run would change; writes nothing."""

from automations.commands.working import working_command

command = working_command("plan", write=False)
