"""Two sets of artifacts in, what changed out, in one direction:

    inputs → findings → verdicts → report → forms

``inputs`` opens the two sides, ``findings`` says what differs, ``verdicts`` whether that is more than noise and may
pass. ``assemble_report`` puts it into one ``Report``, which holds everything that any of the ``forms`` shows: they know
nothing else. Never imports torch.
"""
