"""The catalog language: what people write about their databases, copies, owners and purposes."""
