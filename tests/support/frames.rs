//! Messages as they stand in a pipe, read strictly: a byte that does not belong there is an error.

use std::io::{BufRead, Read};

use serde_json::Value;

/// A message with its header.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads one message; `None` at the end of the stream.
pub fn read_frame(input: &mut impl BufRead) -> Result<Option<Value>, String> {
    let parsed = |body: Vec<u8>| serde_json::from_slice(&body);
    body(input)?.map(parsed).transpose().map_err(|error| format!("not JSON: {error}"))
}

/// Reads the body of one message, whatever it says; `None` at the end of the stream.
pub fn body(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, String> {
    let mut header = String::new();
    if input.read_line(&mut header).map_err(|error| error.to_string())? == 0 {
        return Ok(None);
    }
    let length = header
        .strip_prefix("Content-Length: ")
        .and_then(|rest| rest.strip_suffix("\r\n"))
        .and_then(|digits| digits.parse::<u64>().ok())
        .ok_or_else(|| format!("not a header: {header:?}"))?;
    let mut blank = String::new();
    input.read_line(&mut blank).map_err(|error| error.to_string())?;
    if blank != "\r\n" {
        return Err(format!("not the end of the headers: {blank:?}"));
    }
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body).map_err(|error| error.to_string())?;
    Ok(Some(body))
}
