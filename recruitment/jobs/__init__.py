"""Work that takes longer than a request: handed to workers through the database (procrastinate), with its progress.

Owns ``Job``, what a person sees of it; the queue itself is procrastinate's. An app that has long work registers its
kind in a module ``tasks`` (``kinds.job_kind``) and starts it with ``services.start_job`` in the transaction that needs
it. Start with ``services``; ``worker`` runs them (``manage.py run_jobs``), and finds what a dead worker left behind.
"""
