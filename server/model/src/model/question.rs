//! Questions: what the model does not say, and what that would decide.

use smol_str::SmolStr;

use super::{Ask, Model, RuleRef, ThingId};
use crate::kind::ThingKind;
use crate::value::Truth;

/// Something that nobody has said of a thing and that would decide threats.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenQuestion {
    /// The thing it is asked of.
    pub subject: ThingId,
    /// What is asked for.
    pub ask: Ask,
    /// The question.
    pub text: String,
    /// The keys of the threats that it decides, in order.
    pub decides: Vec<SmolStr>,
    /// It was written as `?`: somebody promised to find out.
    pub promised: bool,
}

impl Model {
    /// The questions about a thing, those that decide most first.
    pub fn questions(&self, id: ThingId) -> Vec<OpenQuestion> {
        let results = self.results(id);
        let mut questions: Vec<OpenQuestion> = Vec::new();
        for (ask, subject, rule) in &results.asked {
            if !self.in_scope(*subject) {
                continue;
            }
            let Some(instance) =
                self.instances(*subject).iter().find(|instance| instance.rule == *rule)
            else {
                continue;
            };
            // What is decided, planned or answered otherwise needs no answer here, and neither does
            // what is settled with the threat that it is folded under.
            let waits = if instance.when == Truth::True {
                self.is_possible(*subject, instance)
                    && self
                        .shown_above(*subject, *rule)
                        .is_none_or(|shown| !self.settles_too(&shown, RuleRef::Pack(*rule)))
            } else {
                self.decision(RuleRef::Pack(*rule), *subject).is_none()
            };
            if !waits {
                continue;
            }
            let key = self.key(&self.schema.rule(*rule).name, *subject);
            match questions.iter_mut().find(|question| question.ask == *ask) {
                Some(question) => question.decides.push(key),
                None => questions.push(OpenQuestion {
                    subject: id,
                    ask: *ask,
                    text: self.question_text(id, *ask),
                    decides: vec![key],
                    promised: self.is_promised(id, *ask),
                }),
            }
        }
        for written in &self.thing(id).written {
            let ask = Ask::Attribute(written.attribute);
            let known = questions.iter().any(|question| question.ask == ask);
            if !known && self.is_promised(id, ask) && self.in_scope(id) {
                questions.push(OpenQuestion {
                    subject: id,
                    ask,
                    text: self.question_text(id, ask),
                    decides: Vec::new(),
                    promised: true,
                });
            }
        }
        for question in &mut questions {
            question.decides.sort_unstable();
            question.decides.dedup();
        }
        questions.sort_by(|left, right| {
            right.decides.len().cmp(&left.decides.len()).then_with(|| left.text.cmp(&right.text))
        });
        questions
    }

    /// Every open question, those that decide most first.
    pub fn all_questions(&self) -> Vec<OpenQuestion> {
        let mut questions: Vec<OpenQuestion> =
            self.things().flat_map(|(id, _)| self.questions(id)).collect();
        questions.sort_by(|left, right| {
            right
                .decides
                .len()
                .cmp(&left.decides.len())
                .then_with(|| self.label(left.subject).cmp(self.label(right.subject)))
                .then_with(|| left.text.cmp(&right.text))
        });
        questions
    }

    fn is_promised(&self, id: ThingId, ask: Ask) -> bool {
        match ask {
            Ask::Attribute(attribute) => self.thing(id).written(attribute).is_some_and(|written| {
                !written.refuted && written.value == crate::value::Value::Unknown
            }),
            Ask::Data => {
                let item = self.item(self.thing(id).item);
                item.is_some_and(|item| {
                    ["carrying", "returns", "holds"].iter().any(|key| {
                        item.property(key).is_some_and(|property| {
                            property
                                .values
                                .iter()
                                .any(|value| value.kind == tm_grammar::tree::ValueKind::Unknown)
                        })
                    })
                })
            }
        }
    }

    /// The question that asks for something of a thing.
    pub fn question_text(&self, id: ThingId, ask: Ask) -> String {
        self.question_about(self.label(id), self.thing(id).kind, ask)
    }

    /// The question that asks for something of a thing, or of all parts of one, by name.
    pub(crate) fn question_about(&self, it: &str, kind: ThingKind, ask: Ask) -> String {
        match ask {
            Ask::Data => match kind {
                ThingKind::Store => format!("What does {it} keep?"),
                _ => format!("What does {it} carry?"),
            },
            Ask::Attribute(attribute) => {
                let info = self.schema.attribute(attribute);
                if info.ask.is_empty() {
                    format!("What is \"{}\" of {it}?", info.name)
                } else {
                    asked_about(&info.ask, it)
                }
            }
        }
    }
}

/// The words of a question with the name of what they are about in its places.
fn asked_about(words: &str, it: &str) -> String {
    let mut text = String::with_capacity(words.len() + it.len());
    let mut rest = words;
    while let Some(brace) = rest.find('{') {
        text.push_str(&rest[..brace]);
        rest = &rest[brace..];
        match rest.strip_prefix("{it}") {
            Some(after) => {
                text.push_str(it);
                rest = after;
            }
            None => {
                text.push('{');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::asked_about;

    #[test]
    fn every_place_for_a_name_is_filled() {
        assert_eq!(asked_about("Does {it} ask who {it} is?", "api"), "Does api ask who api is?");
        assert_eq!(asked_about("Is {{it} {x} {", "api"), "Is {api {x} {");
    }
}
