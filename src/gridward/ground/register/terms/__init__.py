"""Words of the register; the Chinese name of each stands in the catalogues and in docs/glossary.md."""
