//! A host that runs, and visitors who ask it.

use crate::description;
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use ureq::{
    Agent,
    http::{HeaderMap, Request},
};

/// A host on a free port, with a database and a dist folder of its own. It stops when it is dropped.
pub struct Running {
    child: Child,
    pub address: String,
    pub folder: TempDir,
}

/// The small school of these tests.
pub fn small_school() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans")
}

impl Running {
    /// Starts a host with the small school.
    pub fn start() -> Self {
        Self::start_with(&small_school(), tempfile::tempdir().unwrap(), &[])
    }

    /// Starts a host with these plans, in this folder, with these more arguments.
    pub fn start_with(plans: &Path, folder: TempDir, more: &[&str]) -> Self {
        let dist = folder.path().join("dist");
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("plp-roadmap.js"), "/* the element */ ".repeat(100)).unwrap();
        std::fs::write(dist.join("plp-roadmap.wasm"), b"\0asm").unwrap();
        std::fs::write(dist.join("frame.html"), "<!doctype html>").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_host"))
            .arg("--dist")
            .arg(dist)
            .arg("--plans")
            .arg(plans)
            .arg("--database")
            .arg(folder.path().join("host.db"))
            .args(["--port", "0"])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").expect("a line that says where").to_owned();
        Self { child, address, folder }
    }

    /// Stops the host, and gives back its folder with the database.
    pub fn stop(mut self) -> TempDir {
        self.end();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self) -> Visitor {
        Visitor { address: self.address.clone(), cookie: String::new() }
    }

    /// Somebody who is.
    pub fn sign_in(&self, person: &str) -> Visitor {
        let mut visitor = self.nobody();
        let answer = visitor.ask("POST", "/session", &[], Some(&format!("person={person}")));
        assert_eq!(answer.status, 303, "{person} signs in: {}", answer.text());
        let cookie = answer.header("set-cookie");
        visitor.cookie = cookie.split(';').next().unwrap().to_owned();
        visitor
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// A browser, as far as the host can tell.
pub struct Visitor {
    pub address: String,
    pub cookie: String,
}

impl Visitor {
    /// GET, as a program.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None)
    }

    /// GET, as a person who opens a page.
    pub fn open(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("accept", "text/html,*/*;q=0.8")], None)
    }

    /// Any request, with a form if there is one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], form: Option<&str>) -> Answer {
        self.send(method, path, headers, form.map(|form| ("application/x-www-form-urlencoded", form)))
    }

    /// Any request, with a body of some kind if there is one. The answer is held against the description
    /// before it is given.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<(&str, &str)>,
    ) -> Answer {
        let agent: Agent =
            Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        if !self.cookie.is_empty() {
            request = request.header("cookie", &self.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            None => agent.run(request.body(()).unwrap()),
            Some((kind, body)) => {
                agent.run(request.header("content-type", kind).body(body.to_owned()).unwrap())
            }
        };
        let mut response = response.unwrap();
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        };
        description::check(method, path, &answer);
        answer
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
