//! The settings that an editor may send, and what is used where it sends none.
//!
//! They arrive as `initializationOptions`, as the answer to `workspace/configuration` and in
//! `workspace/didChangeConfiguration`, with or without the key `tm` around them. What is missing
//! falls back to the options of the start, then to the default; what makes no sense is named in a
//! warning and otherwise treated as missing, for a bad setting must not keep the server from
//! working.

use serde_json::Value;
use tm_grammar::tree::Date;
use tm_ide::HintLevel;
use tm_model::value::day_number;

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `tm.inlayHints.level`: how much the hints at the ends of lines tell.
    pub hint_level: HintLevel,
    /// `tm.diagnostics.maxPerFile`: the most findings sent for one file; 0 in the setting, `None`
    /// here, is no limit.
    pub max_per_file: Option<usize>,
    /// `tm.today`: the day that expiry and review dates are measured against, counted from
    /// 1970-01-01; the system's if there is none.
    pub today: Option<i64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { hint_level: HintLevel::default(), max_per_file: Some(200), today: None }
    }
}

impl Settings {
    /// These settings with what the value changes, and a warning for each part of it that makes no
    /// sense.
    pub fn with(&self, value: &Value) -> (Self, Vec<String>) {
        let value = value.get("tm").unwrap_or(value);
        let mut settings = self.clone();
        let mut warnings = Vec::new();
        if let Some(level) = find(value, "/inlayHints/level") {
            match level.as_str() {
                Some("off") => settings.hint_level = HintLevel::Off,
                Some("summary") => settings.hint_level = HintLevel::Summary,
                Some("full") => settings.hint_level = HintLevel::Full,
                _ => warnings
                    .push(format!("tm.inlayHints.level is off, summary or full, not {level}")),
            }
        }
        if let Some(most) = find(value, "/diagnostics/maxPerFile") {
            match most.as_u64().map(usize::try_from) {
                Some(Ok(0)) => settings.max_per_file = None,
                Some(Ok(most)) => settings.max_per_file = Some(most),
                _ => warnings
                    .push(format!("tm.diagnostics.maxPerFile is a whole number, not {most}")),
            }
        }
        if let Some(today) = find(value, "/today") {
            match today.as_str().and_then(Date::parse) {
                Some(date) => settings.today = Some(day_number(date)),
                None => {
                    warnings.push(format!("tm.today is a date such as 2026-12-31, not {today}"))
                }
            }
        }
        (settings, warnings)
    }
}

fn find<'value>(value: &'value Value, pointer: &str) -> Option<&'value Value> {
    value.pointer(pointer).filter(|found| !found.is_null())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn settings(hint_level: HintLevel, max_per_file: Option<usize>) -> Settings {
        Settings { hint_level, max_per_file, today: None }
    }

    #[test]
    fn settings_are_read_with_and_without_their_prefix() {
        let inner =
            json!({ "inlayHints": { "level": "full" }, "diagnostics": { "maxPerFile": 5 } });
        let expected = settings(HintLevel::Full, Some(5));
        for value in [json!({ "tm": inner }), inner] {
            assert_eq!(Settings::default().with(&value), (expected.clone(), vec![]));
        }
    }

    #[test]
    fn what_is_missing_stays_as_it_was() {
        let base = settings(HintLevel::Off, None);
        for value in [json!(null), json!({}), json!({ "tm": null }), json!([]), json!("x")] {
            assert_eq!(base.with(&value), (base.clone(), vec![]), "{value}");
        }
        let partly = json!({ "tm": { "inlayHints": { "level": "summary" } } });
        assert_eq!(base.with(&partly).0, settings(HintLevel::Summary, None));
    }

    #[test]
    fn zero_is_no_limit() {
        let value = json!({ "diagnostics": { "maxPerFile": 0 } });
        assert_eq!(Settings::default().with(&value).0.max_per_file, None);
    }

    #[test]
    fn a_day_is_a_date() {
        let value = json!({ "tm": { "today": "1970-01-11" } });
        assert_eq!(Settings::default().with(&value).0.today, Some(10));
    }

    #[test]
    fn nonsense_is_a_warning_and_changes_nothing() {
        for value in [
            json!({ "inlayHints": { "level": "loud" } }),
            json!({ "inlayHints": { "level": 3 } }),
            json!({ "diagnostics": { "maxPerFile": -1 } }),
            json!({ "diagnostics": { "maxPerFile": "many" } }),
            json!({ "today": "tomorrow" }),
            json!({ "today": 20260101 }),
        ] {
            let (settings, warnings) = Settings::default().with(&value);
            assert_eq!(settings, Settings::default(), "{value}");
            assert_eq!(warnings.len(), 1, "{value}");
        }
    }
}
