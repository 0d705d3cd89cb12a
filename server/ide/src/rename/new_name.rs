//! The new name, if it can be one.

use tm_grammar::parse_block;
use tm_grammar::tree::Item;
use tm_grammar::words::ItemWord;

use super::wanted::Wanted;
use super::{Refusal, refuse};
use crate::names::{Meaning, WordKind};
use crate::spelling::Spelt;

/// The new name, if it can be one.
pub(super) fn of(new: &str, wanted: &Wanted) -> Result<Spelt, Refusal> {
    let new = new.trim();
    let bare = new.strip_prefix('`').and_then(|new| new.strip_suffix('`')).unwrap_or(new).trim();
    if bare.is_empty() {
        return refuse("A name needs at least one letter.");
    }
    if bare.contains(|letter: char| letter == '`' || letter.is_control()) {
        return refuse(format!("\"{bare}\" cannot be a name: it stands on one line, without `."));
    }
    if bare.contains(['.', '/']) {
        return refuse(format!(
            "\"{bare}\" cannot be a name: \".\" and \"/\" stand between names. Use \"-\"."
        ));
    }
    // Names are compared in one normal form, which the parser gives them.
    let block = parse_block(&format!("asset `{bare}`"));
    let name = block.items.first().and_then(Item::name).filter(|_| block.errors.is_empty());
    let Some(name) = name else { return refuse(format!("\"{bare}\" cannot be a name.")) };
    let spelt = Spelt::of(&name.text);
    if spelt.written.starts_with('`') && needs_plain(wanted) {
        return refuse(format!(
            "\"{bare}\" cannot be the name here: it must be of letters, digits and hyphens, \
             and no word of the language."
        ));
    }
    Ok(spelt)
}

/// True for names that also stand where backticks cannot: in tickets, in titles, on scales.
fn needs_plain(wanted: &Wanted) -> bool {
    match &wanted.occurrence.meaning {
        Meaning::Local(..) => true,
        Meaning::Word(word) => matches!(
            word.kind,
            WordKind::Value | WordKind::Words | WordKind::Pack | WordKind::Profile
        ),
        _ => wanted.word == Some(ItemWord::Tracker),
    }
}
