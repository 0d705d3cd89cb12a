//! What a workspace decides about its findings and risks.

use tm_model::Workspace;
use tm_model::diagnostic::{Code, Severity};
use tm_model::policy::Policy;
use tm_model::schema::Level;

use super::fixture::TODAY;

const TEXT: &str = "model m \"M\"\nprocess app \"App\"\nstore Archive \"Archive\"\n";

/// The findings of a text with a code, by their severity.
fn severities(workspace: &Workspace, code: Code) -> Vec<Severity> {
    let file = workspace.find_file("m.tm").expect("it was put there");
    let findings = workspace.findings(file);
    let findings = findings.iter().flat_map(|(_, list)| list.iter());
    findings.filter(|it| it.code == code).map(|it| it.severity).collect()
}

fn workspace(text: &str) -> Workspace {
    let mut workspace = Workspace::new(TODAY);
    workspace.set_file("m.tm", text);
    workspace.update();
    workspace
}

fn decide(workspace: &mut Workspace, code: Code, severity: Option<Severity>) {
    let mut policy = Policy::default();
    policy.set_severity(code, severity);
    workspace.set_policy(policy);
    workspace.update();
}

#[test]
fn a_code_can_be_raised_lowered_and_switched_off_and_goes_back() {
    let mut workspace = workspace(TEXT);
    assert_eq!(severities(&workspace, Code::Isolated), [Severity::Warning; 2]);
    decide(&mut workspace, Code::Isolated, Some(Severity::Hint));
    assert_eq!(severities(&workspace, Code::Isolated), [Severity::Hint; 2]);
    assert_eq!(workspace.take_changed().len(), 1);
    decide(&mut workspace, Code::Isolated, None);
    assert_eq!(severities(&workspace, Code::Isolated), []);
    workspace.set_policy(Policy::default());
    workspace.update();
    assert_eq!(severities(&workspace, Code::Isolated), [Severity::Warning; 2]);
}

#[test]
fn a_code_that_is_off_is_reported_when_it_has_a_severity() {
    let mut workspace = workspace(TEXT);
    assert_eq!(severities(&workspace, Code::NameStyle), []);
    decide(&mut workspace, Code::NameStyle, Some(Severity::Warning));
    assert_eq!(severities(&workspace, Code::NameStyle), [Severity::Warning]);
}

#[test]
fn a_comment_that_silences_a_code_that_is_off_is_not_idle() {
    let mut workspace = workspace(&TEXT.replace("store", "// tm-allow TM305: later\nstore"));
    decide(&mut workspace, Code::Isolated, None);
    assert_eq!(severities(&workspace, Code::UnusedAllow), []);
}

#[test]
fn an_error_of_the_text_stays_an_error() {
    let mut workspace = workspace("model m \"M\"\nnonsense\n");
    decide(&mut workspace, Code::UnknownKeyword, None);
    assert_eq!(severities(&workspace, Code::UnknownKeyword), [Severity::Error]);
}

#[test]
fn findings_of_knowledge_bases_follow_too() {
    let mut workspace = workspace("kb m 1.0\nthreat t: spoofing \"T\" for process p { }\n");
    assert!(!severities(&workspace, Code::UntestedRule).is_empty());
    decide(&mut workspace, Code::UntestedRule, None);
    assert_eq!(severities(&workspace, Code::UntestedRule), []);
}

#[test]
fn the_table_of_risks_can_be_another() {
    let text = "model m \"M\"\nprocess app \"App\"\n\
        threat t: spoofing \"T\" on app { likelihood: high; impact: low }\n";
    let mut workspace = workspace(text);
    let risk = |workspace: &Workspace| {
        let file = workspace.find_file("m.tm").expect("it was put there");
        let document = &workspace.file(file).expect("it was put there").document;
        let outlooks =
            document.blocks().filter_map(|(block, ..)| workspace.outlook_of_block(file, block));
        outlooks.flat_map(|outlook| &outlook.threats).map(|it| it.risk.level).collect::<Vec<_>>()
    };
    assert_eq!(risk(&workspace), [Level::Medium]);
    let mut policy = Policy::default();
    policy.risks.set(Level::Low, [Level::Low, Level::Low, Level::Critical]);
    workspace.set_policy(policy);
    workspace.update();
    assert_eq!(risk(&workspace), [Level::Critical]);
}

#[test]
fn a_risk_is_accepted_by_those_who_may() {
    let text = "model m \"M\"\nprocess app \"App\"\n\
        threat small: spoofing \"S\" on app { likelihood: low; impact: low }\n\
        threat large: spoofing \"L\" on app { likelihood: high; impact: high }\n\
        accept small on app by @dana until 2027-01-31 because \"Small\"\n\
        accept large on app by @dana until 2027-01-31 because \"Large\"\n";
    let mut workspace = workspace(text);
    let told = |workspace: &Workspace| {
        let file = workspace.find_file("m.tm").expect("it was put there");
        let findings = workspace.findings(file);
        let findings = findings.iter().flat_map(|(_, list)| list.iter());
        let found = findings.filter(|it| it.code == Code::AcceptAboveLimit);
        found.map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&workspace), [""; 0]);
    let mut policy = Policy::default();
    policy.approvers.set(Level::High, vec!["@lead".into(), "@org/security".into()]);
    policy.approvers.set(Level::Critical, vec!["@ciso".into()]);
    workspace.set_policy(policy.clone());
    workspace.update();
    assert_eq!(
        told(&workspace),
        [
            "\"large on app\" is a critical risk. Such a risk is accepted by @ciso: ask, and write who decided."
        ]
    );
    // What makes the risk smaller settles it, wherever that is written.
    let file = workspace.find_file("m.tm").expect("it was put there");
    let at = text.find("impact: high").expect("it is written") + "impact: ".len();
    workspace.edit(file, at..at + 4, "low ");
    workspace.update();
    assert_eq!(told(&workspace), [""; 0]);
    workspace.edit(file, at..at + 4, "high");
    policy.approvers.set(Level::Critical, vec!["@dana".into()]);
    workspace.set_policy(policy);
    workspace.update();
    assert_eq!(told(&workspace), [""; 0]);
}
