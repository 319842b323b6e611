"""Opening books and sections, and what the page shows of them."""
