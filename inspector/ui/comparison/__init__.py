"""What the window shows of the comparison of two checkpoints.

From outside in: :mod:`.controller` is where the window meets it; :mod:`.page` is a tab, which opens both sides
(:mod:`.side`) and compares them while :mod:`.view` shows what comes.

- What is known: :mod:`.subject` (two checkpoints brought together as one tree), :mod:`.results` (the results so far, written
  by the worker, which steps back while the window paints, and read by the window).
- On top and on the left: :mod:`.fingerprint`, and :mod:`.pane` with its :mod:`.tree`, :mod:`.model` and :mod:`.ordering`;
  :mod:`.states` is how a state looks.
- On the right, nothing or a group selected: :mod:`.summary` with :mod:`.changed_most` and :mod:`.map_editor`.
- On the right, a pair selected: :mod:`.detail` with its :mod:`.header`, and a :mod:`.panel` each in :mod:`.histograms`,
  :mod:`.heatmap`, :mod:`.density` (drawn by :mod:`.density_plot`) and :mod:`.values`.
"""
