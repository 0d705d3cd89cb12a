//! The values of facts and the three truth values of predicates.
//!
//! Not for: how a value is found (that is [`crate::evaluate`]) or written (that is the grammar).

use std::sync::Arc;

use smol_str::SmolStr;
use tm_grammar::tree::{Date, Duration, DurationUnit};

/// A truth value of strong Kleene logic: what is not known is neither true nor false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// Certainly not.
    False,
    /// Nobody has said.
    Unknown,
    /// Certainly.
    True,
}

impl Truth {
    /// The word for it in output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::True => "yes",
            Self::False => "no",
            Self::Unknown => "unknown",
        }
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[allow(clippy::should_implement_trait)]
    pub fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// The opposite if `negated`.
    pub fn negated_if(self, negated: bool) -> Self {
        if negated { self.not() } else { self }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// The value of a fact, a control or a built-in field.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Not written, and nobody is asked: every comparison with it is false.
    #[default]
    Unset,
    /// Not known: every comparison with it is unknown.
    Unknown,
    /// `yes` or `no`.
    YesNo(bool),
    /// A word of a scale or choice, by its place in it. Which scale it is, the attribute's type
    /// says; words of different scales are never compared, because rules are typed.
    Word(u16),
    /// A number, in thousandths: `3.1` is 3100.
    Number(i64),
    /// A day, counted from 1970-01-01.
    Day(i64),
    /// A span of time in minutes.
    Minutes(i64),
    /// Text.
    Text(SmolStr),
    /// `@name`, with the `@`.
    Person(SmolStr),
    /// Several values of one type.
    List(Arc<[Value]>),
}

impl Value {
    /// The truth of a yes-no value: unset is not true.
    pub fn truth(&self) -> Truth {
        match self {
            Self::YesNo(yes) => Truth::from(*yes),
            Self::Unknown => Truth::Unknown,
            _ => Truth::False,
        }
    }

    /// The value of a truth.
    pub fn from_truth(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::YesNo(true),
            Truth::False => Self::YesNo(false),
            Truth::Unknown => Self::Unknown,
        }
    }

    /// Where the value stands in the order of its type; `None` if its type has no order.
    pub fn rank(&self) -> Option<i64> {
        match self {
            Self::Word(word) => Some(i64::from(*word)),
            Self::Number(number) => Some(*number),
            Self::Day(day) => Some(*day),
            Self::Minutes(minutes) => Some(*minutes),
            _ => None,
        }
    }
}

/// The number of days from 1970-01-01 to `date` (negative before it).
///
/// The algorithm is the usual one for the proleptic Gregorian calendar: years start in March, so
/// that the leap day is the last of the year.
pub fn day_number(date: Date) -> i64 {
    let (year, month, day) = (i64::from(date.year), i64::from(date.month), i64::from(date.day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day number; the inverse of [`day_number`].
pub fn date_of_day(day: i64) -> Date {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date {
        year: u16::try_from(year).unwrap_or(0),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(day_of_year - (153 * shifted + 2) / 5 + 1).unwrap_or(1),
    }
}

/// The length of a duration in minutes. A month has 30 days and a year 365.
pub fn minutes(duration: Duration) -> i64 {
    let unit = match duration.unit {
        DurationUnit::Minutes => 1,
        DurationUnit::Hours => 60,
        DurationUnit::Days => 24 * 60,
        DurationUnit::Weeks => 7 * 24 * 60,
        DurationUnit::Months => 30 * 24 * 60,
        DurationUnit::Years => 365 * 24 * 60,
    };
    i64::from(duration.amount) * unit
}

/// A number as written, in thousandths; `None` if it has more than one point.
pub fn thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.contains('.') {
        return None;
    }
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(digits.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2026, 11, 21)), 20_778);
        for day in (-700_000..2_900_000).step_by(97) {
            assert_eq!(day_number(date_of_day(day)), day);
        }
    }

    #[test]
    fn numbers_are_kept_in_thousandths() {
        assert_eq!(thousandths("3"), Some(3000));
        assert_eq!(thousandths("3.1"), Some(3100));
        assert_eq!(thousandths("1.4.0"), None);
        assert_eq!(thousandths("99999999999999999999"), None);
    }
}
