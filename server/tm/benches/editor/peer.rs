//! The peer that the same things are measured of in the same run: `ruff server`, which checks
//! Python as `tm` checks models. It is fetched from the package index into the ignored `.cache`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that is measured.
pub const VERSION: &str = "0.17.6";

/// The program of the peer; or why there is none.
pub fn program() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/ruff");
    let program = folder.join("bin/ruff");
    if is_wanted(&program) {
        return Ok(program);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let package = format!("ruff=={VERSION}");
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", &package]))?;
    is_wanted(&program).then_some(program).ok_or_else(|| format!("ruff {VERSION} does not start"))
}

fn is_wanted(program: &Path) -> bool {
    let output = Command::new(program).arg("--version").output();
    output.is_ok_and(|output| output.stdout == format!("ruff {VERSION}\n").as_bytes())
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    output.status.success().then_some(()).ok_or_else(|| said.trim().to_owned())
}
