"""The words troth is written in: plain frozen values that know no database, page or engine."""
