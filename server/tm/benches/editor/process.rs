//! What the system tells of a process. Only Linux does; elsewhere there is nothing to tell.

use std::time::Duration;

/// The memory of a process, in kilobytes.
#[derive(Clone, Copy)]
pub struct Memory {
    /// What it holds now.
    pub now: u64,
    /// The most it ever held.
    pub peak: u64,
}

/// The memory of a process.
pub fn memory(id: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some(Memory { now: kilobytes("VmRSS:")?, peak: kilobytes("VmHWM:")? })
}

/// The processor time that a process has used, all of its threads together.
pub fn processor_time(id: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program stands in parentheses and may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    // Linux tells programs of a hundred ticks a second, whatever it counts itself.
    Some(Duration::from_millis(ticks * 10))
}
