"""The editor of a draft: the paper form's matrix as one form, for the workplace and the administration.

The order of everything is one flat list of row names in the form (``rows``), so moving, adding and removing work the
same with and without JavaScript. ``form`` turns it into fields, ``conflict`` joins what two people typed.
"""
