//! Bytes that are no message: each is answered, and the session goes on.

use serde_json::{Value, json};
use tm_tests::Client;

use crate::{DOCUMENT, TM, place};

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend(body);
    frame
}

#[test]
fn a_broken_frame_is_answered_and_survived() {
    let hover =
        json!({ "jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": place(0, 0) })
            .to_string();
    let nested = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("invalid JSON", framed(b"{broken")),
        ("invalid UTF-8", framed(b"\"\xff\xfe\"")),
        ("not an object", framed(b"42")),
        ("an empty object", framed(b"{}")),
        ("a batch", framed(format!("[{hover}]").as_bytes())),
        ("deep nesting", framed(nested.as_bytes())),
        ("a bad length", format!("Content-Length: many\r\n\r\n{hover}").into()),
        ("a missing length", format!("Content-Type: text\r\n\r\n{hover}").into()),
        ("a negative length", format!("Content-Length: -1\r\n\r\n{hover}").into()),
        (
            "an overflowing length",
            format!("Content-Length: {}\r\n\r\n{hover}", "9".repeat(30)).into(),
        ),
        ("a length that is too short", format!("Content-Length: 5\r\n\r\n{hover}").into()),
        ("a garbage line", b"what is this?\r\n".to_vec()),
        ("garbage without a break", vec![0; 5_000]),
        (
            "another charset",
            format!(
                "Content-Length: {}\r\nContent-Type: x; charset=latin1\r\n\r\n{hover}",
                hover.len()
            )
            .into(),
        ),
    ];
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "");
    for (name, bytes) in &cases {
        client.send_bytes(bytes);
        let reply = client.call("textDocument/hover", &place(0, 0));
        assert_eq!(reply, Value::Null, "{name}");
        let told = client.reply_to_nobody();
        assert_eq!(told["error"]["code"], -32700, "{name}");
        let more = client.unseen().into_iter().filter(|message| message.get("method").is_none());
        assert_eq!(more.count(), 0, "{name}");
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn unusual_but_sound_frames_are_read() {
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "");
    let lengths: [fn(usize) -> String; 4] = [
        |length| format!("content-length: {length}\r\n\r\n"),
        |length| format!("Content-Length: {length}\n\n"),
        |length| {
            format!(
                "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
            )
        },
        |length| format!("A: 1\r\nB: 2\r\nC: 3\r\nContent-Length: {length}\r\n\r\n"),
    ];
    for (id, header) in (500..).zip(lengths) {
        let body = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": place(0, 0) }).to_string();
        client.send_bytes(b"Content-Length: 0\r\n\r\n");
        client.send_bytes(header(body.len()).as_bytes());
        client.send_bytes(body.as_bytes());
        assert!(client.reply(id).get("result").is_some());
    }
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_frame_that_is_too_long_is_passed_over() {
    const LENGTH: usize = 64 * 1024 * 1024 + 1;
    let mut client = Client::start(TM);
    client.open(DOCUMENT, "");
    client.send_bytes(format!("Content-Length: {LENGTH}\r\n\r\n").as_bytes());
    assert_eq!(client.reply_to_nobody()["error"]["code"], -32700);
    client.send_bytes(&vec![b' '; LENGTH]);
    assert_eq!(client.call("textDocument/hover", &place(0, 0)), Value::Null);
    assert_eq!(client.finish(), Some(0));
}

#[test]
fn a_promise_of_terabytes_is_told_and_its_end_is_the_end() {
    let mut client = Client::start(TM);
    client.send_bytes(b"Content-Length: 4000000000000\r\n\r\n");
    assert_eq!(client.reply_to_nobody()["error"]["code"], -32700);
    client.close_input();
    assert_eq!(client.ended().code(), Some(1));
}
