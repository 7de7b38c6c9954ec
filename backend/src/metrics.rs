//! Numbers of the running server, as Prometheus reads them. No number here says anything
//! about a person or a case: routes are counted as they are spelled, not as they were asked for.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::store::Gauges;

/// Upper bounds of the buckets, in seconds.
const BOUNDS: [f64; 12] = [
    0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// Counts requests and submissions.
pub struct Metrics {
    started: Instant,
    requests: Mutex<BTreeMap<Asked, Answered>>,
    submitted: AtomicU64,
    submitted_again: AtomicU64,
}

/// A route, as it is spelled in the router.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    method: &'static str,
    route: String,
}

/// How a route was answered.
#[derive(Default)]
struct Answered {
    by_status: BTreeMap<u16, u64>,
    buckets: [u64; BOUNDS.len()],
    seconds: f64,
    count: u64,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            requests: Mutex::default(),
            submitted: AtomicU64::new(0),
            submitted_again: AtomicU64::new(0),
        }
    }
}

impl Metrics {
    /// Counts a request.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let asked = Asked {
            method: known(method),
            route: route.to_owned(),
        };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = requests.entry(asked).or_default();
        let seconds = took.as_secs_f64();
        *answered.by_status.entry(status).or_default() += 1;
        for (bucket, bound) in answered.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(seconds <= bound);
        }
        answered.seconds += seconds;
        answered.count += 1;
    }

    /// Counts a submission that was acknowledged, for the first time or again.
    pub fn submitted(&self, is_new: bool) {
        let counter = if is_new {
            &self.submitted
        } else {
            &self.submitted_again
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// Everything, as text.
    #[must_use]
    pub fn text(&self, store: &Gauges) -> String {
        let mut text = String::new();
        self.requests_text(&mut text);
        let submitted = |counter: &AtomicU64| counter.load(Ordering::Relaxed).to_string();
        family(
            &mut text,
            "lianban_submissions_total",
            "counter",
            "Submissions acknowledged.",
            &[
                ("outcome=\"new\"", submitted(&self.submitted)),
                ("outcome=\"again\"", submitted(&self.submitted_again)),
            ],
        );
        store_text(&mut text, store);
        let up = self.started.elapsed().as_secs().to_string();
        family(
            &mut text,
            "lianban_uptime_seconds",
            "gauge",
            "Seconds since the start.",
            &[("", up)],
        );
        process_text(&mut text);
        text
    }

    fn requests_text(&self, text: &mut String) {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        head(
            text,
            "lianban_requests_total",
            "counter",
            "Requests answered.",
        );
        for (Asked { method, route }, answered) in requests.iter() {
            for (status, count) in &answered.by_status {
                let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
                line(text, "lianban_requests_total", &labels, count);
            }
        }
        let name = "lianban_request_seconds";
        head(text, name, "histogram", "Time until the answer begins.");
        for (Asked { method, route }, answered) in requests.iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\"");
            let bucket = format!("{name}_bucket");
            for (count, bound) in answered.buckets.iter().zip(BOUNDS) {
                line(text, &bucket, &format!("{labels},le=\"{bound}\""), count);
            }
            line(
                text,
                &bucket,
                &format!("{labels},le=\"+Inf\""),
                answered.count,
            );
            line(text, &format!("{name}_sum"), &labels, answered.seconds);
            line(text, &format!("{name}_count"), &labels, answered.count);
        }
    }
}

fn store_text(text: &mut String, store: &Gauges) {
    let one = |text: &mut String, name: &str, kind: &str, help: &str, value: u64| {
        family(text, name, kind, help, &[("", value.to_string())]);
    };
    one(
        text,
        "lianban_store_queue",
        "gauge",
        "Writes that wait for a commit.",
        store.queue,
    );
    one(
        text,
        "lianban_store_batches_total",
        "counter",
        "Commits to disk.",
        store.batches,
    );
    one(
        text,
        "lianban_store_writes_total",
        "counter",
        "Writes in them.",
        store.writes,
    );
    let help = "Commits that failed; none of their writes was acknowledged.";
    one(
        text,
        "lianban_store_failed_batches_total",
        "counter",
        help,
        store.failed,
    );
    one(
        text,
        "lianban_store_bytes",
        "gauge",
        "Size of the database.",
        store.bytes,
    );
    one(
        text,
        "lianban_store_free_bytes",
        "gauge",
        "Room left on its disk.",
        store.free,
    );
    one(
        text,
        "lianban_cases",
        "gauge",
        "Cases in the store.",
        store.cases,
    );
    one(
        text,
        "lianban_sessions",
        "gauge",
        "Sessions in the store.",
        store.sessions,
    );
    one(
        text,
        "lianban_drafts",
        "gauge",
        "Drafts with files.",
        store.drafts,
    );
}

/// What the system says of this process, where it says so.
fn process_text(text: &mut String) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = resident.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
    if let Some(kibibytes) = kibibytes {
        let name = "process_resident_memory_bytes";
        let bytes = (kibibytes * 1024).to_string();
        family(text, name, "gauge", "Memory in use.", &[("", bytes)]);
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        let open = open.count().to_string();
        family(
            text,
            "process_open_fds",
            "gauge",
            "Open files and connections.",
            &[("", open)],
        );
    }
}

fn family(text: &mut String, name: &str, kind: &str, help: &str, values: &[(&str, String)]) {
    head(text, name, kind, help);
    for (labels, value) in values {
        line(text, name, labels, value);
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let _ = if labels.is_empty() {
        writeln!(text, "{name} {value}")
    } else {
        writeln!(text, "{name}{{{labels}}} {value}")
    };
}

/// Methods are counted by name only where they have one: anybody may send any word.
fn known(method: &str) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    let found = KNOWN.into_iter().find(|known| *known == method);
    found.unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_status_and_time() {
        let metrics = Metrics::default();
        for (status, millis) in [(200, 1), (200, 30), (404, 3000)] {
            let took = Duration::from_millis(millis);
            metrics.answered("GET", "/api/cases/{number}", status, took);
        }
        metrics.answered("WANG-XIAOMING", "page", 405, Duration::ZERO);
        metrics.submitted(true);
        let text = metrics.text(&Gauges::default());
        let route = "method=\"GET\",route=\"/api/cases/{number}\"";
        for line in [
            format!("lianban_requests_total{{{route},status=\"200\"}} 2"),
            format!("lianban_requests_total{{{route},status=\"404\"}} 1"),
            format!("lianban_request_seconds_bucket{{{route},le=\"0.001\"}} 1"),
            format!("lianban_request_seconds_bucket{{{route},le=\"0.05\"}} 2"),
            format!("lianban_request_seconds_bucket{{{route},le=\"+Inf\"}} 3"),
            format!("lianban_request_seconds_count{{{route}}} 3"),
            "lianban_requests_total{method=\"other\",route=\"page\",status=\"405\"} 1".to_owned(),
            "lianban_submissions_total{outcome=\"new\"} 1".to_owned(),
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
    }
}
