"""The one-machine runner behind ``cleantext run``: whole corpora, nothing lost or doubled, nothing silently skipped.

::

    from cleantext import Pipeline
    from cleantext.corpus.clerk import Rules
    from cleantext.corpus.runner import Request, run

    outcome = run(Request(["news/"], Path("clean"), Rules(Pipeline.default()), workers=2))
    print(outcome.manifest.counts)

The way of a row: `inputs` finds the files, `units` divides them, `crew` gives the units to processes, in each of
which `worker` has `work` read the rows (`formats`, `compression`), lets `clerk` look at each, and writes what goes out
(`sinks`); `runner` gives finished files their names and puts them on record (`manifest`).
"""
