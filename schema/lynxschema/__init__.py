"""The contract: records, evidence, rules and reports. Imports neither the runner nor the site."""
