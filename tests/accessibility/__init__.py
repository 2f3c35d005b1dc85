"""What the accessibility statement rests on: the pages to walk, where the results go (`make accessibility`)."""
