def bench_pages(e, f): pass
