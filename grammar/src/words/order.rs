//! In which order the clauses of a header are written, and which of them read as one.

use super::{ClauseWord, ITEMS, ItemWord, PropertyInfo};

/// For each clause its place in the order of the table, for an item with these clauses. `None` if no
/// row has all of them: then nobody knows where they belong.
pub(crate) fn clause_ranks(
    item: ItemWord,
    clauses: &[ClauseWord],
) -> Option<impl Fn(ClauseWord) -> usize> {
    let place = |properties: &[PropertyInfo], clause: ClauseWord| {
        properties.iter().position(|property| property.key == clause.text())
    };
    let mut rows = ITEMS.iter().filter(|info| info.word == item).map(|info| info.properties);
    let row = rows.find(|row| clauses.iter().all(|clause| place(row, *clause).is_some()))?;
    Some(move |clause| place(row, clause).unwrap_or(row.len()))
}

/// True if one clause goes on with what the clause before it began, so that both are kept on one line
/// where they fit: what is carried there and back, who and until when.
pub(crate) const fn reads_on(before: ClauseWord, clause: ClauseWord) -> bool {
    use ClauseWord::{Against, By, Carrying, On, Protects, Returns, Status, Ticket, Until};
    matches!(
        (before, clause),
        (Carrying, Returns)
            | (Protects, Against)
            | (By, On | Until)
            | (Until, Ticket)
            | (Status, Ticket)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(item: ItemWord, clauses: &[ClauseWord]) -> Option<Vec<ClauseWord>> {
        let rank = clause_ranks(item, clauses)?;
        let mut sorted = clauses.to_vec();
        sorted.sort_by_key(|clause| rank(*clause));
        Some(sorted)
    }

    #[test]
    fn clauses_have_the_order_of_the_row_that_has_them_all() {
        use ClauseWord::{Because, By, For, On, Owner, Severity, Until};
        assert_eq!(
            sorted(ItemWord::Accept, &[Because, Until, By, On]),
            Some(vec![On, By, Until, Because])
        );
        assert_eq!(sorted(ItemWord::Threat, &[Severity, On]), Some(vec![On, Severity]));
        assert_eq!(sorted(ItemWord::Threat, &[Severity, For]), Some(vec![For, Severity]));
        assert_eq!(sorted(ItemWord::Process, &[Owner, On]), None);
    }
}
