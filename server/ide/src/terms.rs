//! The words of the method beside the categories: treatments, classification, trust, kinds of
//! stories, actors and assumptions, security domains, DREAD. The single source of what is told about
//! them: hover, `tm explain` and the manual read it.
//!
//! What a word means in a few words stands in [`tm_grammar::words`], where it is declared; here is
//! what one wants to know before one writes it.

mod table;

use std::fmt::Write as _;

use tm_grammar::words::ItemWord;

pub use table::TERMS;

/// What a word is a word of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// What is done about a threat.
    Treatment,
    /// How confidential data is.
    Classification,
    /// How much a zone is trusted.
    Trust,
    /// A kind of story.
    Story,
    /// A kind of actor.
    Actor,
    /// A kind of assumption.
    Assumption,
    /// A security domain.
    Domain,
    /// A factor of a DREAD rating.
    Dread,
}

impl Subject {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 8] = [
        Self::Treatment,
        Self::Classification,
        Self::Trust,
        Self::Story,
        Self::Actor,
        Self::Assumption,
        Self::Domain,
        Self::Dread,
    ];

    /// What one of its words is: `a treatment`.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Treatment => "a way to treat a threat",
            Self::Classification => "a class of data",
            Self::Trust => "a level of trust",
            Self::Story => "a kind of story",
            Self::Actor => "a kind of actor",
            Self::Assumption => "a kind of assumption",
            Self::Domain => "a security domain",
            Self::Dread => "a factor of DREAD",
        }
    }

    /// The heading over its words.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Treatment => "Treatments",
            Self::Classification => "Classification",
            Self::Trust => "Trust",
            Self::Story => "Stories",
            Self::Actor => "Actors",
            Self::Assumption => "Assumptions",
            Self::Domain => "Security domains",
            Self::Dread => "DREAD",
        }
    }

    /// What holds for all of its words; may be empty.
    pub const fn remark(self) -> &'static str {
        match self {
            Self::Treatment => {
                "A threat that nothing answers stays open until somebody decides. The decision is a \
                 sentence in the model, with a reason, a person and, where it can end, a day."
            }
            Self::Classification => {
                "The class says who may know the data. How much depends on its being right and on \
                 its being there is said apart, with `integrity` and `availability`: a public price \
                 list may have to be right."
            }
            Self::Trust => {
                "Only the order counts. What enters a zone of more trust is checked there. Trust is \
                 about what a break-in would cost as much as about who runs the place: an agent that \
                 can do much belongs where more is at stake, though what it reads comes from \
                 anywhere."
            }
            Self::Story => {
                "A story says what somebody wants and, after *without*, what must not come with it. \
                 What follows the colon are the threats meant."
            }
            Self::Actor => {
                "An actor makes a threat concrete: who would do it, and how able they are."
            }
            Self::Assumption => {
                "What is taken for granted: name what rests on it, who confirmed it and when it is \
                 looked at again. When it is refuted, everything that rests on it falls with it."
            }
            Self::Domain => {
                "Thirteen domains cover what an organisation does about security. Each control of a \
                 knowledge base belongs to one; each question of the pack `enterprise` asks for one."
            }
            Self::Dread => {
                "Five numbers from 0 to 10; the rating is their average. Below 4 the risk is low, \
                 below 7 medium, below 9 high, from 9 critical. Scores differ between people, and \
                 the factors overlap, so use it where a team has it already. Many give \
                 discoverability a 10 always, because hiding is no defence."
            }
        }
    }
}

/// A word of the method.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// The word.
    pub word: &'static str,
    /// What it is a word of.
    pub subject: Subject,
    /// What it means, as a sentence.
    pub meaning: &'static str,
    /// The question that it asks; may be empty.
    pub ask: &'static str,
    /// What it looks like; may be empty.
    pub examples: &'static [&'static str],
    /// What to do with it, as a sentence; may be empty.
    pub then: &'static str,
}

impl Term {
    /// What there is to tell, as Markdown, without the word itself.
    pub fn told(&self) -> String {
        let mut text = self.meaning.to_owned();
        if !self.ask.is_empty() {
            let _ = write!(text, "\n\nAsk: *{}*", self.ask);
        }
        if !self.examples.is_empty() {
            let _ = write!(text, "\n\nFor example: {}.", self.examples.join(" · "));
        }
        if !self.then.is_empty() {
            let _ = write!(text, "\n\n{}", self.then);
        }
        text
    }
}

/// The terms of that name: one word may be a word of several subjects.
pub fn terms(word: &str) -> impl Iterator<Item = &'static Term> {
    TERMS.iter().filter(move |term| term.word == word)
}

/// The word of that name of a subject.
pub fn term(subject: Subject, word: &str) -> Option<&'static Term> {
    terms(word).find(|term| term.subject == subject)
}

/// What the kinds of an item are words of.
pub fn subject_of_kinds(item: ItemWord) -> Option<Subject> {
    Some(match item {
        ItemWord::Story => Subject::Story,
        ItemWord::Actor => Subject::Actor,
        ItemWord::Assumption => Subject::Assumption,
        ItemWord::Requirement => Subject::Domain,
        _ => return None,
    })
}

/// What the fixed values of a property are words of.
pub fn subject_of_values(key: &str) -> Option<Subject> {
    Some(match key {
        "classified" | "sensitivity" => Subject::Classification,
        "trust" => Subject::Trust,
        "domain" => Subject::Domain,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use tm_grammar::words::{DOMAINS, ITEMS, Shape, kind_words};

    use super::*;

    fn words(subject: Subject) -> Vec<&'static str> {
        TERMS.iter().filter(|term| term.subject == subject).map(|term| term.word).collect()
    }

    #[test]
    fn every_kind_of_the_language_is_told_about() {
        for item in [ItemWord::Story, ItemWord::Actor, ItemWord::Assumption] {
            let declared = kind_words(item).expect("it has kinds").iter().map(|(word, _)| *word);
            let subject = subject_of_kinds(item).expect("they are words of something");
            assert_eq!(words(subject), declared.collect::<Vec<_>>(), "{item}");
        }
        let domains: Vec<&str> = DOMAINS.iter().map(|(word, _)| *word).collect();
        assert_eq!(words(Subject::Domain), domains);
    }

    #[test]
    fn every_value_of_these_properties_is_told_about() {
        for info in ITEMS {
            for property in info.properties {
                let Shape::Word(values) = property.shape else { continue };
                let Some(subject) = subject_of_values(property.key) else { continue };
                let values: Vec<&str> = values.iter().map(|(word, _)| *word).collect();
                assert_eq!(words(subject), values, "{} of {}", property.key, info.word);
            }
        }
    }

    #[test]
    fn texts_are_sentences() {
        for term in TERMS {
            assert!(term.meaning.ends_with('.'), "{}", term.word);
            assert!(term.ask.is_empty() || term.ask.ends_with('?'), "{}", term.word);
            assert!(term.then.is_empty() || term.then.ends_with('.'), "{}", term.word);
            assert!(term.examples.iter().all(|one| !one.ends_with('.')), "{}", term.word);
        }
    }
}
