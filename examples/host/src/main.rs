//! The reference host: what a district's developer reads to write theirs.
//!
//! Two halves, and only the first is asked of a host. The **plan API** answers one learner's plan to those
//! who may read it, and takes their changes: [`session`] says who asks, [`people`] who that is, [`plans`]
//! what they may read, [`viewed`] what of it they see, [`changes`] what they may write, [`problem`] why
//! not; [`openapi`] describes it for programs. The **pages** are a portal round the widget, so that the
//! snippet is seen where it will live: [`pages`]. Below both: [`headers`], [`assets`], [`database`],
//! [`status`], and [`seed`], which makes a school out of the plans in a folder.

mod assets;
mod changes;
mod database;
mod headers;
mod openapi;
mod pages;
mod people;
mod plans;
mod problem;
mod seed;
mod session;
mod status;
mod viewed;

use anyhow::Context;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{delete, get, post},
};
use clap::Parser;
use std::{path::PathBuf, sync::Arc};
use tower_http::compression::CompressionLayer;

/// Serves the plan API, a portal that embeds the widget, and the widget's files.
#[derive(Parser)]
struct Settings {
    /// The folder of the built widget, served under /v1
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The folder of plan documents to seed the database from
    #[arg(long, default_value = "tests/plans")]
    plans: PathBuf,
    /// The database file, made if there is none
    #[arg(long, default_value = "examples/host/host.db")]
    database: PathBuf,
    /// Where to listen on 127.0.0.1; 0 takes any free port
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Forget the database and start anew
    #[arg(long)]
    fresh: bool,
    /// The host is reached over https, through a proxy: cookies are Secure
    #[arg(long)]
    https: bool,
}

/// What every route may use.
#[derive(Clone)]
struct Host {
    database: database::Database,
    dist: Arc<PathBuf>,
    https: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let settings = Settings::parse();
    // Before anything is forgotten or seeded: whoever started the host twice by mistake hears it here.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", settings.port)).await.with_context(|| {
        format!("listening on port {}: choose another with --port, or 0 for any that is free", settings.port)
    })?;
    if !settings.dist.join("plp-roadmap.js").is_file() {
        eprintln!("there is no plp-roadmap.js in {}: `cargo xtask dist` builds it", settings.dist.display());
    }
    if settings.fresh {
        database::forget(&settings.database)?;
    }
    let mut connection = database::open(&settings.database)?;
    let school = seed::read(&settings.plans)?;
    seed::write(&mut connection, &school)
        .with_context(|| format!("writing the school into {}", settings.database.display()))?;

    let host = Host {
        database: database::Database::new(connection),
        dist: Arc::new(settings.dist),
        https: settings.https,
    };
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, routes(host)).await?;
    Ok(())
}

/// Every path there is. `openapi.json` describes each, and a test holds the two together.
///
/// Only what everybody may see is compressed. A page or a plan holds what its reader alone may see, and
/// text that others can lengthen (a comment, a proposal); the size of their compressed sum tells
/// (the BREACH attack), and an ETag over the bytes would no longer name the bytes that were sent.
fn routes(host: Host) -> Router {
    let public = Router::new()
        .route("/v1/{file}", get(assets::file))
        .route("/portal.css", get(pages::style))
        .route("/portal.js", get(pages::script))
        .route("/portal.svg", get(pages::mark))
        .route("/openapi.json", get(openapi::description))
        .layer(CompressionLayer::new());
    let portal = Router::new()
        .route("/", get(pages::sign_in))
        .route("/portal", get(pages::portal))
        .route("/caseload", get(pages::caseload))
        .route("/plans/{id}", get(pages::plan))
        .route("/plans/{id}/text", get(pages::plan_as_text))
        .layer(middleware::from_fn_with_state(host.clone(), pages::keep_language));
    Router::new()
        .route("/api/plans", get(plans::list))
        .route("/api/plans/{id}", get(plans::one))
        .route("/api/plans/{id}/changes", post(changes::take).layer(DefaultBodyLimit::max(changes::LIMIT)))
        .route("/session", post(session::sign_in))
        .route("/session", delete(session::sign_out))
        .route("/session/end", post(session::leave))
        .merge(portal)
        .merge(public)
        .fallback(problem::no_such_page)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(DefaultBodyLimit::max(4096))
        .layer(middleware::from_fn(headers::refuse_forms_of_other_sites))
        .layer(middleware::from_fn(problem::write_out))
        .layer(middleware::from_fn_with_state(host.clone(), headers::strict))
        .with_state(host)
}
