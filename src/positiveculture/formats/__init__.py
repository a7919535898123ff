"""Every form that this library reads and writes: TOML, JSON, SSSOM and their schemas; one module a noun."""
