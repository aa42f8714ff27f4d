"""The words of newsdesk as frozen types, with the rules that hold for them everywhere. Standard library only."""
