"""How sure a figure is, whether two runs differ, and where a threshold belongs.

chance        how much of it is drawn, and from which seed
intervals     the 95 % interval of a share or a mean
pairing       what two runs measured of the same questions
randomising   how often chance alone makes such a difference
comparing     runs metric by metric
gating        whether a run is worse than a baseline
calibrating   confidence against what was right; choosing a threshold

Values come as metric -> question id -> figure; None: the metric says nothing of this question. Chance is seeded, and
questions are taken in the order of their ids: the same values give the same figures on every machine.
"""
