//! One binary for all tests that look at banbao from outside.

mod project;
