"""Turns vega-datasets' unemployment-across-industries.json (standard input) into data.csv (standard output).

    npm pack vega-datasets@3.2.1
    tar -xzOf vega-datasets-3.2.1.tgz package/data/unemployment-across-industries.json | python3 convert.py > data.csv
"""

import json
import sys

COLUMNS = {
    "Agriculture": "agriculture",
    "Mining and Extraction": "mining",
    "Construction": "construction",
    "Manufacturing": "manufacturing",
    "Wholesale and Retail Trade": "trade",
    "Transportation and Utilities": "transport",
    "Information": "information",
    "Finance": "finance",
    "Business services": "business_services",
    "Education and Health": "education_health",
    "Leisure and hospitality": "leisure",
    "Government": "government",
    "Self-employed": "self_employed",
    "Other": "other",
}

rates = {}
for row in json.load(sys.stdin):
    # The year and month fields, not the date: that is midnight in California written in UTC.
    month = (row["year"] - 2000) * 12 + row["month"] - 1
    key = (month, COLUMNS[row["series"]])
    assert key not in rates, key
    rates[key] = row["rate"]

print("month," + ",".join(COLUMNS.values()))
for month in range(122):
    print(month, *(rates.pop((month, column)) for column in COLUMNS.values()), sep=",")
assert not rates, rates
