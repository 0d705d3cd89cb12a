//! Tickets and the trackers that know where they are found.

use tm_grammar::tree::Head;
use tm_model::model::{ItemId, Model};

/// The trackers of a model.
#[derive(Default)]
pub(crate) struct Trackers<'a>(Vec<Tracker<'a>>);

/// A tracker: its item, its prefix and its address, with `{id}` for the ticket.
struct Tracker<'a> {
    item: ItemId,
    prefix: &'a str,
    address: Option<&'a str>,
}

impl<'a> Trackers<'a> {
    /// The trackers of a model.
    pub(crate) fn of(model: &'a Model) -> Self {
        let trackers = model.items().filter_map(|(item, known)| {
            let Head::Tracker(tracker) = &known.node().head else { return None };
            let prefix = tracker.name.as_ref()?.text.as_str();
            let address = tracker.address.as_ref().map(|address| address.value.as_str());
            Some(Tracker { item, prefix, address })
        });
        Self(trackers.collect())
    }

    fn find(&self, ticket: &str) -> Option<&Tracker<'a>> {
        self.0.iter().find(|tracker| {
            ticket.strip_prefix(tracker.prefix).is_some_and(|rest| rest.starts_with('-'))
        })
    }

    /// The tracker of a ticket: its prefix and its item.
    pub(crate) fn of_ticket(&self, ticket: &str) -> Option<(&'a str, ItemId)> {
        self.find(ticket).map(|tracker| (tracker.prefix, tracker.item))
    }

    /// The address of a ticket. Nothing else is opened than what the file itself names.
    pub(crate) fn address(&self, ticket: &str) -> Option<String> {
        // Brackets would end the link of whoever shows it.
        let address = self.find(ticket)?.address?.replace("{id}", ticket);
        Some(address.replace(['<', '>', ' '], ""))
    }
}
