"""From answers to results: counts, indices, priorities."""
