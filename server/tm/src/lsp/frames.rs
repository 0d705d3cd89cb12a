//! The frame filter on standard input: cuts the byte stream into messages and lets only sound ones
//! through.
//!
//! The framework behind it ends the session at the first frame it cannot decode, buffers whatever
//! length a header promises, and knows header names in one spelling only. So the stream is framed
//! here first:
//! - A body longer than [`MAX_BODY`] is passed over without being held.
//! - A body that is no UTF-8, no JSON or no JSON-RPC message becomes a [`Frame::Fault`]; the frame
//!   after it is read as usual.
//! - Bytes that are no header are passed over up to the next `Content-Length:`.
//!
//! Invariant: what goes through is accepted by the framework, because it is checked with the
//! framework's own types.
//! Not for: what a message means.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::Deserialize;
use tower_lsp::jsonrpc::{Id, Request, Response};

/// The largest body that is read.
pub const MAX_BODY: u64 = 64 * 1024 * 1024;

/// The longest header line that is read.
const MAX_LINE: u64 = 4 * 1024;

/// The one header that matters, as it is searched for.
const LENGTH_HEADER: &[u8] = b"content-length:";

/// What the stream holds next.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a sound message.
    Message(Vec<u8>),
    /// Something that was passed over; the client is told.
    Fault(Fault),
}

/// Why something was passed over.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// Bytes that are no header.
    Header,
    /// Headers without a length, or with one that is no number.
    Length,
    /// A character set other than UTF-8.
    Charset,
    /// A body of so many bytes.
    TooLong(u64),
    /// A body that is not UTF-8.
    Encoding,
    /// A body that is not JSON.
    Json(String),
    /// JSON that is neither a request, nor a notification, nor a response.
    Shape,
    /// A request with a number, or a name in its place, that is none of the protocol's.
    Request(Id),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => formatter.write_str("no header where a message should begin"),
            Self::Length => formatter.write_str("a message without a usable Content-Length"),
            Self::Charset => formatter.write_str("a message that is not in UTF-8"),
            Self::TooLong(length) => {
                write!(formatter, "a message of {length} bytes; at most {MAX_BODY} are read")
            }
            Self::Encoding => formatter.write_str("a message that is not valid UTF-8"),
            Self::Json(error) => write!(formatter, "a message that is not valid JSON: {error}"),
            Self::Shape | Self::Request(_) => {
                formatter.write_str("JSON that is no message of the protocol")
            }
        }
    }
}

impl Fault {
    /// The number of the request that waits for an answer, if it is known.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Request(id) => Some(id),
            _ => None,
        }
    }
}

/// Reads frames from a byte stream.
#[derive(Debug)]
pub struct Frames<R> {
    input: BufReader<R>,
    /// The beginning of a header line that a search has found.
    found: Vec<u8>,
    /// Bytes of a body that was refused and is still to be passed over.
    skip: u64,
    /// The last thing read was a fault: garbage that follows is part of it.
    after_fault: bool,
}

/// What one header line says.
enum Header {
    /// The blank line after the headers.
    End,
    /// The length of the body.
    Length(u64),
    /// The character set is one that cannot be read.
    OtherCharset,
    /// Nothing of interest.
    Other,
    /// It is no header.
    Garbage,
    /// The length is no number.
    BadLength,
}

impl<R: Read> Frames<R> {
    /// Frames of the stream.
    pub fn new(input: R) -> Self {
        Self { input: BufReader::new(input), found: Vec::new(), skip: 0, after_fault: false }
    }

    /// The next frame; `None` at the end of the stream.
    pub fn next(&mut self) -> io::Result<Option<Frame>> {
        loop {
            self.pass_over()?;
            let length = match self.read_headers()? {
                None => return Ok(None),
                Some(Ok(0)) => continue,
                Some(Ok(length)) => length,
                Some(Err(fault)) => {
                    let part_of_the_last = self.after_fault && fault == Fault::Header;
                    self.after_fault = true;
                    if part_of_the_last {
                        continue;
                    }
                    return Ok(Some(Frame::Fault(fault)));
                }
            };
            let mut body = Vec::new();
            self.input.by_ref().take(length).read_to_end(&mut body)?;
            if (body.len() as u64) < length {
                return Ok(None);
            }
            let fault = check(&body).err();
            self.after_fault = fault.is_some();
            return Ok(Some(fault.map_or(Frame::Message(body), Frame::Fault)));
        }
    }

    /// Passes over what is left of a refused body.
    fn pass_over(&mut self) -> io::Result<()> {
        while self.skip > 0 {
            let held = self.input.fill_buf()?.len() as u64;
            if held == 0 {
                self.skip = 0;
            }
            let passed = held.min(self.skip);
            // What the buffer holds fits a `usize`.
            self.input.consume(passed as usize);
            self.skip -= passed;
        }
        Ok(())
    }

