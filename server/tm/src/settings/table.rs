//! The one table of all settings.

use tm_ide::HintLevel;
use tm_model::schema::Level;

use super::{Origin, Settings};

/// What is known of a setting.
pub struct Setting {
    /// `check.fail-on`
    pub name: &'static str,
    /// What it takes, and what that changes.
    pub kind: Kind,
    /// What counts where it is not written, as TOML.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests write the pages about settings"))]
    pub default: &'static str,
    /// Where it may be written.
    pub places: Places,
    /// What it is for.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests write the pages about settings"))]
    pub doc: &'static str,
}

/// What a setting takes, and what that changes.
pub enum Kind {
    /// `true` or `false`
    Flag(fn(&mut Settings, bool)),
    /// One of some words, by its place among them.
    Word(&'static [&'static str], fn(&mut Settings, usize)),
    /// A whole number from 0.
    Count(fn(&mut Settings, usize)),
    /// A date.
    Day(fn(&mut Settings, i64)),
    /// The risks of a severity, by likelihood.
    Risks(Level),
    /// Those who may accept the risks of a level.
    Approvers(Level),
    /// Codes with their severities.
    Severities,
}

/// Where a setting may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// In `tm.toml` and by a client.
    Both,
    /// Only in `tm.toml`.
    File,
    /// Only by a client.
    Client,
}

impl Places {
    /// Whether settings that come from there may say it.
    pub(super) fn hold(self, origin: Origin) -> bool {
        match self {
            Self::Both => true,
            Self::File => origin == Origin::File,
            Self::Client => origin == Origin::Client,
        }
    }
}

