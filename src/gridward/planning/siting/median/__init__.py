"""The p-median: where to put so many sites that the way of all to their nearest is least, with proof."""

from gridward.planning.siting.median.checking import faults_of
from gridward.planning.siting.median.solving import best_sites
from gridward.planning.siting.median.terms import Median, Sited, median

__all__ = ["Median", "Sited", "best_sites", "faults_of", "median"]
