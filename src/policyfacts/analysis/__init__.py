"""What facts add up to: panels of indicators by region and period, and figures that contradict one another."""
