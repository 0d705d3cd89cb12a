//! The word of the language that a misspelt one may have been.

use crate::words::{ClauseWord, ItemWord, NestedWord};

/// Where the word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Outside of any body.
    File,
    /// In a body.
    Body,
}

/// True if the word may have been a clause.
pub(crate) fn is_nearly_a_clause(word: &str) -> bool {
    ClauseWord::ALL.iter().any(|clause| distance(word, clause.text()) <= allowed(word))
}

/// The nearest word that starts a sentence there, if one is near.
pub(crate) fn nearest(word: &str, place: Place) -> Option<&'static str> {
    let items = ItemWord::ALL.iter().map(|word| word.text());
    let nested = NestedWord::ALL.iter().map(|word| word.text());
    let nested = nested.filter(|_| place == Place::Body);
    let length = word.chars().count();
    let allowed = allowed(word);
    items
        .chain(nested)
        .filter(|candidate| candidate.len().abs_diff(length) <= allowed)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters of a word may be wrong.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// How many characters must be put in, left out, changed or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, character) in left.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in right.iter().enumerate() {
            let changed = last[column] + usize::from(character != *other);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = column > 0 && previous == Some(*other) && right[column - 1] == character;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(character);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_is_near() {
        assert_eq!(nearest("proces", Place::File), Some("process"));
        assert_eq!(nearest("flwo", Place::File), Some("flow"));
        assert_eq!(nearest("mitigaton", Place::File), Some("mitigation"));
        assert_eq!(nearest("unles", Place::Body), Some("unless"));
    }

    #[test]
    fn a_clause_with_a_slip_is_nearly_one() {
        assert!(is_nearly_a_clause("carying") && is_nearly_a_clause("onn"));
        assert!(!is_nearly_a_clause("isolated") && !is_nearly_a_clause("mfa"));
    }

    #[test]
    fn what_is_far_is_not() {
        assert_eq!(nearest("unles", Place::File), None);
        assert_eq!(nearest("owner", Place::Body), None);
        assert_eq!(nearest("criticality", Place::Body), None);
        assert_eq!(nearest("a", Place::Body), None);
    }
}
