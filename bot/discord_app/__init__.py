"""Front end 3: Discord, and the only door to discord.py. The command line starts it and hands it its `parts`.

    bot, hearing, commands, catching_up    what reaches it: messages, commands, what it missed
    guests, admission, cooldowns           who may ask: where, from what, how often
    asking, pressing, outlets              what is done about it
    listing, attached, diagnosing          what the commands on articles and on the bot itself need
    pool, waiting_line, turns, loop_watch  work off the event loop: who comes when, and whether the loop stays free
    showing, buttons, surfaces             what is seen, and where; `rendering.discord` has drawn it
    delivering, failures, refusals         how it gets through, and what is said if it does not
    running, logs, health, alerts, budgets what the operator starts and sees
    addresses, permissions, inviting, registering, inspecting    setting up

`cooldowns` and the four that work off the event loop know nothing of discord.py.
"""
