//! What a workspace decides for itself about its findings, risks and who accepts them, where it does
//! not take what is usual.
//!
//! Invariants:
//! - An error whose code is not marked as a matter of opinion stays an error: no policy makes a
//!   model mean what was written. `tm-allow` can silence it at one item, where somebody looked.
//! - Open threats never become errors.
//!
//! Not for: where a policy is written, and what it is called there.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::schema::Level;

/// The decisions of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    severities: BTreeMap<Code, Option<Severity>>,
    /// How bad a severity and a likelihood are together.
    pub risks: RiskTable,
    /// Who may accept risks.
    pub approvers: Approvers,
}

impl Policy {
    /// Gives the findings of a code another severity, or none: then they are not reported. Changes
    /// nothing if the code does not take it.
    pub fn set_severity(&mut self, code: Code, severity: Option<Severity>) {
        if takes(code, severity) {
            self.severities.insert(code, severity);
        }
    }

    /// True if findings of the code are reported.
    pub(crate) fn reports(&self, code: Code) -> bool {
        self.severities.get(&code).map_or(!code.info().off, Option::is_some)
    }

    /// The findings that are reported, as severe as they are to be.
    pub(crate) fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.severities.is_empty() {
            return;
        }
        found.retain_mut(|finding| match self.severities.get(&finding.code) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                true
            }
        });
    }
}

/// Whether the findings of a code may be that severe; `None` is not to be reported.
pub fn takes(code: Code, severity: Option<Severity>) -> bool {
    let info = code.info();
    match severity {
        Some(Severity::Error) => code != Code::OpenThreats,
        _ => info.severity != Severity::Error || info.opinion,
    }
}

/// The risk of each severity and likelihood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskTable([[Level; 3]; 4]);

impl RiskTable {
    /// The risk of a severity and a likelihood; likelihoods stop at high.
    pub fn risk(&self, severity: Level, likelihood: Level) -> Level {
        self.0[severity as usize][(likelihood as usize).min(2)]
    }

    /// Sets the risks of a severity, by likelihood: low, medium, high.
    pub fn set(&mut self, severity: Level, risks: [Level; 3]) {
        self.0[severity as usize] = risks;
    }
}

impl Default for RiskTable {
    fn default() -> Self {
        use Level::{Critical, High, Low, Medium};
        Self([
            [Low, Low, Medium],
            [Low, Medium, High],
            [Medium, High, Critical],
            [High, Critical, Critical],
        ])
    }
}

/// Who may accept risks, by level. Where nobody is named for a level, those of the nearest level below
/// count, and where there is none anybody may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvers([Vec<SmolStr>; 4]);

impl Approvers {
    /// Names those who may accept the risks of a level, and of each above for which nobody is named.
    pub fn set(&mut self, risk: Level, people: Vec<SmolStr>) {
        self.0[risk as usize] = people;
    }

    /// True if anybody may accept any risk.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// Those who may accept a risk, each once; `None` if anybody may. Who may accept a higher risk
    /// may accept a lower one.
    pub(crate) fn of(&self, risk: Level) -> Option<Vec<&SmolStr>> {
        let from = (0..=risk as usize).rev().find(|level| !self.0[*level].is_empty())?;
        let mut people: Vec<&SmolStr> = Vec::new();
        for person in self.0[from..].iter().flatten() {
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Some(people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_accept_a_higher_risk_may_accept_a_lower_one() {
        let mut approvers = Approvers::default();
        assert!(approvers.is_empty());
        approvers.set(Level::Medium, vec!["@lead".into()]);
        approvers.set(Level::Critical, vec!["@ciso".into(), "@lead".into()]);
        assert_eq!(approvers.of(Level::Low), None);
        assert_eq!(approvers.of(Level::Medium), Some(vec![&"@lead".into(), &"@ciso".into()]));
        assert_eq!(approvers.of(Level::High), approvers.of(Level::Medium));
        assert_eq!(approvers.of(Level::Critical), Some(vec![&"@ciso".into(), &"@lead".into()]));
    }

    #[test]
    fn an_error_stays_one_unless_it_is_a_matter_of_opinion() {
        for code in Code::ALL.iter().copied() {
            let fixed = code.info().severity == Severity::Error && code != Code::StoreToEntity;
            assert_eq!(takes(code, None), !fixed, "{code}");
            assert_eq!(takes(code, Some(Severity::Hint)), !fixed, "{code}");
        }
    }

    #[test]
    fn open_threats_never_become_errors() {
        assert!(!takes(Code::OpenThreats, Some(Severity::Error)));
        assert!(takes(Code::Isolated, Some(Severity::Error)));
    }

    #[test]
    fn a_code_that_is_off_is_reported_once_it_has_a_severity() {
        let mut policy = Policy::default();
        assert!(!policy.reports(Code::NameStyle));
        policy.set_severity(Code::NameStyle, Some(Severity::Warning));
        assert!(policy.reports(Code::NameStyle));
        policy.set_severity(Code::NameStyle, None);
        assert!(!policy.reports(Code::NameStyle));
    }
}
