def bench_nightly(e, f): pass
