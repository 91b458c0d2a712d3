"""A second reading of the rules, kept apart from the product.

Nothing here imports `graphsvc`: it reads the CSV files itself and follows the words of the rules as plainly as it
can, so that an answer on which both agree was reached twice.
"""
