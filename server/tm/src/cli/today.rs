//! The day that expiry and review dates are measured against. Nothing else reads the clock: the
//! engine takes the day as an input.

use std::time::{SystemTime, UNIX_EPOCH};

use tm_grammar::tree::Date;
use tm_model::value::date_of_day;

const SECONDS_PER_DAY: u64 = 86_400;

/// Reads the value of `--today`.
pub fn parse(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "not a day of the calendar; write it as 2026-12-31".to_owned())
}

/// The system's day in UTC.
pub fn now() -> Date {
    // A clock before 1970 was never set: the first day is as good as any.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    // The days since 1970 fit many times over.
    date_of_day((seconds / SECONDS_PER_DAY) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_are_read_and_nothing_else() {
        assert_eq!(parse("2024-02-29"), Ok(Date { year: 2024, month: 2, day: 29 }));
        for text in ["", "today", "2026-02-29", "2026-1-1", "2026-01-01 ", "+026-01-01"] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn today_is_a_day_of_these_years() {
        assert!((2020..2200).contains(&now().year));
    }
}
