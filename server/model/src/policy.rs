//! What a workspace decides for itself about its findings and risks, where it does not take what is
//! usual.
//!
//! Invariants:
//! - An error whose code is not marked as a matter of opinion stays an error: no policy makes a
//!   model mean what was written. `tm-allow` can silence it at one item, where somebody looked.
//! - Open threats never become errors.
//!
//! Not for: where a policy is written, and what it is called there.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::schema::Level;

/// The decisions of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    severities: BTreeMap<Code, Option<Severity>>,
    /// How bad a severity and a likelihood are together.
    pub risks: RiskTable,
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

#[cfg(test)]
mod tests {
    use super::*;

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
