//! The requests that are our own: what views of editors show, as data.
//!
//! Each is a file: its parameters, its answer, and how the one follows from the other. They take the
//! same way as the requests of the protocol: through the guard, in wire order, on a snapshot.
//!
//! Invariants:
//! - A request has a version, which its answer carries and `capabilities.experimental` announces.
//!   Within a version no field goes or changes its meaning; one may be added.
//! - An answer says which version of the document it is about, and which sentences could not be
//!   read.
//! - What is asked in vain is an error that says why, never `null`.
//!
//! Not for: what is told, which `tm_ide::views` and the model know. `docs/requests.md` is the manual.

mod assumptions;
mod diagram;
mod explain;
mod mitigations;
mod model;
mod questions;
pub mod rows;
mod stories;
mod threats;
pub mod what_if;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tm_ide::views::Stop;
use tm_model::diagnostic::Code;
use tm_model::model::Model;
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{Location, TextDocumentIdentifier, Uri};

use super::errand::{Token, answer_while_wanted};
use super::server::Backend;
use super::state::About;
use super::uri;
pub use what_if::WhatIf;

/// What a request is answered with that was understood and cannot be done.
pub const REQUEST_FAILED: i64 = -32803;

/// A request of our own.
pub trait Own: 'static {
    /// Its method.
    const METHOD: &'static str;
    /// Its version.
    const VERSION: u32;
    /// The findings it tells, besides what the model says.
    const FINDINGS: &'static [Code] = &[];
    /// What it is asked with, besides the document.
    type Params: DeserializeOwned + Send + 'static;
    /// What it answers, besides what all of them do.
    type Answer: Serialize + Send + 'static;

    /// Answers it about a model.
    fn answer(
        about: &About,
        model: &Model,
        params: &Self::Params,
        stop: Stop<'_>,
    ) -> std::result::Result<Self::Answer, Refused>;
}

/// Why a request has no answer.
#[derive(Debug)]
pub enum Refused {
    /// What is asked for is not there; says what is.
    NotThere(String),
    /// Nobody waits for the answer any more.
    CalledOff,
}

/// What all of them are asked with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params<P> {
    text_document: TextDocumentIdentifier,
    #[serde(flatten)]
    own: P,
}

/// The parameters of a request that takes none but the document.
#[derive(Deserialize)]
pub struct Nothing {}

/// What all of them answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered<A> {
    version: u32,
    document_version: Option<i32>,
    loading: bool,
    model: String,
    broken: Vec<Broken>,
    #[serde(flatten)]
    answer: A,
}

/// A sentence that could not be read to its end: what stands behind the fault is not in the model.
#[derive(Serialize)]
struct Broken {
    message: String,
    #[serde(flatten)]
    place: Location,
}

macro_rules! requests {
    ($($own:ty),* $(,)?) => {
        /// Adds the requests to the service.
        pub fn register(service: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
            service$(.custom_method(<$own>::METHOD, answer::<$own>))*
        }

        /// The requests and their versions, as `capabilities.experimental` announces them.
        pub fn announced() -> Value {
            let versions = [$((<$own>::METHOD, <$own>::VERSION)),*];
            let versions = versions.into_iter();
            Value::Object(versions.map(|(method, version)| (method.to_owned(), version.into())).collect::<Map<_, _>>())
        }
    };
}

requests! {
    diagram::Diagram,
    questions::Questions,
    threats::Threats,
    mitigations::Mitigations,
    stories::Stories,
    assumptions::Assumptions,
    model::Summary,
    explain::Explain,
    what_if::WhatIf,
}

async fn answer<R: Own>(
    backend: &Backend,
    params: Params<R::Params>,
) -> Result<Answered<R::Answer>> {
    let Params { text_document: TextDocumentIdentifier { uri }, own } = params;
    let about = backend.about_file(&uri, R::FINDINGS).ok_or_else(|| unknown(&uri))?;
    let answered =
        answer_while_wanted(move |token| Some(answer_about::<R>(&about, &uri, &own, token)));
    answered.await?.unwrap_or_else(|| Err(Error::request_cancelled()))
}

/// Answers a request about a file.
fn answer_about<R: Own>(
    about: &About,
    uri: &Uri,
    params: &R::Params,
    token: &Token,
) -> Result<Answered<R::Answer>> {
    let model = model_of(about, uri)?;
    let answer = R::answer(about, model, params, &|| token.is_called_off());
    let answer = answer.map_err(|refused| match refused {
        Refused::NotThere(message) => Error::invalid_params(message),
        Refused::CalledOff => Error::request_cancelled(),
    })?;
    Ok(answered::<R>(about, model, answer))
}

/// An answer with what all of them have.
pub fn answered<R: Own>(about: &About, model: &Model, answer: R::Answer) -> Answered<R::Answer> {
    Answered {
        version: R::VERSION,
        document_version: about.version,
        loading: about.loading,
        model: model.name.to_string(),
        broken: broken(about, model),
        answer,
    }
}

/// The model that a file belongs to.
pub fn model_of<'a>(about: &'a About, uri: &Uri) -> Result<&'a Model> {
    about.view.snapshot.model_of(about.view.file).ok_or_else(|| Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: format!(
            "\"{}\" belongs to no model: begin it with \"model NAME\" or \"part of NAME\".",
            uri::internal_name(uri)
        )
        .into(),
        data: None,
    })
}

/// There is no such document.
pub fn unknown(uri: &Uri) -> Error {
    Error::invalid_params(format!(
        "\"{}\" is not open, and no file of a workspace that is: open it first.",
        uri::internal_name(uri)
    ))
}

/// The sentences of a model that could not be read to their end, each with its first fault.
fn broken(about: &About, model: &Model) -> Vec<Broken> {
    let view = &about.view;
    let mut broken = Vec::new();
    for file in model.files.iter() {
        let Some(known) = view.snapshot.file(*file) else { continue };
        for (_, start, block) in known.document.blocks() {
            let Some(error) = block.errors.first() else { continue };
            let range = start + error.span.start as usize..start + error.span.end as usize;
            if let Some(place) = super::navigation::location(view, *file, &range) {
                broken.push(Broken { message: error.to_string(), place });
            }
        }
    }
    broken
}
