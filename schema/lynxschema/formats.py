"""Names of the report formats, known without importing a report."""

FORMATS = ("text", "json", "github", "sarif", "junit")
