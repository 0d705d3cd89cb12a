//! Ratings of threats by numbers: the average of DREAD, and CVSS vectors of versions 3.0, 3.1 and
//! 4.0, which a library reads and scores.
//!
//! The bands of a CVSS score are those of the specification: low from 0.1, medium from 4.0, high from
//! 7.0, critical from 9.0 ([3.1, section 5](https://www.first.org/cvss/v3.1/specification-document),
//! [4.0, section 6](https://www.first.org/cvss/v4.0/specification-document)). A score of 0 is called
//! none there, and low here, because there is no lower risk.
//!
//! Not for: ratings in words, which `risk.rs` makes a risk of.

use std::fmt;

use cvss::{Cvss, Error};
use tm_grammar::tree::{Property, ValueKind};

use super::Method;
use crate::schema::Level;
use crate::value::thousandths;

/// The number of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// What it was worked out by: DREAD or CVSS.
    pub method: Method,
    thousandths: i64,
}

impl Score {
    /// The number.
    pub fn value(self) -> f64 {
        // At most 10,000, so it is exact.
        self.thousandths as f64 / 1000.0
    }

    /// The risk that its band means.
    pub fn level(self) -> Level {
        let bands = [(9000, Level::Critical), (7000, Level::High), (4000, Level::Medium)];
        let band = bands.into_iter().find(|(least, _)| self.thousandths >= *least);
        band.map_or(Level::Low, |(_, level)| level)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.method == Method::Dread { "DREAD" } else { "CVSS" };
        // As many places as the number has, and at least one.
        let places = match self.thousandths {
            whole if whole % 100 == 0 => 1,
            whole if whole % 10 == 0 => 2,
            _ => 3,
        };
        write!(formatter, "{name} {:.places$}", self.value())
    }
}

/// The average of the five numbers of `dread:`, if there are five from 0 to 10.
pub(super) fn of_dread(property: &Property) -> Option<Score> {
    if property.values.len() != 5 {
        return None;
    }
    let mut sum = 0;
    for value in &property.values {
        let ValueKind::Number(number) = &value.kind else { return None };
        sum += thousandths(number).filter(|number| (0..=10_000).contains(number))?;
    }
    Some(Score { method: Method::Dread, thousandths: sum / 5 })
}

/// The score of the vector of `cvss:`, if it is sound.
pub(super) fn of_cvss(property: &Property) -> Option<Score> {
    match &property.values.first()?.kind {
        ValueKind::Text(vector) => score(vector).ok(),
        _ => None,
    }
}

/// The base metrics of versions 3.0 and 3.1, without which there is no score.
const BASE_3: [&str; 8] = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"];

/// The base metrics of version 4.0.
const BASE_4: [&str; 11] = ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"];

/// The score of a CVSS vector: of all that it says, the metrics of time and surroundings among it.
///
/// # Errors
///
/// What is wrong with the vector, and what it takes instead.
pub(crate) fn score(vector: &str) -> Result<Score, String> {
    let base: &[&str] = match vector.split('/').next() {
        Some("CVSS:3.0" | "CVSS:3.1") => &BASE_3,
        Some("CVSS:4.0") => &BASE_4,
        _ => {
            return Err(
                "A CVSS vector begins with its version: \"CVSS:4.0/AV:N/…\", or 3.1.".to_owned()
            );
        }
    };
    if let Some(part) = vector.split('/').skip(1).find(|part| !is_metric(part)) {
        return Err(format!("\"{part}\" is no metric: write its letters, \":\" and a value."));
    }
    let parsed = match vector.parse::<Cvss>() {
        Ok(parsed) => Some(parsed),
        // The library names only the first that is missing, of version 3 none, and takes a bare
        // version for no vector at all.
        Err(Error::MissingMandatoryMetricV4 { .. }) => None,
        Err(_) if !vector.contains('/') => None,
        Err(error) => return Err(fault(vector, &error)),
    };
    let says = |metric: &str| {
        let mut names = vector.split('/').filter_map(|part| part.split(':').next());
        names.any(|name| name.eq_ignore_ascii_case(metric))
    };
    let missing: Vec<&str> = base.iter().copied().filter(|metric| !says(metric)).collect();
    match parsed {
        Some(parsed) if missing.is_empty() => Ok(of_vector(&parsed)),
        _ => Err(format!("The vector lacks {}.", missing.join(", "))),
    }
}

/// `AV:N`: two words with a colon between them.
fn is_metric(part: &str) -> bool {
    part.split_once(':')
        .is_some_and(|(name, value)| !name.is_empty() && !value.is_empty() && !value.contains(':'))
}

fn of_vector(vector: &Cvss) -> Score {
    let score = match vector {
        // Of the scores of version 3 the one that takes in all that is said.
        Cvss::CvssV30(three) | Cvss::CvssV31(three) => {
            let says =
                |names: &[&str]| three.metrics().any(|(metric, _)| names.contains(&metric.name()));
            if says(&["CR", "IR", "AR", "MAV", "MAC", "MPR", "MUI", "MS", "MC", "MI", "MA"]) {
                three.environmental_score().value()
            } else if says(&["E", "RL", "RC"]) {
                three.temporal_score().value()
            } else {
                three.score().value()
            }
        }
        other => other.score(),
    };
    // Scores have one place behind the point and lie between 0 and 10.
    let tenths = (score * 10.0).round().clamp(0.0, 100.0) as i64;
    Score { method: Method::Cvss, thousandths: tenths * 100 }
}

