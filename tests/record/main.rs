//! Stands between an editor and its language server and writes down what they say.
//!
//! ```sh
//! tm-record FILE [PLACEHOLDER=TEXT]… -- tm lsp
//! ```
//!
//! Each message becomes a line of JSON with its direction, in the order in which it went through, and
//! TEXT in it becomes PLACEHOLDER, so that a recording holds no paths of one machine. The number of
//! the editor's process is left out. `tests/lsp/recorded` plays such a file back.

use std::env;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tm_tests::{frame, read_frame};

struct Recording {
    file: Mutex<File>,
    placeholders: Vec<(String, String)>,
}

impl Recording {
    fn write(&self, from: &str, message: &Value) -> std::io::Result<()> {
        let mut message = message.clone();
        if let Some(process) = message.pointer_mut("/params/processId") {
            *process = Value::Null;
        }
        let mut line = json!({ from: message }).to_string();
        for (placeholder, text) in &self.placeholders {
            line = line.replace(text, placeholder);
        }
        line.push('\n');
        self.file.lock().expect("no thread panics while it holds this").write_all(line.as_bytes())
    }

    /// Passes messages on from one to the other, each once it is written down.
    fn pass(&self, from: &str, input: impl Read, mut output: impl Write) -> Result<(), String> {
        let mut input = BufReader::new(input);
        while let Some(message) = read_frame(&mut input)? {
            self.write(from, &message).map_err(|error| error.to_string())?;
            let sent = output.write_all(&frame(&message)).and_then(|()| output.flush());
            if sent.is_err() {
                // The other side has ended, and so does this.
                return Ok(());
            }
        }
        Ok(())
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("tm-record: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<u8, String> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("which file to write?")?;
    let mut placeholders = Vec::new();
    for argument in arguments.by_ref().take_while(|argument| argument != "--") {
        let (placeholder, text) =
            argument.split_once('=').ok_or("PLACEHOLDER=TEXT is missing =")?;
        placeholders.push((placeholder.to_owned(), text.to_owned()));
    }
    let program = arguments.next().ok_or("which server to start, behind --?")?;
    let file = File::create(&path).map_err(|error| format!("{path}: {error}"))?;
    let recording = Arc::new(Recording { file: Mutex::new(file), placeholders });
    let mut server = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    let input = server.stdin.take().ok_or("the server has no input")?;
    let output = server.stdout.take().ok_or("the server has no output")?;
    // The editor keeps its end open until this process has ended, so nobody waits for that.
    let from_client = Arc::clone(&recording);
    std::thread::spawn(move || from_client.pass("client", std::io::stdin(), input));
    recording.pass("server", output, std::io::stdout())?;
    let status = server.wait().map_err(|error| error.to_string())?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
