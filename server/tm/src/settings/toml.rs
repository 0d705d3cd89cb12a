//! From the text of a `tm.toml` to a table.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::Problem;
use super::tree::{Entry, Table, Value};

/// What can be read of a text, and the first place that cannot.
pub fn parse(text: &str) -> (Table, Option<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let start = |error: &Error| error.span().map_or(0, |span| span.start);
    let fault = errors.iter().min_by_key(|error| start(error)).map(|error| {
        // The second line names what is expected. It helps where that is a sign and no term.
        let lines = error.message().lines().enumerate();
        let useful = lines.filter(|(at, line)| *at == 0 || line.contains('`'));
        let reason = useful.map(|(_, line)| line).collect::<Vec<_>>().join(", ");
        Problem {
            span: within(text, error.span().unwrap_or_default()),
            is_error: true,
            message: format!(
                "This is not TOML: {reason}. Correct it; until then it does not count."
            ),
        }
    });
    let faults: Vec<Range<usize>> = errors.iter().filter_map(Error::span).collect();
    (table_of(table.get_ref(), &faults), fault)
}

/// A range that a text has.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let fitting = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    fitting(span.start)..fitting(span.end)
}

/// The table, without the values that hold a fault: what was meant by them is a guess.
fn table_of(table: &DeTable<'_>, faults: &[Range<usize>]) -> Table {
    let faulty = |value: &Spanned<DeValue<'_>>| {
        let span = value.span();
        let touches = |fault: &Range<usize>| fault.start <= span.end && span.start <= fault.end;
        !value.get_ref().is_table() && faults.iter().any(touches)
    };
    let mut entries: Vec<Entry> = table
        .iter()
        .filter(|(_, value)| !faulty(value))
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: value_of(value.get_ref(), faults),
            value_span: value.span(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table(entries)
}

fn value_of(value: &DeValue<'_>, faults: &[Range<usize>]) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Other(number.to_string()), Value::Whole),
        DeValue::Float(number) => Value::Other(number.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Other(date.to_string()),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|value| value_of(value.get_ref(), faults)).collect())
        }
        DeValue::Table(table) => Value::Table(table_of(table, faults)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_of_a_broken_text_is() {
        let text = "a = 1\nb = off\nc = 2\n";
        let (table, fault) = parse(text);
        let fault = fault.expect("a fault");
        assert_eq!(&text[fault.span], "off");
        let keys: Vec<&str> = table.0.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a", "c"]);
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in
            ["", "=", "[", "[[", "\"", "a.b.c = [1, {", "\u{feff}[x]", "a = 1\na = 2", "\u{1f511}"]
        {
            parse(text);
        }
        parse(&"[".repeat(100_000));
        parse(&format!("a = {}", "[".repeat(100_000)));
    }
}