    /// Reads the headers of one message and gives the length of its body. After a fault the stream
    /// stands where the search for the next message goes on.
    fn read_headers(&mut self) -> io::Result<Option<Result<u64, Fault>>> {
        let mut length: Option<u64> = None;
        let mut fault = None;
        let mut first = true;
        loop {
            let Some(line) = self.read_line()? else { return Ok(None) };
            match parse_header(&line) {
                Header::End if first => continue,
                Header::End => break,
                Header::Length(value) if length.is_none_or(|known| known == value) => {
                    length = Some(value);
                }
                Header::Length(_) | Header::BadLength => fault = Some(Fault::Length),
                Header::OtherCharset => fault = fault.or(Some(Fault::Charset)),
                Header::Other => {}
                Header::Garbage => {
                    self.search(line)?;
                    return Ok(Some(Err(Fault::Header)));
                }
            }
            first = false;
        }
        Ok(Some(match (length, fault) {
            (None, _) | (_, Some(Fault::Length)) => Err(Fault::Length),
            (Some(length), Some(fault)) => {
                self.skip = length;
                Err(fault)
            }
            (Some(length), None) if length > MAX_BODY => {
                self.skip = length;
                Err(Fault::TooLong(length))
            }
            (Some(length), None) => Ok(length),
        }))
    }

    /// Reads one header line with its break, or as much of it as is allowed; `None` at the end of
    /// the stream.
    fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = std::mem::take(&mut self.found);
        if !line.ends_with(b"\n") {
            let allowed = MAX_LINE.saturating_sub(line.len() as u64);
            self.input.by_ref().take(allowed).read_until(b'\n', &mut line)?;
        }
        Ok((!line.is_empty()).then_some(line))
    }

    /// Passes over bytes up to the next `Content-Length:`, beginning after the first byte of the
    /// line that was no header.
    fn search(&mut self, line: Vec<u8>) -> io::Result<()> {
        let mut window = line;
        window.remove(0);
        loop {
            if let Some(at) = find_length_header(&window) {
                self.found = window.split_off(at);
                return Ok(());
            }
            let kept = window.len().min(LENGTH_HEADER.len() - 1);
            window.drain(..window.len() - kept);
            if self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut window)? == 0 {
                return Ok(());
            }
        }
    }
}

fn find_length_header(bytes: &[u8]) -> Option<usize> {
    bytes.windows(LENGTH_HEADER.len()).position(|part| part.eq_ignore_ascii_case(LENGTH_HEADER))
}

fn parse_header(line: &[u8]) -> Header {
    let Some(line) = line.strip_suffix(b"\n") else { return Header::Garbage };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Header::End;
    }
    let Some((name, value)) = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':'))
    else {
        return Header::Garbage;
    };
    let is_token = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !is_token || name.is_empty() || find_length_header(line).is_some_and(|at| at > 0) {
        return Header::Garbage;
    }
    let value = value.trim();
    if name.eq_ignore_ascii_case("content-length") {
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        return match value.parse() {
            Ok(length) if digits => Header::Length(length),
            _ => Header::BadLength,
        };
    }
    if name.eq_ignore_ascii_case("content-type") && !is_utf8(value) {
        return Header::OtherCharset;
    }
    Header::Other
}

/// True if the media type names UTF-8 or no character set at all.
fn is_utf8(media_type: &str) -> bool {
    media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('=')).all(
        |(name, value)| {
            let value = value.trim().trim_matches('"');
            !name.trim().eq_ignore_ascii_case("charset")
                || value.eq_ignore_ascii_case("utf-8")
                || value.eq_ignore_ascii_case("utf8")
        },
    )
}

/// The messages that the framework decodes, in the order in which it tries them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Response(#[allow(dead_code, reason = "only whether it can be read matters")] Response),
    Request(Request),
}

fn check(body: &[u8]) -> Result<(), Fault> {
    let text = std::str::from_utf8(body).map_err(|_| Fault::Encoding)?;
    match serde_json::from_str(text) {
        Ok(Message::Request(request)) if request.method().is_empty() => Err(misshapen(text)),
        Ok(_) => Ok(()),
        Err(error) if error.is_data() => Err(misshapen(text)),
        Err(error) => Err(Fault::Json(error.to_string())),
    }
}

/// What is wrong with JSON that is no message: whoever asks something is to hear that it was not
/// understood.
fn misshapen(text: &str) -> Fault {
    #[derive(Deserialize)]
    struct Asked {
        id: Id,
        #[serde(rename = "method")]
        _method: serde_json::Value,
    }
    match serde_json::from_str(text) {
        Ok(Asked { id, .. }) if id != Id::Null => Fault::Request(id),
        _ => Fault::Shape,
    }
}

#[cfg(test)]
mod tests;