/// What is wrong with a vector, in our words.
fn fault(vector: &str, error: &Error) -> String {
    match error {
        Error::InvalidMetricV3 { metric_type, value } => {
            wrong_value(vector, metric_type.name(), value)
        }
        Error::InvalidMetricV4 { metric_type, value } => {
            wrong_value(vector, metric_type.name(), value)
        }
        Error::DuplicateMetricV3 { metric_type } => twice(metric_type.name()),
        Error::DuplicateMetricV4 { metric_type } => twice(metric_type.name()),
        Error::UnknownMetric { name } => {
            let version = vector.split('/').next().unwrap_or_default();
            format!(
                "\"{name}\" is no metric of {version}. Remove it, or write the one that is meant."
            )
        }
        other => format!("The vector cannot be read: {other}."),
    }
}

fn twice(metric: &str) -> String {
    format!("\"{metric}\" is given twice.")
}

/// That a metric does not take a value, and which it takes: those letters that the library reads.
fn wrong_value(vector: &str, metric: &str, value: &str) -> String {
    let version = vector.split('/').next().unwrap_or_default();
    let takes = |letter: &char| {
        let tried = format!("{version}/{metric}:{letter}").parse::<Cvss>();
        !matches!(tried, Err(Error::InvalidMetricV3 { .. } | Error::InvalidMetricV4 { .. }))
    };
    let letters: Vec<String> = ('A'..='Z').filter(takes).map(String::from).collect();
    format!("\"{metric}\" takes {}; found \"{value}\".", letters.join(", "))
}

#[cfg(test)]
mod tests {
    use cvss::Severity;

    use super::*;

    const THREE: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    const FOUR: &str = "CVSS:4.0/AV:N/AC:H/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N";

    fn shown(vector: &str) -> String {
        match score(vector) {
            Ok(score) => format!("{score}, {}", score.level()),
            Err(fault) => fault,
        }
    }

    #[test]
    fn a_vector_has_the_score_and_band_of_the_calculators() {
        assert_eq!(shown(THREE), "CVSS 9.8, critical");
        assert_eq!(shown("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"), "CVSS 6.1, medium");
        assert_eq!(shown("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"), "CVSS 1.6, low");
        assert_eq!(shown("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N"), "CVSS 0.0, low");
        assert_eq!(shown(FOUR), "CVSS 8.2, high");
        let worst = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";
        assert_eq!(shown(worst), "CVSS 10.0, critical");
    }

    #[test]
    fn what_a_vector_says_of_time_and_surroundings_counts() {
        let of_time = "CVSS:3.1/AV:A/AC:H/PR:L/UI:N/S:U/C:L/I:L/A:N/E:P/RL:T/RC:R";
        assert_eq!(shown(of_time), "CVSS 3.3, low");
        assert_eq!(shown(&format!("{of_time}/AR:H/MAC:H/MUI:R/MS:C/MC:L/MA:N")), "CVSS 3.5, low");
        let four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N";
        assert_eq!(shown(four), "CVSS 8.7, high");
        assert_eq!(shown(&format!("{four}/E:P")), "CVSS 7.7, high");
    }

    #[test]
    fn a_vector_that_cannot_be_scored_says_why() {
        for (vector, fault) in [
            ("7.5", "A CVSS vector begins with its version: \"CVSS:4.0/AV:N/…\", or 3.1."),
            ("AV:N/AC:L", "A CVSS vector begins with its version: \"CVSS:4.0/AV:N/…\", or 3.1."),
            ("CVSS:4.0", "The vector lacks AV, AC, AT, PR, UI, VC, VI, VA, SC, SI, SA."),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U", "The vector lacks C, I, A."),
            (&format!("{THREE}/AV:N"), "\"AV\" is given twice."),
            (&format!("{FOUR}/E:P/E:P"), "\"E\" is given twice."),
            (&format!("{FOUR}/"), "\"\" is no metric: write its letters, \":\" and a value."),
            (&format!("{THREE}/AV"), "\"AV\" is no metric: write its letters, \":\" and a value."),
            (&THREE.replace("AV:N", "AV:Z"), "\"AV\" takes A, L, N, P; found \"Z\"."),
            (&FOUR.replace("UI:N", "UI:R"), "\"UI\" takes A, N, P; found \"R\"."),
            (
                &format!("{THREE}/AT:N"),
                "\"AT\" is no metric of CVSS:3.1. Remove it, or write the one that is meant.",
            ),
        ] {
            assert_eq!(score(vector), Err(fault.to_owned()), "{vector}");
        }
    }

    #[test]
    fn the_bands_are_those_of_the_specification() {
        for tenths in 0..=100 {
            let score = Score { method: Method::Cvss, thousandths: tenths * 100 };
            let expected = match cvss::v3::Score::new(score.value()).severity() {
                Severity::None | Severity::Low => Level::Low,
                Severity::Medium => Level::Medium,
                Severity::High => Level::High,
                Severity::Critical => Level::Critical,
            };
            assert_eq!(score.level(), expected, "{score}");
        }
    }
}
