"""Front end 1: the terminal. Commands built with typer; results on standard output, everything else on standard error.

A command module imports typer and the domain at its top and everything else inside its functions: `newsdesk --help`
loads no part that works. `desk` holds what all commands share, `running` catches their errors in one place.
"""
