//! The risk of a threat: severity and likelihood, each moved at most one step by what the model
//! says, and the table that makes one level of the two; of threats of the model by their rating.

use smallvec::SmallVec;

use super::rating::{Score, of_cvss, of_dread};
use super::{Method, Model, ModelItem, Rating, ThingId, crossing};
use crate::kind::ThingKind;
use crate::policy::RiskTable;
use crate::schema::{AttributeId, Level, Rule, RuleId};
use crate::value::{Truth, Value};

/// Why a severity or likelihood differs from the rule's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Restricted data or a critical element is touched: more severe.
    Precious,
    /// Only public data is touched: less severe.
    Public,
    /// It can be reached from the internet: more likely.
    Exposed,
    /// Both ends lie in one zone: less likely.
    Inside,
}

impl Adjustment {
    /// What to tell people.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Precious => {
                "more severe, because restricted data or a critical element is touched"
            }
            Self::Public => "less severe, because only public data is touched",
            Self::Exposed => "more likely, because it can be reached from the internet",
            Self::Inside => "less likely, because both ends lie in one zone",
        }
    }
}

/// How bad a threat is, taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// The risk.
    pub level: Level,
    /// How bad it would be.
    pub severity: Level,
    /// How likely it is.
    pub likelihood: Level,
    /// Why the two differ from the rule's.
    pub adjustments: SmallVec<[Adjustment; 2]>,
    /// The number that says all this at once, if the threat is rated by one: then severity and
    /// likelihood are no words of their own.
    pub score: Option<Score>,
}

impl Risk {
    /// The risk of a threat that is rated by a number, or by one word for all.
    fn plain(level: Level, score: Option<Score>) -> Self {
        let likelihood = Level::Medium;
        Self { level, severity: level, likelihood, adjustments: SmallVec::new(), score }
    }
}

fn step(level: Level, by: i8, highest: Level) -> Level {
    let index = (level as i8 + by).clamp(0, highest as i8);
    Level::ALL[usize::try_from(index).unwrap_or(0)]
}

/// What moves the risk of every rule on a thing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances {
    severity: Option<Adjustment>,
    likelihood: Option<Adjustment>,
    risks: RiskTable,
}

impl Circumstances {
    pub(super) fn risk_of(&self, rule: &Rule) -> Risk {
        let severity = match self.severity {
            Some(Adjustment::Precious) => step(rule.severity, 1, Level::Critical),
            Some(_) => step(rule.severity, -1, Level::Critical),
            None => rule.severity,
        };
        // What the situation asks for, the rule's likelihood counts already.
        let counted = rule.asks_for_internet && self.likelihood == Some(Adjustment::Exposed);
        let moved = self.likelihood.filter(|_| !counted);
        let likelihood = match moved {
            Some(Adjustment::Exposed) => step(rule.likelihood, 1, Level::High),
            Some(_) => step(rule.likelihood, -1, Level::High),
            None => rule.likelihood,
        };
        // What is at the end of its scale already is not moved any further.
        let severer = self.severity.filter(|_| severity != rule.severity);
        let likelier = moved.filter(|_| likelihood != rule.likelihood);
        let adjustments = severer.into_iter().chain(likelier).collect();
        let level = self.risks.risk(severity, likelihood);
        Risk { level, severity, likelihood, adjustments, score: None }
    }
}

impl Model {
    /// What a rule would mean on a thing if it fires there.
    pub fn risk_of(&self, rule: RuleId, subject: ThingId) -> Risk {
        self.circumstances(subject).risk_of(self.schema.rule(rule))
    }

    pub(super) fn circumstances(&self, subject: ThingId) -> Circumstances {
        let thing = self.thing(subject);
        let ends = [thing.links.source, thing.links.target];
        let mut touched = std::iter::once(subject).chain(ends.into_iter().flatten());
        let (public, restricted) = (0, 3);
        let sensitivity = thing.ratings.sensitivity;
        let precious =
            sensitivity == Rating::Word(restricted) || touched.any(|id| self.is_critical(id));
        let severity = if precious {
            Some(Adjustment::Precious)
        } else {
            (sensitivity == Rating::Word(public)).then_some(Adjustment::Public)
        };
        let exposed = match thing.kind {
            ThingKind::Flow => thing
                .links
                .source
                .is_some_and(|source| self.fact_holds(source, self.known.on_internet)),
            ThingKind::Zone => thing
                .links
                .members
                .iter()
                .any(|member| self.fact_holds(*member, self.known.internet_exposed)),
            _ => self.fact_holds(subject, self.known.internet_exposed),
        };
        let inside = thing.kind == ThingKind::Flow
            && thing.crossing == crossing::NONE
            && ends.iter().all(Option::is_some);
        let likelihood =
            if exposed { Some(Adjustment::Exposed) } else { inside.then_some(Adjustment::Inside) };
        Circumstances { severity, likelihood, risks: self.settings.risks }
    }

    fn fact_holds(&self, id: ThingId, fact: Option<AttributeId>) -> bool {
        fact.and_then(|fact| self.derived_truth(id, fact)) == Some(Truth::True)
    }

    fn is_critical(&self, id: ThingId) -> bool {
        match (self.known.criticality, self.known.critical) {
            (Some(criticality), Some(critical)) => {
                self.look_up(id, criticality, false).value == Value::Word(critical)
            }
            _ => false,
        }
    }

    /// The risk of a threat that the model declares: by the method that the header names, else by
    /// any other that the threat is rated by, else medium.
    pub(super) fn risk_of_item(&self, item: &ModelItem) -> Risk {
        let methods = [Method::Cvss, Method::Dread, Method::LikelihoodImpact];
        let mut methods = self.settings.rating.into_iter().chain(methods);
        methods
            .find_map(|method| self.risk_by(method, item))
            .unwrap_or_else(|| Risk::plain(Level::Medium, None))
    }

    /// The risk by one method, if the threat is rated by it.
    fn risk_by(&self, method: Method, item: &ModelItem) -> Option<Risk> {
        let score = match method {
            Method::Cvss => of_cvss(item.property("cvss")?)?,
            Method::Dread => of_dread(item.property("dread")?)?,
            Method::LikelihoodImpact => return self.risk_in_words(item),
        };
        Some(Risk::plain(score.level(), Some(score)))
    }

    fn risk_in_words(&self, item: &ModelItem) -> Option<Risk> {
        let word = |key: &str| item.word_of(key).and_then(Level::parse);
        let (impact, likelihood) = (word("impact").or(word("severity")), word("likelihood"));
        if impact.is_none() && likelihood.is_none() {
            return None;
        }
        let severity = impact.unwrap_or(Level::Medium);
        let likelihood = likelihood.unwrap_or(Level::Medium);
        let level = self.settings.risks.risk(severity, likelihood);
        Some(Risk { level, severity, likelihood, adjustments: SmallVec::new(), score: None })
    }
}
