//! The settings of a workspace, as they come and change.

use super::super::configuration::{Configuration, OfClient};
use super::Root;
use crate::lock;
use crate::settings::FILE;

impl Root {
    /// The settings, and what is wrong with them.
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// Takes what the client says of settings.
    pub fn set_client(&mut self, client: OfClient) {
        self.configuration.set_client(client);
        self.take_settings();
    }

    /// Takes the text of the `tm.toml` or `tm.lock` of this workspace; any other is of no matter.
    pub(super) fn set_beside(&mut self, path: &str, text: &str) {
        if path == FILE && self.configuration.set_text(text) {
            self.take_settings();
        }
        if path == lock::FILE && self.configuration.set_lock_text(text) {
            let lock = self.configuration.lock().clone();
            self.reconfigured = true;
            self.contain(|workspace| workspace.set_lock(lock));
        }
    }

    fn take_settings(&mut self) {
        let policy = self.configuration.settings().policy.clone();
        self.reconfigured = true;
        self.contain(|workspace| workspace.set_policy(policy));
    }

    /// Whether the settings or the lock have changed since this was last asked.
    pub fn take_reconfigured(&mut self) -> bool {
        std::mem::take(&mut self.reconfigured)
    }

    /// A document was closed: its text is the disk's again.
    pub fn close(&mut self, path: &str) {
        if !self.stamps.contains_key(path) {
            // It was never saved.
            self.set_beside(path, "");
        }
        self.look_again([path.to_owned()]);
    }
}
