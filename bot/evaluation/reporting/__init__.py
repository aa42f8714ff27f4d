"""Finished runs drawn for people and programs: pure functions, nothing is measured here.

material              what is drawn: figures, curves, questions, comparisons
report_html           one page, complete in itself
report_markdown, report_csv, report_json
"""
