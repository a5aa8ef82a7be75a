//! End-to-end tests; all of them are in `it/`. This library is empty because a package must have a target.
