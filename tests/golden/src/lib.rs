//! The code of every case of `tests/cases`, so that it compiles under our lints.
