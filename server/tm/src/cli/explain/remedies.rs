//! What would clear a threat, as the text to write and where; and how to decide it instead.

use tm_model::explain::{Need, Remedy};
use tm_model::model::{RuleRef, State, ThingId};
use tm_model::value::date_of_day;

use super::parts::{note, place};
use super::threat::{Writer, with_place};
use crate::cli::page::{Paint, Piece, Prose, plain};
use crate::cli::report::iso;

/// How long a decision that is offered holds.
const DAYS_OFFERED: i64 = 90;

impl Writer<'_> {
    /// What would clear it, each as the text to write and where.
    pub(super) fn remedies(&self, page: &mut Prose) {
        let explanation = self.explanation;
        let Some(threat) = &explanation.threat else { return };
        let is_settled =
            !threat.state.is_pending() && !threat.overdue && threat.state != State::Planned;
        // What is planned has been named, and is one way more only if it is late.
        if threat.state == State::Planned && !threat.overdue && !explanation.answered_by.is_empty()
        {
            return;
        }
        if !explanation.remedies.is_empty() && !is_settled {
            page.heading(match explanation.remedies.len() {
                1 => "What would clear it",
                _ => "What would clear it: any one of these",
            });
            for remedy in &explanation.remedies {
                self.remedy(page, remedy);
            }
        } else if !is_settled && matches!(explanation.rule, RuleRef::Pack(_)) {
            page.heading("What would clear it");
            let text = "No control in the knowledge bases answers it: change what is drawn so that the situation is not there, or decide it.";
            page.paragraph(2, 2, &[plain(text)]);
        }
        if threat.state.is_pending() && threat.decision.is_none() {
            page.heading("Or decide it");
            let key = &threat.key;
            let until = iso(date_of_day(self.model.settings.today + DAYS_OFFERED));
            page.line(2, &[(Paint::Code, format!("mitigate {key} with CONTROL-OR-MITIGATION"))]);
            page.line(
                2,
                &[(Paint::Code, format!("accept {key} by @you until {until} because \"…\""))],
            );
            page.line(2, &[(Paint::Code, format!("dismiss {key} because \"…\""))]);
        }
    }

    fn remedy(&self, page: &mut Prose, remedy: &Remedy) {
        let mut indent = 2;
        if remedy.needs.len() > 1 {
            page.paragraph(2, 4, &[plain("• all of these together:")]);
            indent = 4;
        }
        for need in &remedy.needs {
            self.need(page, need, indent);
        }
    }

    fn need(&self, page: &mut Prose, need: &Need, indent: usize) {
        let model = self.model;
        let name = &model.schema.attribute(need.attribute).name;
        let on = model.label(need.on);
        let title = if need.title == *name { String::new() } else { format!(" ({})", need.title) };
        page.paragraph(
            indent,
            indent + 2,
            &[plain("• "), (Paint::Strong, name.to_string()), plain(title)],
        );
        let inner = indent + 2;
        match &need.now {
            Some(now) => note(page, now, inner, self.places, false),
            None => page.paragraph(inner, inner + 2, &[plain(need.ask.clone())]),
        }
        if let Some((mitigation, origin)) = &need.planned {
            let text =
                format!("once it is done, write \"status: done\" on the mitigation {mitigation}");
            page.paragraph(inner, inner + 2, &with_place(&text, Some(*origin), self.places));
            return;
        }
        let on_text = if need.on == ThingId::MODEL {
            "in the header of the model".to_owned()
        } else {
            format!("on {on}")
        };
        let mut write: Vec<Piece> = if need.value.contains(' ') {
            vec![plain(format!("write \"{name}: …\" {on_text}, one of: {}", need.value))]
        } else {
            vec![
                plain("write "),
                (Paint::Code, format!("\"{name}: {}\"", need.value)),
                plain(format!(" {on_text}")),
            ]
        };
        write.extend(place(need.origin, self.places));
        page.paragraph(inner, inner + 2, &write);
        if need.is_control && need.value == "yes" {
            let line = format!("\"mitigation NAME: {name} on {on} status done\"");
            page.paragraph(inner, inner + 2, &[plain("or "), (Paint::Code, line)]);
        }
    }
}
