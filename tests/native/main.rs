//! The native tests, one binary: tables by hand, properties, goldens, and documents compared with the source.

mod again;
mod audit;
mod changes;
mod details;
mod documents;
mod house;
mod layout;
mod locales;
mod part;
mod partial;
mod partial_view;
mod plan;
mod plan_holds;
#[cfg(feature = "schema")]
mod plan_schema;
mod reader;
mod rules;
mod size;
mod stage;
mod stories;
mod summary;
mod view;
mod vocabulary;
mod whatif;
