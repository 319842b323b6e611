"""A section on paper: pages with head and foot, a preview, printing and PDF."""
