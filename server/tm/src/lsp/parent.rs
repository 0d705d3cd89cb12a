//! Watches the process that started the server, so that no server outlives its editor.
//!
//! The end of standard input tells the same in nearly every case; this is for an editor that died
//! while another process holds the pipe open. A process that cannot be seen at the start is not
//! watched: an editor in another container names a number that means nothing here. Where the
//! system offers no safe way to look, nothing is watched.

/// Calls `gone` from a thread of its own once the process has ended.
pub fn watch(process: u32, gone: impl FnOnce() + Send + 'static) {
    #[cfg(unix)]
    match unix::Watched::new(process) {
        Some(watched) => {
            std::thread::spawn(move || {
                watched.wait();
                gone();
            });
        }
        None => tracing::warn!(process, "the parent process cannot be seen and is not watched"),
    }
    #[cfg(not(unix))]
    {
        let _ = gone;
        tracing::debug!(process, "parent processes are not watched on this system");
    }
}

#[cfg(unix)]
mod unix {
    use std::time::Duration;

    use rustix::process::{Pid, test_kill_process};

    /// How often to look where the system cannot wake us.
    const INTERVAL: Duration = Duration::from_secs(2);

    /// A living process.
    pub struct Watched {
        pid: Pid,
        #[cfg(target_os = "linux")]
        handle: Option<std::os::fd::OwnedFd>,
    }

    impl Watched {
        /// The process of this number, if there is one.
        pub fn new(process: u32) -> Option<Self> {
            let pid = Pid::from_raw(i32::try_from(process).ok()?)?;
            #[cfg(target_os = "linux")]
            let handle =
                rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok();
            // A process of another user can be seen, though not signalled.
            let alive = !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH));
            alive.then_some(Self {
                pid,
                #[cfg(target_os = "linux")]
                handle,
            })
        }

        /// Waits until it has ended.
        pub fn wait(&self) {
            #[cfg(target_os = "linux")]
            if let Some(handle) = &self.handle {
                use rustix::event::{PollFd, PollFlags, poll};
                loop {
                    match poll(&mut [PollFd::new(handle, PollFlags::IN)], None) {
                        Err(rustix::io::Errno::INTR) => {}
                        Ok(_) => return,
                        Err(_) => break,
                    }
                }
            }
            while !matches!(test_kill_process(self.pid), Err(rustix::io::Errno::SRCH)) {
                std::thread::sleep(INTERVAL);
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_end_of_a_process_is_noticed() {
        let mut process = Command::new("sleep").arg("600").spawn().expect("sleep runs");
        let (tell, told) = mpsc::channel();
        watch(process.id(), move || tell.send(()).expect("the test waits"));
        assert!(told.try_recv().is_err());
        process.kill().expect("it lives");
        process.wait().expect("it ended");
        told.recv_timeout(Duration::from_secs(30)).expect("noticed");
    }

    #[test]
    fn a_process_that_cannot_be_seen_is_not_watched() {
        let mut process = Command::new("true").spawn().expect("true runs");
        process.wait().expect("it ended");
        let (tell, told) = mpsc::channel::<()>();
        watch(process.id(), move || tell.send(()).expect("the test waits"));
        // The sender is dropped unused.
        assert!(told.recv().is_err());
    }
}
