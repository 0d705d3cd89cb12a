//! What a token can be: the one table of kinds and modifiers, from which the legend of the protocol
//! and the page about editors come.

macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident $name:literal $standard:literal $about:literal;)+) => {
        /// What a token stands for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TokenKind {
            $(#[doc = $about] $variant),+
        }

        impl TokenKind {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name for clients that know it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The name from the protocol's own list that every client knows: the same, or what is
            /// nearest.
            pub const fn standard(self) -> &'static str {
                match self { $(Self::$variant => $standard),+ }
            }

            /// What it is, in a few words.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),+ }
            }
        }
    };
}

kinds! {
    Keyword "keyword" "keyword" "words that begin items and clauses, and those of predicates";
    Zone "zone" "namespace" "zones";
    Entity "entity" "interface" "entities";
    Process "process" "class" "processes";
    Store "store" "struct" "stores";
    Flow "flow" "method" "flows, their parts and replies";
    Asset "asset" "variable" "assets";
    Actor "actor" "interface" "actors";
    Threat "threat" "event" "threats of the model and rules of knowledge bases";
    Mitigation "mitigation" "function" "mitigations, and controls where they are named as such";
    Assumption "assumption" "variable" "assumptions";
    Story "story" "variable" "stories";
    Goal "goal" "variable" "objectives and requirements";
    Event "event" "event" "what to watch for";
    Question "question" "variable" "questions";
    Namespace "namespace" "namespace" "models, knowledge bases, aliases of imports, trackers, profiles";
    Type "type" "type" "types of things";
    Enum "enum" "enum" "categories of threats, scales and choices";
    EnumMember "enumMember" "enumMember" "words of a scale or choice, yes and no, kinds";
    Property "property" "property" "keys, facts and fields";
    Parameter "parameter" "parameter" "variables of predicates and titles";
    Person "person" "decorator" "people";
    Ticket "ticket" "string" "tickets";
    Unknown "unknown" "operator" "what nobody knows: `?`";
    Operator "operator" "operator" "arrows, comparisons and patterns";
    Number "number" "number" "numbers, versions, dates and spans of time";
    String "string" "string" "text in quotes";
    Comment "comment" "comment" "comments and documentation";
}

macro_rules! modifiers {
    ($($variant:ident $bit:literal $name:literal $about:literal;)+) => {
        /// What is special about a token.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TokenModifier {
            $(#[doc = $about] $variant),+
        }

        impl TokenModifier {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the protocol.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it says, in a few words.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),+ }
            }

            const fn bit(self) -> u8 {
                match self { $(Self::$variant => 1 << $bit),+ }
            }
        }
    };
}

modifiers! {
    Declaration 0 "declaration" "the name is declared here";
    Deprecated 1 "deprecated" "it has no effect any more: a decision about nothing, a day that has passed, a former name";
    Documentation 2 "documentation" "a comment that documents an item";
    DefaultLibrary 3 "defaultLibrary" "it comes from a knowledge base that ships";
    Decision 4 "decision" "the word decides about a threat";
}

/// Some modifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TokenModifiers(u8);

impl TokenModifiers {
    /// These and one more.
    #[must_use]
    pub const fn with(self, modifier: TokenModifier) -> Self {
        Self(self.0 | modifier.bit())
    }

    /// Whether one is among them.
    pub const fn has(self, modifier: TokenModifier) -> bool {
        self.0 & modifier.bit() != 0
    }

    /// All of them, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = TokenModifier> {
        TokenModifier::ALL.iter().copied().filter(move |modifier| self.has(*modifier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_about_editors_has_every_kind_and_modifier() {
        let page = include_str!("../../../../docs/editors.md");
        for kind in TokenKind::ALL {
            let (name, standard) = (kind.name(), kind.standard());
            let standard = match name == standard {
                true => String::new(),
                false => format!("`{standard}`"),
            };
            let row = format!("| `{name}` | {standard} | {} |", kind.about());
            assert!(page.contains(&row), "docs/editors.md lacks {row}");
        }
        for modifier in TokenModifier::ALL {
            let row = format!("| `{}` | {} |", modifier.name(), modifier.about());
            assert!(page.contains(&row), "docs/editors.md lacks {row}");
        }
    }
}
