//! Every way a frame can be broken, and the sound message after it.

use super::*;

const HOVER: &str = r#"{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}"#;

/// What it is called, the broken bytes, and what the fault must be.
type Case = (&'static str, Vec<u8>, fn(&Fault) -> bool);

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

fn frames_of(input: &[u8]) -> Vec<Frame> {
    let mut frames = Frames::new(input);
    let mut all = Vec::new();
    while let Some(frame) = frames.next().expect("reading from memory") {
        all.push(frame);
    }
    all
}

fn hover() -> Frame {
    Frame::Message(HOVER.into())
}

#[test]
fn sound_messages_go_through_unchanged() {
    let bodies = [
        HOVER,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
        r#"{"jsonrpc":"2.0","id":"a","method":"shutdown","params":null}"#,
        r#"{"jsonrpc":"2.0","id":3,"result":null}"#,
        r#"{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"no"}}"#,
    ];
    let input: String = bodies.iter().map(|body| framed(body)).collect();
    let expected: Vec<_> = bodies.iter().map(|body| Frame::Message((*body).into())).collect();
    assert_eq!(frames_of(input.as_bytes()), expected);
}

#[test]
fn headers_are_read_in_every_spelling() {
    let length = HOVER.len();
    for headers in [
        format!("content-length: {length}\r\n"),
        format!("CONTENT-LENGTH:{length}\r\n"),
        format!("Content-Length: {length}\n"),
        format!("Content-Type: application/vscode-jsonrpc\r\nContent-Length: {length}\r\n"),
        format!("Content-Length: {length}\r\ncontent-type: x; charset=UTF-8\r\n"),
        format!("A: 1\r\nB: 2\r\nContent-Length: {length}\r\nC: 3\r\nD: 4\r\n"),
        format!("\r\n\nContent-Length: {length}\r\n"),
        format!("Content-Length: {length}\r\nContent-Length: {length}\r\n"),
    ] {
        let input = format!("{headers}\r\n{HOVER}{}", framed(HOVER));
        assert_eq!(frames_of(input.as_bytes()), [hover(), hover()], "{headers:?}");
    }
}

#[test]
fn a_broken_frame_is_told_and_the_next_message_is_read() {
    let deep = format!(
        r#"{{"jsonrpc":"2.0","method":"x","params":{}1{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let cases: Vec<Case> = vec![
        ("invalid JSON", framed("{nonsense}").into(), |fault| matches!(fault, Fault::Json(_))),
        ("cut JSON", framed(r#"{"jsonrpc":"2.0""#).into(), |fault| matches!(fault, Fault::Json(_))),
        ("two values", framed("{} {}").into(), |fault| {
            matches!(fault, Fault::Json(_) | Fault::Shape)
        }),
        ("deep nesting", framed(&deep).into(), |fault| matches!(fault, Fault::Json(_))),
        ("invalid UTF-8", b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec(), |fault| {
            *fault == Fault::Encoding
        }),
        ("a number", framed("17").into(), |fault| *fault == Fault::Shape),
        ("an empty object", framed("{}").into(), |fault| *fault == Fault::Shape),
        ("an empty batch", framed("[]").into(), |fault| *fault == Fault::Shape),
        ("a batch", framed(&format!("[{HOVER}]")).into(), |fault| *fault == Fault::Shape),
        ("no method", framed(r#"{"jsonrpc":"2.0","id":1}"#).into(), |fault| *fault == Fault::Shape),
        ("another version", framed(r#"{"jsonrpc":"1.0","method":"x"}"#).into(), |fault| {
            *fault == Fault::Shape
        }),
        (
            "a method twice",
            framed(r#"{"jsonrpc":"2.0","method":"x","method":"y"}"#).into(),
            |fault| *fault == Fault::Shape,
        ),
        ("a strange id", framed(r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#).into(), |fault| {
            *fault == Fault::Shape
        }),
        ("no length", format!("Content-Type: x\r\n\r\n{HOVER}").into(), |fault| {
            *fault == Fault::Length
        }),
        ("a word for a length", format!("Content-Length: ten\r\n\r\n{HOVER}").into(), |fault| {
            *fault == Fault::Length
        }),
        ("a negative length", format!("Content-Length: -5\r\n\r\n{HOVER}").into(), |fault| {
            *fault == Fault::Length
        }),
        ("a signed length", format!("Content-Length: +5\r\n\r\n{HOVER}").into(), |fault| {
            *fault == Fault::Length
        }),
        (
            "an endless length",
            format!("Content-Length: {}\r\n\r\n{HOVER}", "9".repeat(40)).into(),
            |fault| *fault == Fault::Length,
        ),
        ("an empty length", format!("Content-Length:\r\n\r\n{HOVER}").into(), |fault| {
            *fault == Fault::Length
        }),
        (
            "two lengths",
            format!("Content-Length: 5\r\nContent-Length: 6\r\n\r\n{HOVER}").into(),
            |fault| *fault == Fault::Length,
        ),
        (
            "another charset",
            format!(
                "Content-Length: {}\r\nContent-Type: x; charset=utf-16\r\n\r\n{HOVER}",
                HOVER.len()
            )
            .into(),
            |fault| *fault == Fault::Charset,
        ),
        ("a garbage line", b"hello there\r\n".to_vec(), |fault| *fault == Fault::Header),
        ("garbage without a break", b"}}}}".to_vec(), |fault| *fault == Fault::Header),
        ("garbage with a colon", b"{\"a\": 1}\r\n".to_vec(), |fault| *fault == Fault::Header),
        ("a word before the header", b"stray".to_vec(), |fault| *fault == Fault::Header),
        ("bytes that are no text", vec![0xff; 10_000], |fault| *fault == Fault::Header),
        ("an endless header line", format!("X: {}\r\n", "x".repeat(100_000)).into(), |fault| {
            *fault == Fault::Header
        }),
        (
            "an endless length line",
            format!("Content-Length: {}\r\n", "1".repeat(100_000)).into(),
            |fault| *fault == Fault::Header,
        ),
    ];
    for (name, mut input, expected) in cases {
        input.extend(framed(HOVER).bytes());
        let frames = frames_of(&input);
        match frames.as_slice() {
            [Frame::Fault(fault), after] if expected(fault) && *after == hover() => {}
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_length_that_is_too_short_costs_one_message() {
    let input = format!("Content-Length: 10\r\n\r\n{HOVER}{}", framed(HOVER));
    let frames = frames_of(input.as_bytes());
    assert!(
        matches!(frames.as_slice(), [Frame::Fault(Fault::Json(_)), last] if *last == hover()),
        "{frames:?}"
    );
}

#[test]
fn a_header_that_a_chunk_boundary_cuts_is_found() {
    for garbage in 4_050..4_150 {
        let input = format!("{}{}", "x".repeat(garbage), framed(HOVER));
        let frames = frames_of(input.as_bytes());
        assert_eq!(frames, [Frame::Fault(Fault::Header), hover()], "after {garbage} bytes");
    }
}

#[test]
fn every_broken_body_is_told_of() {
    let input = format!("{}{}{}", framed("{"), framed("{"), framed(HOVER));
    let frames = frames_of(input.as_bytes());
    assert!(
        matches!(frames.as_slice(), [Frame::Fault(_), Frame::Fault(_), Frame::Message(_)]),
        "{frames:?}"
    );
}

#[test]
fn an_empty_body_is_nothing() {
    let input = format!("Content-Length: 0\r\n\r\n{}", framed(HOVER));
    assert_eq!(frames_of(input.as_bytes()), [hover()]);
}

#[test]
fn a_body_that_is_too_long_is_passed_over() {
    let length = MAX_BODY + 1;
    let head = format!("Content-Length: {length}\r\n\r\n");
    let input = head.as_bytes().chain(io::repeat(b'x').take(length));
    let after = framed(HOVER);
    let mut frames = Frames::new(input.chain(after.as_bytes()));
    assert_eq!(frames.next().expect("read"), Some(Frame::Fault(Fault::TooLong(length))));
    assert_eq!(frames.next().expect("read"), Some(hover()));
    assert_eq!(frames.next().expect("read"), None);
}

#[test]
fn a_length_without_end_is_told_before_its_bytes_arrive() {
    let mut frames = Frames::new(&b"Content-Length: 4000000000000\r\n\r\nxyz"[..]);
    assert_eq!(frames.next().expect("read"), Some(Frame::Fault(Fault::TooLong(4_000_000_000_000))));
    assert_eq!(frames.next().expect("read"), None);
}

#[test]
fn the_stream_may_end_anywhere() {
    let input = framed(HOVER);
    for end in 0..input.len() {
        let frames = frames_of(&input.as_bytes()[..end]);
        assert!(frames.len() <= 1 && !frames.contains(&hover()), "{end}: {frames:?}");
    }
}
