//! The language server: the only folder that knows types of the protocol.
//!
//! ```text
//! stdin → frames → framework → guard → server → state
//!                                       │        └─ root ← disk
//! stdout ← output ← framework ← conv ←──┴── outgoing
//! ```
//!
//! Invariants:
//! - Edits are applied in the order in which they were sent, and a request sees those before it.
//! - Nothing a client sends, or fails to send or read, ends or blocks the session, save `exit`,
//!   the end of its input, and its own end.
//! - Inside, places are bytes; lines and columns exist only here.
//! - Nothing but the protocol goes to standard output; the log goes to standard error.
//!
//! Not for: what a threat model means. Every answer is computed elsewhere and translated here.

mod actions;
mod announce;
mod cache;
mod capabilities;
mod commands;
mod completion;
mod configuration;
mod conv;
mod deeds;
mod diagnostics;
mod disk;
mod edits;
mod errand;
mod fetch;
mod files;
mod formatting;
mod frames;
mod guard;
mod hierarchy;
mod hints;
mod kinds;
mod lenses;
mod markup;
mod navigation;
mod outgoing;
mod output;
mod owners;
mod pages;
mod parent;
mod position;
mod progress;
mod rename;
mod requests;
mod root;
mod semantic_tokens;
mod server;
mod shipped;
mod signature;
mod state;
mod structure;
mod uri;

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::runtime::{Builder, Handle};
use tokio::sync::Notify;
use tower_lsp::{LspService, Server};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use announce::Announce;
use frames::{Frame, Frames};
use guard::{Guard, Shutdown};
use outgoing::Shared;
use output::Output;
use progress::Progress;
use server::Backend;

/// How many requests may be under way at once.
const CONCURRENCY: usize = 256;

/// How much of the input may wait between the frame filter and the framework.
const INPUT_BUFFER: usize = 64 * 1024;

/// How long the last answers may take to be read once the session is over.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Serves the client on standard input and output until it is done; then ends the process, with
/// status 0 if the client had asked to shut down.
pub fn run() -> ExitCode {
    start_log();
    if io::stdin().is_terminal() {
        // Nothing to be done if standard error is closed.
        let _ = writeln!(
            io::stderr(),
            "tm lsp speaks the Language Server Protocol on standard input and output; \
             editors start it. To check models here: tm check"
        );
    }
    let threads = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(threads)
        .enable_time()
        .build();
    match runtime {
        // Ends at once, without waiting for work that nobody wants any more.
        Ok(runtime) => std::process::exit(runtime.block_on(serve())),
        Err(error) => {
            tracing::error!("cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> i32 {
    let (output, backlog, writer) = Output::start(standard_output());
    let (input, feed) = tokio::io::duplex(INPUT_BUFFER);
    let handle = Handle::current();
    std::thread::spawn(move || feed_frames(io::stdin(), feed, &handle));

    let shutdown = Shutdown::default();
    let shared = Arc::new(Shared::default());
    let parent_gone = Arc::new(Notify::new());
    let service = LspService::build(|client| {
        outgoing::start(&client, &shared, &backlog);
        Backend::new(client, Arc::clone(&shared), Arc::clone(&parent_gone))
    });
    let service = service.custom_method(formatting::RANGES, Backend::ranges_formatting);
    let (service, socket) = requests::register(service).finish();
    let client = service.inner().client().clone();
    let service = Progress::new(Announce::new(service), client);
    let guard = Guard::new(service, shutdown.clone(), move |message| shared.report_panic(message));

    let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY);
    tokio::select! {
        () = server.serve(guard) => {}
        () = backlog.reader_gone() => tracing::info!("the client closed its end"),
        () = parent_gone.notified() => tracing::info!("the process that started the server ended"),
    }
    writer.finish(LAST_WORDS);
    shutdown.exit_status()
}

/// Passes the sound frames of the input on, and word of the others.
fn feed_frames(input: impl Read, mut feed: DuplexStream, handle: &Handle) {
    let mut frames = Frames::new(input);
    loop {
        let body = match frames.next() {
            Ok(Some(Frame::Message(body))) => body,
            Ok(Some(Frame::Fault(fault))) => {
                tracing::warn!("passed over {fault}");
                let params = json!({ "reason": fault.to_string(), "id": fault.id() });
                let told =
                    json!({ "jsonrpc": "2.0", "method": guard::UNREADABLE, "params": params });
                told.to_string().into_bytes()
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!("cannot read standard input: {error}");
                return;
            }
        };
        let sent = handle.block_on(async {
            let header = format!("Content-Length: {}\r\n\r\n", body.len());
            feed.write_all(header.as_bytes()).await?;
            feed.write_all(&body).await
        });
        if sent.is_err() {
            // The session is over.
            return;
        }
    }
}

/// Sends the log to standard error; `TM_LOG` says how much of it, warnings if it does not.
fn start_log() {
    let wanted = std::env::var("TM_LOG").ok().and_then(|wanted| wanted.parse::<Targets>().ok());
    let filter = wanted.unwrap_or_else(|| Targets::new().with_target("tm", LevelFilter::WARN));
    let log = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(log).with(filter).init();
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
}

/// Standard output without the standard library's line buffer, which would hand every message over
/// in two pieces; with it where the system gives nothing else.
fn standard_output() -> Box<dyn Write + Send> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned();
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned();
    #[cfg(any(unix, windows))]
    if let Ok(own) = own {
        return Box::new(File::from(own));
    }
    Box::new(io::stdout())
}
