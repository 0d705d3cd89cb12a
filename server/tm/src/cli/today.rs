//! The day that expiry and review dates are measured against. Nothing else reads the clock: the
//! engine takes the day as an input.

use std::time::{SystemTime, UNIX_EPOCH};

use tm_grammar::tree::Date;

const SECONDS_PER_DAY: u64 = 86_400;

/// Reads the value of `--today`.
pub fn parse(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "not a day of the calendar; write it as 2026-12-31".to_owned())
}

/// The system's day in UTC.
pub fn now() -> Date {
    // A clock before 1970 is a clock that was never set: the first day is as good as any.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    from_days(seconds / SECONDS_PER_DAY)
}

fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_u16, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0'))
        })
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    // Two digits always fit a byte.
    valid.then_some(Date { year, month: month as u8, day: day as u8 })
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The day that lies so many days after 1970-01-01; the last day of 9999 if it lies beyond.
fn from_days(days: u64) -> Date {
    let mut left = days;
    for year in 1970..=9999 {
        for month in 1..=12 {
            let length = u64::from(days_in(year, month));
            if left < length {
                // A month has at most 31 days.
                return Date { year, month: month as u8, day: left as u8 + 1 };
            }
            left -= length;
        }
    }
    Date { year: 9999, month: 12, day: 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn days_of_the_calendar_are_read() {
        assert_eq!(parse("2026-11-21"), Ok(date(2026, 11, 21)));
        assert_eq!(parse("2024-02-29"), Ok(date(2024, 2, 29)));
        assert_eq!(parse("2000-02-29"), Ok(date(2000, 2, 29)));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "today",
            "2026-02-29",
            "2100-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "2026-01-01 ",
            "2026-01-+1",
            "２０２６-1",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in [
            (0, date(1970, 1, 1)),
            (58, date(1970, 2, 28)),
            (59, date(1970, 3, 1)),
            (11_016, date(2000, 2, 29)),
            (20_778, date(2026, 11, 21)),
            (u64::MAX, date(9999, 12, 31)),
        ] {
            assert_eq!(from_days(days), expected, "{days}");
        }
    }
}