/// All settings, in the order of the page about them.
pub const TABLE: &[Setting] = &[
    Setting {
        name: "severity",
        kind: Kind::Severities,
        default: "{}",
        places: Places::Both,
        doc: "How severe the findings of a code are: \"off\", \"hint\", \"info\", \"warning\" or \
              \"error\", by code (TM305) or name (isolated). A code that is off by itself is \
              reported once it has a severity. An error stays an error, because the model does not \
              mean what was written; only TM301 may be lowered. TM400, open threats, never becomes \
              an error: \"check.fail-on\" says which of them fail a check.",
    },
    Setting {
        name: "check.fail-on",
        kind: Kind::Word(&["critical", "high", "medium", "low", "never"], |settings, word| {
            // The words are the levels from the highest down, and then none.
            settings.fail_on = Level::ALL.iter().rev().nth(word).copied();
        }),
        default: "\"high\"",
        places: Places::File,
        doc: "The lowest risk of an open threat that makes `tm check` end with status 1. \
              `--fail-on` goes before it.",
    },
    Setting {
        name: "check.strict",
        kind: Kind::Flag(|settings, flag| settings.strict = flag),
        default: "false",
        places: Places::File,
        doc: "Warnings make `tm check` end with status 1 too. `--strict` and `--strict=false` go \
              before it.",
    },
    Setting {
        name: "format.align",
        kind: Kind::Flag(|settings, flag| settings.style.align = flag),
        default: "true",
        places: Places::File,
        doc: "`tm fmt` aligns flows, and comments at the ends of lines, that follow each other. \
              Without that a new name changes no line but its own.",
    },
    Setting {
        name: "risk.critical",
        kind: Kind::Risks(Level::Critical),
        default: "[\"high\", \"critical\", \"critical\"]",
        places: Places::Both,
        doc: "The risk of a threat of critical severity whose likelihood is low, medium and high.",
    },
    Setting {
        name: "risk.high",
        kind: Kind::Risks(Level::High),
        default: "[\"medium\", \"high\", \"critical\"]",
        places: Places::Both,
        doc: "The same for a threat of high severity.",
    },
    Setting {
        name: "risk.medium",
        kind: Kind::Risks(Level::Medium),
        default: "[\"low\", \"medium\", \"high\"]",
        places: Places::Both,
        doc: "The same for a threat of medium severity.",
    },
    Setting {
        name: "risk.low",
        kind: Kind::Risks(Level::Low),
        default: "[\"low\", \"low\", \"medium\"]",
        places: Places::Both,
        doc: "The same for a threat of low severity.",
    },
    Setting {
        name: "approvers.critical",
        kind: Kind::Approvers(Level::Critical),
        default: "[]",
        places: Places::File,
        doc: "Those who may accept critical risks, as they stand after \"by\". An \"accept\" by \
              somebody else is TM412. They may accept lower risks too.",
    },
    Setting {
        name: "approvers.high",
        kind: Kind::Approvers(Level::High),
        default: "[]",
        places: Places::File,
        doc: "Those who may accept high risks, and critical ones if nobody is named for these. Where \
              nobody is named for a level or one below, anybody may accept.",
    },
    Setting {
        name: "approvers.medium",
        kind: Kind::Approvers(Level::Medium),
        default: "[]",
        places: Places::File,
        doc: "The same for medium risks.",
    },
    Setting {
        name: "approvers.low",
        kind: Kind::Approvers(Level::Low),
        default: "[]",
        places: Places::File,
        doc: "The same for low risks.",
    },
    Setting {
        name: "diagnostics.max-per-file",
        kind: Kind::Count(|settings, most| {
            settings.max_per_file = (most > 0).then_some(most);
        }),
        default: "200",
        places: Places::Both,
        doc: "The most findings that an editor is sent for one file: the worst, and among equals \
              those nearest to the last edit. 0 is no limit. `tm check` always tells all.",
    },
    Setting {
        name: "inlay-hints.level",
        kind: Kind::Word(&["off", "summary", "full"], |settings, word| {
            settings.hint_level = match word {
                0 => HintLevel::Off,
                1 => HintLevel::Summary,
                _ => HintLevel::Full,
            };
        }),
        default: "\"summary\"",
        places: Places::Both,
        doc: "How much the notes at the ends of lines tell in an editor: nothing, what matters \
              most, or inherited values, effective trust, categories and uses as well.",
    },
    Setting {
        name: "inlay-hints.ascii",
        kind: Kind::Flag(|settings, flag| settings.plain_hints = flag),
        default: "false",
        places: Places::Both,
        doc: "Those notes say \"up none->high\" and \"ok\" instead of arrows and ticks, for terminals and \
              fonts that lack them.",
    },
    Setting {
        name: "today",
        kind: Kind::Day(|settings, day| settings.today = Some(day)),
        default: "",
        places: Places::Client,
        doc: "The day that dates are measured against, such as \"2027-01-31\". Without it that is \
              today. On the command line it is `--today`.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Layer;

    #[test]
    fn what_the_table_calls_the_default_is_the_default() {
        let strange = "check = { fail-on = \"never\", strict = true }\nformat.align = false\n\
            risk = { critical = [\"low\", \"low\", \"low\"], high = [\"low\", \"low\", \"low\"], \
            medium = [\"high\", \"high\", \"high\"], low = [\"high\", \"high\", \"high\"] }\n\
            approvers = { critical = [\"@a\"], high = [\"@a\"], medium = [\"@a\"], low = [\"@a\"] }\n\
            diagnostics.max-per-file = 1\ninlay-hints = { level = \"off\", ascii = true }\n";
        let mut settings = Settings::default();
        assert_eq!(settings.lay(&Layer::of_file(strange)), []);
        let in_file = TABLE.iter().filter(|setting| setting.places != Places::Client);
        for setting in in_file {
            let before = settings.clone();
            let text = format!("{} = {}", setting.name, setting.default);
            assert_eq!(settings.lay(&Layer::of_file(&text)), [], "{text}");
            let changed = settings != before;
            assert!(changed || setting.name == "severity", "{} was strange", setting.name);
        }
        assert_eq!(settings, Settings::default());
    }
}
