//! What the server does of its own accord: findings, looks at the disk, requests to fetch hints and
//! semantic tokens again, questions about settings.
//!
//! Each subject is one task that sleeps until it is called. A call while it works is remembered
//! once, so that a thousand edits in one burst end in one list. Only these tasks wait for the
//! client, and where an answer is due, not for ever.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::task::spawn_blocking;
use tokio::time::error::Elapsed;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::{ConfigurationItem, MessageType, Registration};

use super::capabilities::Abilities;
use super::diagnostics;
use super::disk::Found;
use super::guard::panic_message;
use super::output::Backlog;
use super::progress::{Load, Loads};
use super::state::{News, Publication, State, Work};

/// How long an answer of the client is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The state, and the calls that wake the tasks.
#[derive(Default)]
pub struct Shared {
    /// The state of the server.
    pub state: Mutex<State>,
    publish: Notify,
    look: Notify,
    refresh: Notify,
    /// Wakes the requests that wait for lists of findings.
    news: Notify,
    refresh_findings: Notify,
    fetch_settings: Notify,
    panicked: Notify,
    loads: Loads,
}

impl Shared {
    /// Does something with the state, and sees to it that what follows from that is done.
    pub fn with_state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock();
        let result = work(&mut state);
        if state.has_errand() {
            self.look.notify_one();
        }
        if state.has_work() {
            self.publish.notify_one();
        }
        if state.take_panic() {
            self.panicked.notify_one();
        }
        self.tell(state.take_news());
        result
    }

    /// Hints and semantic tokens may have changed in a way that the client cannot know of.
    pub fn refresh(&self) {
        self.refresh.notify_one();
    }

    /// Something has happened to lists of findings, from now on.
    pub fn news(&self) -> Notified<'_> {
        self.news.notified()
    }

    fn tell(&self, news: News) {
        if news.any {
            self.news.notify_waiters();
        }
        if news.unexpected {
            self.refresh_findings.notify_one();
        }
    }

    /// The client's settings may have changed.
    pub fn fetch_settings(&self) {
        self.fetch_settings.notify_one();
    }

    /// A request failed for a reason that is the server's fault.
    pub fn report_panic(&self, message: &str) {
        tracing::error!("contained a panic: {message}");
        self.panicked.notify_one();
    }

    /// Takes settings into use.
    pub fn configure(&self, value: &Value) {
        let (changed, warnings) = self.with_state(|state| state.configure(value));
        warn_about(&warnings);
        if changed {
            self.refresh();
        }
    }
}

/// Puts warnings about settings into the log.
pub fn warn_about(warnings: &[String]) {
    for warning in warnings {
        tracing::warn!("a setting is left out: {warning}");
    }
}

/// Starts the tasks.
pub fn start(client: &Client, shared: &Arc<Shared>, backlog: &Arc<Backlog>) {
    tokio::spawn(publish_findings(client.clone(), Arc::clone(shared), Arc::clone(backlog)));
    tokio::spawn(look_at_disk(Arc::clone(shared)));
    tokio::spawn(refresh(client.clone(), Arc::clone(shared)));
    tokio::spawn(refresh_findings(client.clone(), Arc::clone(shared)));
    tokio::spawn(fetch_settings(client.clone(), Arc::clone(shared)));
    tokio::spawn(tell_of_panic(client.clone(), Arc::clone(shared)));
    tokio::spawn(tell_of_loads(client.clone(), Arc::clone(shared)));
}

async fn publish_findings(client: Client, shared: Arc<Shared>, backlog: Arc<Backlog>) {
    loop {
        shared.publish.notified().await;
        loop {
            backlog.low().await;
            let worker = Arc::clone(&shared);
            match spawn_blocking(move || next_publication(&worker)).await {
                Ok(ControlFlow::Continue(Some(it))) => {
                    client.publish_diagnostics(it.uri, it.diagnostics, it.version).await;
                }
                Ok(ControlFlow::Continue(None)) => {}
                Ok(ControlFlow::Break(())) => break,
                Err(panic) => shared.report_panic(&panic.to_string()),
            }
        }
    }
}

/// Works out the next list of findings; `None` if it is one that need not be sent.
fn next_publication(shared: &Shared) -> ControlFlow<(), Option<Publication>> {
    let work = shared.with_state(State::next_work);
    ControlFlow::Continue(match work {
        None => return ControlFlow::Break(()),
        Some(Work::Send(publication)) => Some(publication),
        Some(Work::Compute(job)) => {
            let diagnostics = diagnostics::of(&job);
            shared.with_state(|state| state.finish(*job, diagnostics))
        }
    })
}

