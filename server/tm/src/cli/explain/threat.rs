//! A threat on a thing, laid out for people: how it stands, why it fires or does not, what would
//! clear it, and what the rule is about.

use tm_model::explain::{Explanation, Off, Verdict};
use tm_model::model::{Model, RuleRef, State, Threat};
use tm_model::source::Origin;
use tm_model::value::Truth;

use super::Explained;
use super::parts::{self, note, place};
use crate::cli::page::markdown;
use crate::cli::page::{Paint, Piece, Prose, plain};
use crate::cli::places::Places;

/// Writes a threat onto a page.
pub fn write(page: &mut Prose, explained: &Explained<'_>, places: &Places<'_>, name_model: bool) {
    let Explained { model, explanation, .. } = explained;
    let writer = Writer { model, explanation, places };
    writer.head(page, name_model);
    writer.state(page);
    writer.situation(page);
    writer.answer(page);
    writer.remedies(page);
    writer.rule(page);
}

/// Writes one explanation.
pub(super) struct Writer<'w> {
    pub(super) model: &'w Model,
    pub(super) explanation: &'w Explanation,
    pub(super) places: &'w Places<'w>,
}

impl Writer<'_> {
    fn head(&self, page: &mut Prose, name_model: bool) {
        let explanation = self.explanation;
        let mut first: Vec<Piece> = vec![(Paint::Strong, explanation.key.to_string())];
        if name_model {
            first.push(plain(format!(" in the model {}", self.model.name)));
        }
        if let Some(threat) = &explanation.threat {
            let shown = threat.state;
            first.push(plain(" · "));
            first.push((paint_of(shown), shown.word().to_owned()));
            if threat.overdue {
                first.push((Paint::Bad, ", overdue".into()));
            }
            first.push(plain(format!(" · {} risk", threat.risk.level)));
            if let Some(score) = threat.risk.score {
                first.push(plain(format!(" ({score})")));
            }
        }
        page.paragraph(0, 2, &first);
        // A title speaks of the ends of a flow, or of what else such a thing has.
        if !matches!(explanation.verdict, Verdict::OtherKind { .. }) {
            let text = match explanation.threat {
                Some(_) => format!("{}.", explanation.title),
                None => format!("It would mean: \"{}\".", explanation.title),
            };
            let item = self.model.item(self.model.thing(explanation.subject).item);
            let origin = item.map(|item| item.origin(item.name_span()));
            page.paragraph(0, 2, &with_place(&text, origin, self.places));
        }
    }

    /// One sentence: how it stands, and why it is not to be seen if it is not.
    fn state(&self, page: &mut Prose) {
        let explanation = self.explanation;
        page.gap();
        let (text, origin) = match &explanation.verdict {
            Verdict::Fires => (self.standing(), None),
            Verdict::Folded(key) => (
                format!(
                    "{} Lists show it under \"{key}\", which is of the same group and comes first.",
                    self.standing()
                ),
                None,
            ),
            Verdict::Undecided => (
                "It is no threat yet, but a question: whether its situation is there depends on what nobody has said.".into(),
                None,
            ),
            Verdict::Absent => ("It does not fire: its situation is not there.".into(), None),
            Verdict::Ignored => (
                "Its situation is there and nobody has said whether anything answers it. The model ignores such threats (unknowns: ignore).".into(),
                None,
            ),
            Verdict::OutOfScope(origin) => {
                let subject = self.model.label(explanation.subject);
                (format!("It does not fire: {subject} is out of scope."), *origin)
            }
            Verdict::Off(off) => off_text(off),
            Verdict::OtherKind { looks_at, is } => {
                let subject = self.model.label(explanation.subject);
                (format!("It cannot fire there: the rule looks at {looks_at}, and {subject} is {is}."), None)
            }
        };
        page.paragraph(0, 0, &with_place(&text, origin, self.places));
        if let Some(threat) = &explanation.threat {
            self.decision(page, threat);
            self.risk(page, threat);
        }
    }

    /// How a threat that fires stands.
    fn standing(&self) -> String {
        let Some(threat) = &self.explanation.threat else { return String::new() };
        match threat.state {
            State::Open if threat.expired => "It is open again: the decision below has run out.".into(),
            State::Open => "It is open: nothing answers it, and nobody has decided it.".into(),
            State::Possible => {
                "It is possible: its situation is there, and nobody has said whether anything answers it.".into()
            }
            State::Planned if threat.overdue => {
                "It is planned, and the day by which it was to be done has passed.".into()
            }
            State::Planned => "It is planned: what answers it is not done yet.".into(),
            State::Mitigated if threat.decision.is_some() => "It is mitigated, by decision.".into(),
            State::Mitigated => "It is mitigated: something answers it.".into(),
            state => format!("It is {}.", state.word()),
        }
    }

    fn decision(&self, page: &mut Prose, threat: &Threat) {
        let Some(item) = threat.decision.and_then(|id| self.model.item(id)) else { return };
        let written = |key: &str| {
            let values = &item.property(key)?.values;
            let span = values.first()?.span.cover(values.last()?.span);
            Some(span.text(item.text()).split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let mut text = format!("Decided: {}", item.word);
        for key in ["with", "to", "by", "until"] {
            if let Some(value) = written(key) {
                text.push_str(&format!(" {key} {value}"));
            }
        }
        if let Some(until) = threat.decision.and_then(|id| self.model.until(id)) {
            text.push_str(&format!(" ({})", days(until - self.model.settings.today)));
        }
        match written("because") {
            Some(because) => text.push_str(&format!(", because {because}")),
            None => text.push('.'),
        }
        let origin = item.origin(item.node().span);
        page.paragraph(0, 2, &with_place(&text, Some(origin), self.places));
    }

    fn risk(&self, page: &mut Prose, threat: &Threat) {
        let risk = &threat.risk;
        let mut text = match risk.score {
            Some(score) => format!("Risk: {}, from {score}", risk.level),
            None => format!(
                "Risk: {}, from severity {} and likelihood {}",
                risk.level, risk.severity, risk.likelihood
            ),
        };
        let RuleRef::Pack(rule) = threat.rule else {
            page.paragraph(0, 2, &[plain(format!("{text}."))]);
            return;
        };
        let rule = self.model.schema.rule(rule);
        if risk.adjustments.is_empty() {
            text.push_str(", as the rule says.");
        } else {
            let reasons: Vec<&str> =
                risk.adjustments.iter().map(|adjustment| adjustment.reason()).collect();
            text.push_str(&format!(
                ". The rule says {} and {}; here it is {}.",
                rule.severity,
                rule.likelihood,
                reasons.join(", and ")
            ));
        }
        page.paragraph(0, 2, &[plain(text)]);
    }

    /// The situation, part by part.
    fn situation(&self, page: &mut Prose) {
        let Some(when) = &self.explanation.when else {
            let declared = self.model.item(match self.explanation.rule {
                RuleRef::Own(id) => id,
                RuleRef::Pack(_) => return,
            });
            if let Some(item) = declared {
                page.heading("Why it fires");
                let origin = item.origin(item.name_span());
                let text = "The model declares it".to_owned();
                page.paragraph(2, 4, &with_place(&text, Some(origin), self.places));
            }
            return;
        };
        let heading = match (&self.explanation.verdict, when.truth) {
            (Verdict::Fires | Verdict::Folded(_) | Verdict::Ignored, _) => "Why it fires",
            (Verdict::Undecided, _) => "What it hangs on",
            (Verdict::Absent, _) => "Why it does not fire",
            (_, Truth::True) => "It would fire otherwise",
            (_, Truth::Unknown) => "It would be undecided otherwise",
            (_, Truth::False) => "It would not fire otherwise either",
        };
        page.heading(format!("{heading}{}", self.variable()));
        parts::write(page, when, 2, self.places);
        if self.explanation.verdict == Verdict::Undecided && !self.explanation.questions.is_empty()
        {
            page.heading("What would decide it");
            for question in &self.explanation.questions {
                page.paragraph(2, 4, &[plain(format!("? {question}"))]);
            }
        }
    }

    /// What the variable of the rule stands for: ` (f is save-post)`.
    fn variable(&self) -> String {
        let RuleRef::Pack(id) = self.explanation.rule else { return String::new() };
        let variable = &self.model.schema.rule(id).variable;
        let subject = self.model.label(self.explanation.subject);
        if variable.is_empty() { String::new() } else { format!(" ({variable} is {subject})") }
    }

    /// What answers it, or what does not yet.
    fn answer(&self, page: &mut Prose) {
        let explanation = self.explanation;
        let Some(threat) = &explanation.threat else { return };
        let answered =
            matches!(explanation.unless.as_ref().map(|part| part.truth), Some(Truth::True));
        // What does not answer it yet is told with what would clear it.
        if let Some(unless) = explanation.unless.as_ref().filter(|_| answered || self.is_settled())
        {
            let heading = if answered { "What answers it" } else { "What could answer it" };
            page.heading(format!("{heading}{}", self.variable()));
            parts::write(page, unless, 2, self.places);
        }
        if !explanation.answered_by.is_empty() {
            page.heading(match threat.state {
                State::Planned => "What will answer it",
                _ => "What answers it besides",
            });
            for answer in &explanation.answered_by {
                note(page, answer, 2, self.places, true);
            }
            if threat.state == State::Planned {
                page.paragraph(2, 4, &[plain("Once that is so, write \"status: done\" there.")]);
            }
        }
    }

    /// Nothing is to be done about it now.
    pub(super) fn is_settled(&self) -> bool {
        self.explanation.threat.as_ref().is_none_or(|threat| {
            !threat.state.is_pending() && !threat.overdue && threat.state != State::Planned
        })
    }

    /// What the rule is about.
    fn rule(&self, page: &mut Prose) {
        let RuleRef::Pack(id) = self.explanation.rule else { return };
        let rule = self.model.schema.rule(id);
        let pack = &self.model.schema.packs[usize::from(rule.pack.0)];
        page.heading("About the rule");
        let docs = markdown::joined(&rule.docs);
        for line in docs.lines().filter(|line| !line.trim().is_empty()) {
            page.paragraph(2, 2, &markdown::pieces(line));
        }
        let mut facts =
            vec![format!("From {} {}", pack.name, pack.version), rule.category.to_string()];
        facts.extend((!rule.cwe.is_empty()).then(|| numbers("CWE", &rule.cwe)));
        facts.extend((!rule.capec.is_empty()).then(|| numbers("CAPEC", &rule.capec)));
        facts.extend(rule.top.then(|| "among those that matter most".to_owned()));
        page.paragraph(2, 2, &[plain(facts.join(" · "))]);
        for (pack, reason) in &rule.overridden {
            let pack = &self.model.schema.packs[usize::from(pack.0)].name;
            let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            page.paragraph(2, 4, &[plain(format!("Changed by {pack}{reason}"))]);
        }
    }
}

fn numbers(name: &str, list: &[u32]) -> String {
    let list: Vec<String> = list.iter().map(|number| format!("{name}-{number}")).collect();
    list.join(", ")
}

/// The style of a state: what is to be done stands out.
pub fn paint_of(state: State) -> Paint {
    match state {
        State::Open => Paint::Bad,
        State::Possible | State::Planned => Paint::Unsure,
        State::Mitigated => Paint::Good,
        _ => Paint::Plain,
    }
}

/// Why a rule does not run, and where that is written.
fn off_text(off: &Off) -> (String, Option<Origin>) {
    match off {
        Off::Profile { name, origin, by_risk_level: false } => (
            format!("It does not fire: the profile \"{name}\" of the model leaves the rule out."),
            *origin,
        ),
        Off::Profile { name, origin, by_risk_level: true } => (
            format!(
                "It does not fire: by its risk level the model runs the profile \"{name}\", which leaves the rule out. \"use … only comprehensive\" runs all rules."
            ),
            *origin,
        ),
        Off::Methodology(origin) => (
            "It does not fire: the methodology of the model leaves its category out.".into(),
            *origin,
        ),
    }
}

/// A text and where it is written.
pub fn with_place(text: &str, origin: Option<Origin>, places: &Places<'_>) -> Vec<Piece> {
    let mut pieces = vec![plain(text)];
    pieces.extend(place(origin, places));
    pieces
}

/// `in 191 days`, `today`, `3 days ago`
fn days(days: i64) -> String {
    match days {
        0 => "today is the last day".into(),
        1 => "tomorrow is the last day".into(),
        -1 => "yesterday was the last day".into(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}
