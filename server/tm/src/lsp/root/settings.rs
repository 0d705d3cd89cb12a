//! What lies beside the models of a workspace, as it comes and changes: settings, the lock, and who owns
//! code.

use std::sync::Arc;

use smol_str::SmolStr;

use super::super::configuration::{Configuration, OfClient};
use super::{Root, owners};
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
        if let Some(place) = owners::FILES.iter().position(|file| *file == path) {
            self.owners[place] = owners::named_in(text).into();
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

    /// Who owns code here.
    pub fn owners(&self) -> Arc<[SmolStr]> {
        let named = self.owners.iter().find(|owners| !owners.is_empty());
        named.cloned().unwrap_or_default()
    }

    /// Whether the settings or the lock have changed since this was last asked.
    pub fn take_reconfigured(&mut self) -> bool {
        std::mem::take(&mut self.reconfigured)
    }

    /// A document was closed: its text is the disk's again.
    pub fn close(&mut self, path: &str) {
        if !self.stamps.contains_key(path) {
            // It was never saved: no survey would miss it.
            self.remove(path);
        }
        self.look_again([path.to_owned()]);
    }
}
