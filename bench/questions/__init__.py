"""What is measured, one file for each question. Each says who asks, and sends one request."""

from bench.questions import caselist, casepage, contact, drill, summary, today

ALL = (contact, casepage, today, caselist, summary, drill)