/// Looks at the disk when there is something to look for.
async fn look_at_disk(shared: Arc<Shared>) {
    loop {
        shared.look.notified().await;
        loop {
            let worker = Arc::clone(&shared);
            match spawn_blocking(move || run_errand(&worker)).await {
                Ok(ControlFlow::Continue(())) => shared.refresh(),
                Ok(ControlFlow::Break(())) => break,
                Err(panic) => shared.report_panic(&panic.to_string()),
            }
        }
    }
}

fn run_errand(shared: &Shared) -> ControlFlow<()> {
    let Some(errand) = shared.with_state(State::next_errand) else { return ControlFlow::Break(()) };
    // Whatever happens, the workspace must not wait for this for ever.
    let mut load = Load::new(&shared.loads);
    let look = AssertUnwindSafe(|| errand.run(&mut |file| load.read(file)));
    let found = catch_unwind(look).unwrap_or_else(|panic| {
        shared.report_panic(panic_message(panic.as_ref()));
        Found::default()
    });
    for file in &found.read {
        // The lock is let go after each, so that nobody waits for all of them.
        shared.state.lock().bring(&errand, file);
    }
    load.analyse();
    shared.with_state(|state| {
        state.returned(&errand, &found.gone);
        if load.is_large() {
            // Otherwise whoever asks first does it, and nobody would be told.
            state.settle_loaded();
        }
    });
    ControlFlow::Continue(())
}

/// Tells of workspaces that take a while to read.
async fn tell_of_loads(client: Client, shared: Arc<Shared>) {
    shared.loads.tell(&client, || shared.state.lock().abilities().shows_progress).await;
}

async fn refresh(client: Client, shared: Arc<Shared>) {
    loop {
        shared.refresh.notified().await;
        let abilities = shared.state.lock().abilities();
        if abilities.refreshes_hints {
            fetched("hints", timeout(PATIENCE, client.inlay_hint_refresh()).await);
        }
        if abilities.refreshes_lenses {
            fetched("lenses", timeout(PATIENCE, client.code_lens_refresh()).await);
        }
        if abilities.refreshes_tokens {
            fetched("semantic tokens", timeout(PATIENCE, client.semantic_tokens_refresh()).await);
        }
    }
}

/// Asks a client that fetches findings to do so again, when it has no reason to do it by itself.
async fn refresh_findings(client: Client, shared: Arc<Shared>) {
    loop {
        shared.refresh_findings.notified().await;
        if shared.state.lock().abilities().fetches_findings {
            fetched("findings", timeout(PATIENCE, client.workspace_diagnostic_refresh()).await);
        }
    }
}

/// What came of a request to fetch something again.
fn fetched(what: &str, answer: Result<tower_lsp::jsonrpc::Result<()>, Elapsed>) {
    match answer {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!("the client fetches no {what}: {error}"),
        Err(_) => tracing::warn!("the client did not answer a request to fetch {what}"),
    }
}

async fn fetch_settings(client: Client, shared: Arc<Shared>) {
    loop {
        shared.fetch_settings.notified().await;
        let wanted = ConfigurationItem { scope_uri: None, section: Some("tm".to_owned()) };
        match timeout(PATIENCE, client.configuration(vec![wanted])).await {
            Ok(Ok(values)) => shared.configure(values.first().unwrap_or(&Value::Null)),
            Ok(Err(error)) => tracing::warn!("the client tells no settings: {error}"),
            Err(_) => tracing::warn!("the client did not answer a question about settings"),
        }
    }
}

/// Tells the user once per session; after that the log has to do.
async fn tell_of_panic(client: Client, shared: Arc<Shared>) {
    shared.panicked.notified().await;
    let message = "tm met an internal error and went on. Its log (standard error) has the details.";
    client.show_message(MessageType::ERROR, message).await;
}

/// Asks the client to tell of changed settings and files, as far as it can be asked.
pub fn register(client: &Client, abilities: Abilities) {
    let mut wanted = Vec::new();
    if abilities.registers_configuration {
        wanted.push(("workspace/didChangeConfiguration", json!({ "section": "tm" })));
    }
    if abilities.registers_watchers {
        let watchers =
            ["**/*.tm", "**/tm.toml", "**/tm.lock"].map(|glob| json!({ "globPattern": glob }));
        wanted.push(("workspace/didChangeWatchedFiles", json!({ "watchers": watchers })));
    }
    if wanted.is_empty() {
        return;
    }
    let registrations = wanted.into_iter().map(|(method, options)| Registration {
        id: method.to_owned(),
        method: method.to_owned(),
        register_options: Some(options),
    });
    let registrations = registrations.collect();
    let client = client.clone();
    tokio::spawn(async move {
        match timeout(PATIENCE, client.register_capability(registrations)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!("the client will not tell of changes: {error}"),
            Err(_) => tracing::warn!("the client did not answer a registration"),
        }
    });
}
