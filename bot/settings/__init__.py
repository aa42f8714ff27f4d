"""Every knob of newsdesk, where each value came from, and the only reader of the environment.

A flag wins over the environment, the environment over the configuration file, the file over the default. Nothing is
ever read from the current folder. `resolve` reads; the section classes say what there is to set.
"""
