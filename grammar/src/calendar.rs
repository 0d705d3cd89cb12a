//! Days of the calendar: which texts are one, and which day a text that is none may have meant.

use crate::tree::{Date, Duration, DurationUnit};

impl Date {
    /// The day that is written so: `2026-12-31`, and in the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        date(text)
    }
}

/// The day that `text` says, if it is written `2026-12-31` and is in the calendar.
pub(crate) fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if parts.next().is_some() || digits != 8 || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    valid(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day that digits and hyphens may have meant: the last day of a month that has fewer, the last
/// month of a year, a day written backwards, a month alone (its last day).
pub(crate) fn nearest_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u16>().ok();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some(clamped(number(year)?, number(month)?, number(day)?))
        }
        [day, month, year] if year.len() == 4 => {
            Some(clamped(number(year)?, number(month)?, number(day)?))
        }
        [year, month] if year.len() == 4 => Some(clamped(number(year)?, number(month)?, 31)),
        _ => None,
    }
}

/// The span of time that `text` says: digits and one of `min h d w mo y`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let unit = match &text[digits..] {
        "min" => DurationUnit::Minutes,
        "h" => DurationUnit::Hours,
        "d" => DurationUnit::Days,
        "w" => DurationUnit::Weeks,
        "mo" => DurationUnit::Months,
        "y" => DurationUnit::Years,
        _ => return None,
    };
    Some(Duration { amount: text[..digits].parse().unwrap_or(u32::MAX), unit })
}

fn valid(year: u16, month: u8, day: u8) -> Option<Date> {
    let fits = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    fits.then_some(Date { year, month, day })
}

fn clamped(year: u16, month: u16, day: u16) -> Date {
    let month = month.clamp(1, 12) as u8;
    let day = (day.max(1)).min(u16::from(days_in(year, month))) as u8;
    Date { year: year.min(9999), month, day }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(400) || year.is_multiple_of(4) && !year.is_multiple_of(100) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(date: Date) -> String {
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    }

    #[test]
    fn a_day_must_be_in_the_calendar() {
        for good in ["2026-12-31", "2024-02-29", "2000-02-29", "0000-01-01"] {
            assert_eq!(date(good).map(text).as_deref(), Some(good));
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "26-1-1",
            "2026-01-01-",
            "2026-01-01-01",
            "+026-01-01",
            "2026-+1-01",
            "",
            "2026/01/01",
        ] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_nearest_day_is_what_was_probably_meant() {
        for (written, meant) in [
            ("2026-02-30", "2026-02-28"),
            ("2026-13-01", "2026-12-01"),
            ("2026-1-5", "2026-01-05"),
            ("31-12-2026", "2026-12-31"),
            ("2026-02", "2026-02-28"),
            ("2026-00-00", "2026-01-01"),
        ] {
            assert_eq!(nearest_date(written).map(text).as_deref(), Some(meant));
        }
        for hopeless in ["1-2-3", "99999-1-1", "2026-", "1-2"] {
            assert_eq!(nearest_date(hopeless), None, "{hopeless}");
        }
    }

    #[test]
    fn durations_have_a_unit_and_saturate() {
        let amount = |text| duration(text).map(|duration| duration.amount);
        assert_eq!(amount("90d"), Some(90));
        assert_eq!(amount("6mo"), Some(6));
        assert_eq!(amount("99999999999999y"), Some(u32::MAX));
        assert_eq!(amount("90"), None);
        assert_eq!(amount("90days"), None);
    }
}
