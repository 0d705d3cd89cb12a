//! What the client says of settings, and what is open of those in files.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::State;
use crate::lsp::configuration::is_settings;
use crate::settings::{Layer, Settings};

const SECONDS_PER_DAY: u64 = 86_400;

impl State {
    /// Lays settings over those of the start. Gives whether that changed anything, and warnings.
    pub fn configure(&mut self, value: &Value) -> (bool, Vec<String>) {
        let now = Layer::of_client(value);
        let [initial, before] = &*self.client;
        let changed = now != *before;
        let warnings = warnings_about(&now);
        if changed {
            self.client = Arc::new([initial.clone(), now]);
            for root in self.roots.values_mut() {
                root.set_client(Arc::clone(&self.client));
            }
        }
        (changed, warnings)
    }

    /// A `tm.toml` is short, and is read anew with each change.
    pub(super) fn change_settings(&mut self, name: &str) {
        let text = self.documents.get(name).filter(|_| is_settings(name));
        if let Some(text) = text.map(|document| document.text.to_string()) {
            self.each_holder(name, |root, path| root.put(path, &text));
        }
    }

    /// The day that dates are measured against, counted from 1970-01-01.
    pub(super) fn today(&self) -> i64 {
        // A clock before 1970 was never set: the first day is as good as any.
        let since = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // The days since 1970 fit many times over.
        let mut settings = Settings::default();
        for layer in &*self.client {
            settings.lay(layer);
        }
        settings.today.unwrap_or_else(|| (since().as_secs() / SECONDS_PER_DAY) as i64)
    }
}

/// What is wrong with settings of the client.
pub(super) fn warnings_about(layer: &Layer) -> Vec<String> {
    let problems = Settings::default().lay(layer);
    problems.into_iter().map(|problem| problem.message).collect()
}
