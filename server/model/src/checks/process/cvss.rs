//! CVSS vectors of versions 3.0, 3.1 and 4.0: whether one says all that its base score needs.
//!
//! Not for: the score.

/// A metric and the letters it may have.
type Metric = (&'static str, &'static str);

/// The base metrics of versions 3.0 and 3.1.
const BASE_3: [Metric; 8] = [
    ("AV", "NALP"),
    ("AC", "LH"),
    ("PR", "NLH"),
    ("UI", "NR"),
    ("S", "UC"),
    ("C", "NLH"),
    ("I", "NLH"),
    ("A", "NLH"),
];

/// The base metrics of version 4.0.
const BASE_4: [Metric; 11] = [
    ("AV", "NALP"),
    ("AC", "LH"),
    ("AT", "NP"),
    ("PR", "NLH"),
    ("UI", "NPA"),
    ("VC", "HLN"),
    ("VI", "HLN"),
    ("VA", "HLN"),
    ("SC", "HLN"),
    ("SI", "HLN"),
    ("SA", "HLN"),
];

/// What is wrong with a vector; `None` if nothing is.
pub(super) fn fault(vector: &str) -> Option<String> {
    let mut parts = vector.split('/');
    let base: &[Metric] = match parts.next() {
        Some("CVSS:3.0" | "CVSS:3.1") => &BASE_3,
        Some("CVSS:4.0") => &BASE_4,
        _ => {
            return Some(
                "A CVSS vector begins with its version: \"CVSS:4.0/AV:N/…\", or 3.1.".to_owned(),
            );
        }
    };
    let mut seen: Vec<&str> = Vec::new();
    for part in parts {
        let Some((metric, value)) = part.split_once(':').filter(|(_, value)| !value.is_empty())
        else {
            return Some(format!("\"{part}\" is no metric: write its letters, \":\" and a value."));
        };
        if seen.contains(&metric) {
            return Some(format!("\"{metric}\" is given twice."));
        }
        seen.push(metric);
        let known = base.iter().find(|(name, _)| *name == metric);
        if let Some((_, letters)) = known
            && !(value.len() == 1 && letters.contains(value))
        {
            let letters: Vec<String> = letters.chars().map(String::from).collect();
            return Some(format!("\"{metric}\" takes {}; found \"{value}\".", letters.join(", ")));
        }
    }
    let missing: Vec<&str> =
        base.iter().map(|(name, _)| *name).filter(|name| !seen.contains(name)).collect();
    (!missing.is_empty()).then(|| format!("The vector lacks {}.", missing.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_vector_names_every_base_metric_once() {
        let good = "CVSS:4.0/AV:N/AC:H/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N";
        assert_eq!(fault(good), None);
        assert_eq!(fault(&format!("{good}/E:P")), None);
        assert_eq!(fault("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), None);
        assert!(fault("AV:N").is_some());
        assert!(fault(&format!("{good}/AV:N")).is_some());
        assert!(fault("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").is_some());
        assert_eq!(
            fault("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U").as_deref(),
            Some("The vector lacks C, I, A.")
        );
    }
}
