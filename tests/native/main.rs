//! The native tests, one binary: tables by hand, properties, goldens, and documents compared with the source.

mod layout;
mod locales;
mod plan;
mod rules;
mod stories;
